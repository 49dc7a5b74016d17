"""Each field that is not understood, and everything a board cannot hold, is told and kept with the project."""

import base64
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from storyboard.assets.models import Asset
from storyboard.elements.models import Element
from storyboard.projects.import_sentences import remarks_of
from storyboard.projects.importing import Imported, import_text
from storyboard.projects.models import Project
from storyboard.projects.pasted import NotImported
from storyboard.providers.element_ids import element_id_at
from storyboard.studio.models import Person
from storyboard.takes.models import KeptKind
from storyboard.takes.remembering import remember
from tests.conftest import People
from tests.elements.making import element, file
from tests.projects.edits import assert_sound, live
from tests.projects.posting import text_of
from tests.studio.accounts import account

pytestmark = pytest.mark.both
TASK: dict[str, Any] = {
    "taskType": "videoInference",
    "model": "klingai:kling-video@3-4k",
    "width": 3840,
    "height": 2160,
    "duration": 9,
}
GIVEN = "289dea36-d702-472c-a1e2-212338222b7d"


def png(width: int = 640, height: int = 360) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), "orange").save(file, "PNG")
    return file.getvalue()


def shots(*seconds: Any) -> dict[str, Any]:
    lasting = [{} if each is None else {"duration": each} for each in seconds]
    parts = [{"prompt": f"Shot {n}.", **each} for n, each in enumerate(lasting, 1)]
    return {"providerSettings": {"klingai": {"multiPrompt": parts}}}


@pytest.fixture
def bring(people: People) -> Callable[..., Imported]:
    def imported(**fields: Any) -> Imported:
        (one,) = import_text(people.workspace, people.alice, json.dumps({**TASK, **fields}))
        assert_sound(one.project)
        return one

    return imported


def test_characters_that_cannot_be_kept_are_dropped_and_said(bring: Callable[..., Imported]) -> None:
    broken = {"positivePrompt": "A kite \ud83e over\x00 a tram.", "negativePrompt": "blur", "odd": "\ud800"}
    made = bring(**broken)
    assert (made.project.prompt, made.project.negative_prompt) == ("A kite  over a tram.", "blur")
    told = {(one.code, one.path) for one in made.told}
    assert {("characters_dropped", "positivePrompt"), ("not_understood", "odd")} <= told
    assert ("characters_dropped", "odd") not in told


def test_so_are_those_of_the_prompts_of_shots(bring: Callable[..., Imported]) -> None:
    parts = [{"prompt": "One.", "duration": 5}, {"prompt": "T\x00wo.", "duration": 4}]
    made = bring(providerSettings={"klingai": {"multiPrompt": parts}})
    assert [shot.prompt for shot in live(made.project)] == ["One.", "Two."]
    (told,) = made.told
    assert (told.code, told.path) == ("characters_dropped", "providerSettings.klingai.multiPrompt[1].prompt")


def told(imported: Imported) -> list[tuple[str, str, str]]:
    return [(one.code, one.path, one.value) for one in imported.told]


@pytest.mark.parametrize(
    ("seconds", "whole", "made", "codes"),
    [
        ((3, 3, 3), 9, [3, 3, 3], []),
        ((3, 3, 3), 8, [3, 3, 3], ["seconds_differ"]),
        ((2, None, None), 9, [2, 4, 3], ["shot_seconds_missing"] * 2),
        ((1, 1), 2, [2, 1], ["shot_seconds_changed", "seconds_differ"]),
        ((10, 10), 20, [8, 7], ["shot_seconds_changed"] * 2 + ["seconds_differ"]),
        ((99,), 99, [15], ["shot_seconds_changed", "seconds_differ"]),
        ((0, -4, 5), 1, [1, 1, 5], ["shot_seconds_changed"] * 2 + ["seconds_differ"]),
        ((1,) * 8, 8, [1] * 6, ["shot_left_out"] * 2 + ["seconds_differ"]),
        ((2.5, "3", 4), 9, [3, 2, 4], ["not_understood"] * 2 + ["shot_seconds_missing"] * 2),
    ],
)
def test_shots_are_made_legal_and_say_so(
    bring: Callable[..., Imported], seconds: tuple[Any, ...], whole: int, made: list[int], codes: list[str]
) -> None:
    found = bring(duration=whole, **shots(*seconds))
    assert [shot.seconds for shot in live(found.project)] == made
    assert [code for code, _path, _value in told(found)] == codes


def test_pixels_that_no_model_makes_give_the_nearest_shape(bring: Callable[..., Imported]) -> None:
    found = bring(positivePrompt="A kite.", width=1081, height=1920)
    assert found.project.ratio == "9:16"
    assert told(found) == [("size_not_made", "width", "1081"), ("size_not_made", "height", "1920")]
    assert "9:16" in remarks_of(found.told)[0].sentence


@pytest.mark.parametrize(("seconds", "made"), [(2, 3), (16, 15), (-5, 3), (99_999, 15)])
def test_a_length_no_board_has_is_told(bring: Callable[..., Imported], seconds: int, made: int) -> None:
    found = bring(positivePrompt="A kite.", duration=seconds)
    assert found.project.total_seconds == made
    assert told(found) == [("seconds_out_of_range", "seconds", str(seconds))]


def test_fields_that_are_not_understood_are_listed_where_they_stand(bring: Callable[..., Imported]) -> None:
    found = bring(positivePrompt="A kite.", seed=7, inputs={"mask": {"a": [1]}}, outputFormat="GIF")
    assert sorted(told(found)) == [
        ("not_understood", "inputs.mask", '{"a": [1]}'),
        ("not_understood", "outputFormat", '"GIF"'),
        ("not_understood", "seed", "7"),
    ]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"numberResults": 99}, "results_changed"),
        ({"outputQuality": 7}, "delivery_out_of_range"),
        ({"ttl": 1}, "delivery_out_of_range"),
        ({"model": "other:model@1"}, "model_unknown"),
        (shots(3, 3, 3), "prompt_beside_shots"),
        ({"positivePrompt": "x" * 10_001}, "text_cut"),
        ({"inputs": {"frameImages": [GIVEN]}}, "media_unknown"),
        ({"inputs": {"frameImages": ["asset:" + "0" * 64]}}, "media_unknown"),
        ({"inputs": {"frameImages": ["data:image/png;base64,AAAA"]}}, "media_unusable"),
        ({"inputs": {"frameImages": ["data:image/png;base64,A"]}}, "media_broken"),
        ({"inputs": {"elements": [{"id": "hero"}]}}, "element_unknown"),
        ({"inputs": {"elements": [{"id": "Hero One", "description": "x"}]}}, "handle_changed"),
        ({"inputs": {"elements": [{"id": "hero", "tags": ["Red", "a,b"]}]}}, "tags_changed"),
        ({"inputs": {"elements": [{"id": f"hero{n}", "tags": ["a"]} for n in range(4)]}}, "element_beside"),
        ({"inputs": {"elements": [{"id": f"hero{n}", "tags": ["a"]} for n in range(10)]}}, "element_left_out"),
        ({"inputs": {"elements": [{"id": "hero", "images": [f"https://a.example/{n}" for n in range(4)]}]}},
         "extra_left_out"),
    ],
)  # fmt: skip
def test_what_a_board_cannot_hold_is_told(bring: Callable[..., Imported], fields: dict[str, Any], code: str) -> None:
    found = bring(**{"positivePrompt": "A kite.", **fields})
    assert code in [one for one, _path, _value in told(found)]


def test_several_requests_are_a_project_each(people: People) -> None:
    tasks = [{**TASK, "positivePrompt": f"Kite {number}."} for number in range(22)]
    made = import_text(people.workspace, people.alice, json.dumps([*tasks, 7]))
    assert [one.project.title for one in made] == [f"Kite {number}." for number in range(20)]
    assert [one.code for one in made[0].told] == ["too_many_requests", "not_understood"]
    assert not any(one.told for one in made[1:])


@pytest.mark.parametrize(
    "text",
    ["Here it is:\n```json\n%s\n```\nThanks!", "curl -d '%s' https://api.example/v1", "\ufeff[%s]", "%s;"],
)
def test_words_around_it_do_no_harm(people: People, text: str) -> None:
    (found,) = import_text(people.workspace, None, text % json.dumps({**TASK, "positivePrompt": "A kite."}))
    assert "not_understood" not in [one.code for one in found.told]
    assert found.project.prompt == "A kite."


def test_what_stands_after_it_is_told(people: People) -> None:
    text = json.dumps({**TASK, "positivePrompt": "A kite."})
    (found,) = import_text(people.workspace, None, f"{text}\n{text}")
    assert [one.code for one in found.told] == ["rest"]


@pytest.mark.parametrize(
    "text",
    [
        '[{"taskType": "authentication", "apiKey": "sesame"}, %s]',
        "%s' -H 'Authorization: Bearer sesame'",
        '[%s, {"options": {"headers": [{"access_token": "sesame"}]}}]',
    ],
)
def test_keys_that_were_pasted_along_are_not_kept(people: People, text: str) -> None:
    task = json.dumps({**TASK, "positivePrompt": "A kite.", "secret": {"a": "sesame"}})
    (found,) = import_text(people.workspace, None, text % task)
    assert found.told
    assert "sesame" not in str(found.told)


def test_many_files_within_requests_are_refused(people: People) -> None:
    tasks = [{**TASK, "inputs": {"frameImages": [f"data:image/png;base64,{n:0>4}", f"{n:0>400}"]}} for n in range(16)]
    with pytest.raises(NotImported, match="too_many_files"):
        import_text(people.workspace, None, json.dumps(tasks))
    assert not Asset.objects.exists()


def test_a_file_within_the_request_is_kept(people: People, bring: Callable[..., Imported]) -> None:
    data = base64.b64encode(png(360, 640)).decode()
    inputs = {"frameImages": [f"data:image/png;base64,{data}", data]}
    found = bring(positivePrompt="A kite.", width=None, height=None, inputs=inputs)
    project = Project.objects.get(pk=found.project.pk)
    assert project.first_frame == project.last_frame == Asset.objects.get()
    assert (project.ratio, bool(Asset.objects.get().file)) == ("9:16", True)


def test_a_name_that_a_provider_gave_leads_back_to_its_file(people: People, bring: Callable[..., Imported]) -> None:
    picture = file(people.workspace, "kite")
    remember(account(people, "runware"), picture.sha256, KeptKind.IMAGE, GIVEN, picture.created_at)
    assert bring(positivePrompt="A kite.", inputs={"frameImages": [GIVEN]}).project.first_frame == picture


def test_another_workspace_gives_nothing(people: People, bring: Callable[..., Imported]) -> None:
    theirs = file(people.elsewhere, "kite")
    found = bring(positivePrompt="A kite.", inputs={"frameImages": [f"asset:{theirs.sha256}"]})
    assert found.project.first_frame is None


def test_an_element_of_the_library_is_used_where_the_same_would_be_sent(
    people: People, bring: Callable[..., Imported]
) -> None:
    guide = element(people.lino, people.workspace, "Guide", ["front", "side"])
    for number, asset in enumerate(Asset.objects.order_by("created_at")):
        Asset.objects.filter(pk=asset.pk).update(sha256=f"{number}" * 64)
    front, side = Asset.objects.order_by("created_at")
    images = {"frontalImage": f"asset:{front.sha256}", "images": [f"asset:{side.sha256}"]}
    at = element_id_at("", guide.pk, guide.revision)
    mine = element_id_at(account(people, "runware").pk, guide.pk, guide.revision)
    ordered = bring(positivePrompt="x", inputs={"elements": [{"id": mine}]})
    same = bring(positivePrompt="<<<element_1>>> walks.", inputs={"elements": [{"id": at, **images}]})
    kept = bring(positivePrompt="x", inputs={"elements": [{"id": at}]})
    by_handle = bring(positivePrompt="x", inputs={"elements": [{"id": "guide", **images}]})
    for found in (ordered, same, kept, by_handle):
        assert [row.element for row in found.project.board_elements.all()] == [guide]
        assert found.told == ()
    assert same.project.prompt == f"{{{{element:{guide.pk}}}}} walks."
    other = bring(positivePrompt="x", inputs={"elements": [{"id": "guide", "frontalImage": f"asset:{side.sha256}"}]})
    (row,) = other.project.board_elements.all()
    assert (row.element.handle, row.element.name, row.element.approval) == ("guide_2", "Guide 2", "draft")
    assert told(other) == [("handle_taken", "elements[1].handle", '"guide"')]
    guide.refresh_from_db()
    assert (guide.revision, Element.objects.count()) == (2, 2)


def test_a_mention_of_a_fourth_element_stays_a_mention(people: People, bring: Callable[..., Imported]) -> None:
    elements = [{"id": f"hero{number}", "tags": ["a"]} for number in range(4)]
    found = bring(positivePrompt="<<<element_4>>> walks.", inputs={"elements": elements})
    beside = Element.objects.get(handle="hero3")
    assert found.project.prompt == f"{{{{element:{beside.pk}}}}} walks."
    assert found.project.board_elements.count() == 3


def test_the_board_tells_until_somebody_dismisses_it(
    people: People, bring: Callable[..., Imported], client_of: Callable[[Person], Client]
) -> None:
    found = bring(positivePrompt="A kite.", seed=7)
    address, client = f"/projects/{found.project.pk}/", client_of(people.alice)
    for _reload in range(2):
        page = text_of(client.get(address))
        assert "1 thing in it was left out or changed. seed 7 This field is not understood and was left out." in page
    assert "Dismiss" not in text_of(client_of(people.rita).get(address))
    assert client_of(people.rita).get(f"{address}import/").status_code == 200
    assert client_of(people.stan).get(f"{address}import/").status_code == 404
    assert client_of(people.rita).post(f"{address}import/").status_code == 403
    assert client.post(f"{address}import/")["Location"] == address
    assert "Imported from a request" not in text_of(client.get(address))
    assert "seed 7" in text_of(client.get(f"{address}import/"))


def test_a_project_that_was_not_imported_has_no_such_page(
    project: Project, people: People, client_of: Callable[[Person], Client]
) -> None:
    assert client_of(people.alice).get(f"/projects/{project.pk}/import/").status_code == 404
