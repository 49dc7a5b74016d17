"""The page of a comparison: which two takes it shows, what it says where one cannot be shown, and what differs."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from storyboard.projects import editing, timing, writing
from storyboard.projects.casting import add_element
from storyboard.projects.models import Project
from storyboard.projects.wording import Piece
from storyboard.review.comparing import comparison, wish_of
from storyboard.review.differing import Difference, differences
from storyboard.takes.models import Generation, Take
from tests.conftest import People
from tests.elements.making import element
from tests.review.making import take_of
from tests.takes.making import finished, ordered

pytestmark = pytest.mark.both


def page_of(client: Client, project: Project, query: str = "") -> str:
    answer = client.get(f"/projects/{project.pk}/compare/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def chosen(page: str) -> list[str]:
    """The takes that are chosen, of A and of B."""
    return re.findall(r'<option value="(\d*)" selected', page.partition('id="pick-a"')[2])[:2]


def rows(a: Take, b: Take) -> dict[str, Difference]:
    """In what they differ, by what it is."""
    return {row.what: row for row in differences(a, b).rows}


def read(pieces: list[Piece]) -> str:
    """Words of a comparison, those that only one has in brackets."""
    return "".join(piece.text if piece.kind == "same" else f"[{piece.text}]" for piece in pieces)


@pytest.fixture
def second(people: People, project: Project, take: Take) -> Take:
    return take_of(project, people.alice, 2)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["1", "2"]),
        ("?a=2&b=1", ["2", "1"]),
        ("?b=1", ["0", "1"]),
        ("?b=0", ["1", "0"]),
        ("?a=1", ["1", "0"]),
        ("?a=2&b=2", ["2", "2"]),
        ("?a=½&b=-1", ["1", "2"]),
    ],
)
def test_the_two_that_are_asked_for_or_a_take_and_the_one_before_it(
    people: People, project: Project, second: Take, rita: Client, query: str, expected: list[str]
) -> None:
    finished(project, people.alice)
    assert chosen(page_of(rita, project, query)) == expected


def test_an_older_take_than_the_page_lists_is_found_all_the_same(
    people: People, project: Project, take: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storyboard.takes.cards.SHOWN", 1)
    take_of(project, people.alice, 2)
    take_of(project, people.alice, 3)
    found = comparison(project, wish_of({"a": "1", "b": "3"}))
    assert [one.take.number for one in found["takes"]] == [1, 3]
    assert found["a"].film


def test_a_take_that_is_not_there_or_not_ready_is_told_with_a_way_on(
    people: People, project: Project, take: Take, rita: Client
) -> None:
    assert "This project has no second take that is ready." in page_of(rita, project)
    page = page_of(rita, project, "?a=1&b=7")
    assert "No such take." in page
    assert f'href="/projects/{project.pk}/takes/1/"' in page
    ordered(project, people.alice)
    page = page_of(rita, project, "?a=1&b=0")
    assert "Animatic is not ready: Waiting." in page
    assert "Open Animatic, render" in page
    assert "<video" not in page


def test_a_project_without_takes_says_so(project: Project, rita: Client) -> None:
    assert "This project has no second take that is ready." in page_of(rita, project)


def test_the_original_is_played_where_it_is_asked_for(project: Project, second: Take, rita: Client) -> None:
    Generation.objects.update(model="rehearsal:runware/kling-3.0-4k")
    assert second.asset
    second.asset.renditions.create(name="proxy", file="media/another.mp4", media_type="video/mp4")
    assert f'src="/media/{second.asset_id}/proxy"' in page_of(rita, project)
    assert f'src="/media/{second.asset_id}/original"' in page_of(rita, project, "?files=original")


@pytest.mark.parametrize(
    ("query", "way"), [("?way=wipe", "wipe"), ("?way=place", "place"), ("?way=upside-down", "side"), ("", "side")]
)
def test_the_way_of_looking_is_in_the_address(
    project: Project, second: Take, rita: Client, query: str, way: str
) -> None:
    page = page_of(rita, project, query)
    assert f'data-testid="compare" data-way="{way}"' in page
    assert re.findall(r'data-way="(\w+)" aria-pressed="true"', page) == [way]
    assert f'name="way" id="pair-way" value="{way}"' in page
    assert ('id="fronts" hidden' not in page) == (way == "place")


def test_a_take_beside_itself_is_told_and_another_is_offered(
    people: People, project: Project, take: Take, rita: Client
) -> None:
    page = page_of(rita, project, "?a=1&b=1")
    assert "Take 1 stands on both sides, so nothing differs. This project has no other take that is ready." in page
    assert "What differs</th>" not in page
    take_of(project, people.alice, 2)
    page = page_of(rita, project, "?a=2&b=2")
    assert "Take 2 stands on both sides, so nothing differs.</p>" in page
    assert 'data-against="1">Compare with Take 1<' in page
    assert "stands on both sides" not in page_of(rita, project, "?a=1&b=2")


def test_nothing_differs_between_two_of_one_order_but_their_pictures(take: Take, second: Take) -> None:
    found = differences(take, second)
    assert found.rows == []
    assert {"“Kite”", "“Tram”", "Model", "Length ordered", "Mode", "First frame"} <= set(found.same)


def test_a_prompt_is_compared_word_by_word(people: People, project: Project, take: Take) -> None:
    shot = project.shots.get(position=2)
    editing.edit(project.pk, people.alice, writing.write_text(shot.pk, "prompt", "A tram in the snow.", 99))
    second = take_of(project, people.alice, 2)
    found = rows(take, second)
    assert list(found) == ["“Tram”: the prompt"]
    only = found["“Tram”: the prompt"]
    assert (read(only.a), read(only.b)) == ("A tram in the [rain.]", "A tram in the [snow.]")
    assert differences(take, second).same[:3] == ["“Kite”", "“Tram”: the seconds", "“Lighthouse”"]


def test_seconds_settings_elements_and_shots_of_one_alone(people: People, project: Project, take: Take) -> None:
    kite, _tram, house = project.shots.order_by("position")
    guide = element(people.lino, people.workspace, "Guide", ["face.jpg"])
    for change in (
        timing.delete_shot(house.pk),
        timing.change_total(1),
        writing.choose("sound", "true"),
        add_element(guide.pk),
        writing.write_text(kite.pk, "note", "Never sent.", 99),
    ):
        editing.edit(project.pk, people.alice, change)
    found = rows(take, take_of(project, people.alice, 2))
    told = {what: (read(one.a), read(one.b)) for what, one in found.items()}
    assert told["Length ordered"] == ("9 s", "10 s")
    assert told["Sound"] == ("Off", "On")
    assert told["Elements"] == ("", "@Guide, revision 1")
    assert told["“Lighthouse”"] == ("3 s, A lighthouse in the rain.", "")
    assert told["“Tram”: the seconds"][0] == "3 s"
    assert not [what for what in told if "note" in what]


def test_another_order_of_the_same_shots(people: People, project: Project, take: Take) -> None:
    first = project.shots.get(position=1)
    editing.edit(project.pk, people.alice, timing.move_shot(first.pk, 2))
    found = rows(take, take_of(project, people.alice, 2))
    assert read(found["The order of the shots"].b) == "“Tram”, “Lighthouse”, “Kite”"


def test_a_take_and_the_animatic_differ_in_model_and_cost(people: People, project: Project, take: Take) -> None:
    animatic = Take.objects.select_related("asset", "generation").get(pk=finished(project, people.alice).pk)
    animatic.project = take.project
    found = rows(take, animatic)
    assert read(found["Model"].a) == "Runware · Kling 3.0 4K"
    assert read(found["Model"].b) == "Animatic"
    assert read(found["Cost"].b) == "Free"


def test_a_take_of_earlier_days_is_compared_as_far_as_it_is_known(take: Take, second: Take, rita: Client) -> None:
    Generation.objects.filter(pk=take.generation_id).update(spec={})
    assert "What differs" in page_of(rita, second.project)


def test_it_asks_no_more_of_many_takes(people: People, project: Project, second: Take, rita: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page_of(rita, project, "?a=1&b=2")
        return len(queries)

    few = asked()
    for number in range(3, 7):
        take_of(project, people.alice, number)
    assert asked() == few
