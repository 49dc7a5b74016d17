"""Playlists: takes of any project, put together, put in order, watched one after another."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from storyboard.projects.making import NewShot, make_project
from storyboard.projects.models import Project
from storyboard.review import playlists
from storyboard.review.models import Playlist
from storyboard.studio.models import Person
from storyboard.takes.models import Take
from tests.conftest import People, examples
from tests.projects.posting import text_of
from tests.review.making import take_of

pytestmark = pytest.mark.both


@pytest.fixture
def takes(people: People, project: Project, take: Take) -> list[Take]:
    """Two of one project and one of another."""
    other = make_project(people.workspace, people.alice, "Another day", [NewShot(3, "Kite", "A kite.")])
    return [take, take_of(project, people.alice, 2), take_of(other, people.alice, 3)]


@pytest.fixture
def playlist(people: People, takes: list[Take]) -> Playlist:
    return playlists.make(people.workspace, people.alice, "Dailies", [take.pk for take in takes])


def order(playlist: Playlist) -> list[int]:
    return [row.take.number for row in playlists.rows_of(playlist)]


def change(client: Client, playlist: Playlist, what: str, **form: object) -> int:
    return client.post(f"/playlists/{playlist.pk}/{what}/", form, headers={"HX-Request": "true"}).status_code


def test_ticked_takes_become_a_playlist_and_more_are_added(people: People, takes: list[Take], rita: Client) -> None:
    form = {"workspace": people.workspace.pk, "title": "  Monday  ", "take": [takes[2].pk, takes[0].pk]}
    assert rita.post("/playlists/", form)["Location"] == f"/playlists/{Playlist.objects.get().pk}/"
    made = Playlist.objects.get()
    assert (made.title, made.person, order(made)) == ("Monday", people.rita, [3, 1])
    form = {"workspace": people.workspace.pk, "playlist": made.pk, "take": [takes[0].pk, takes[1].pk]}
    assert "1 take was added." in text_of(rita.post("/playlists/", form, follow=True))
    assert order(made) == [3, 1, 2]


def test_nothing_comes_into_a_deleted_one_and_what_was_ticked_stays(
    people: People, takes: list[Take], playlist: Playlist, rita: Client
) -> None:
    playlists.delete(playlist)
    form = {"workspace": people.workspace.pk, "playlist": playlist.pk, "take": [takes[0].pk]}
    page = rita.post("/playlists/", {**form, "project": takes[0].project_id})
    assert (page.status_code, page.context["ticked"]) == (422, [takes[0].pk])
    assert "was deleted meanwhile" in text_of(page)
    assert [view.take for view in page.context["takes"]] == [takes[1], takes[0]]
    assert f'name="project" value="{takes[0].project_id}"' in page.content.decode()


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"title": "Monday"}, "Tick at least one take."),
        ({"title": " ", "take": "1"}, "Give the playlist a name."),
        ({"title": "x" * 121, "take": "1"}, "A name has at most 120 characters; this one has 121."),
    ],
)
def test_what_makes_no_playlist_says_why(
    people: People, take: Take, rita: Client, form: dict[str, str], sentence: str
) -> None:
    posted = {**form, "workspace": people.workspace.pk, **({"take": take.pk} if "take" in form else {})}
    answer = rita.post("/playlists/", posted)
    assert (answer.status_code, Playlist.objects.count()) == (422, 0)
    assert sentence in text_of(answer)


def test_takes_without_a_video_or_of_another_workspace_stay_out(people: People, takes: list[Take]) -> None:
    Take.objects.filter(pk=takes[1].pk).update(state="failed")
    made = playlists.make(people.workspace, people.alice, "Monday", [take.pk for take in takes])
    assert order(made) == [1, 3]
    with pytest.raises(playlists.NotDone):
        playlists.make(people.elsewhere, people.stan, "Theirs", [takes[0].pk])


def test_a_playlist_is_not_endless(playlist: Playlist, takes: list[Take]) -> None:
    first = takes[0]
    rows = [
        Take(project=first.project, generation=first.generation, number=number, state="ready", asset=first.asset)
        for number in range(10, 10 + playlists.MOST_TAKES)
    ]
    made = Take.objects.bulk_create(rows)
    with pytest.raises(playlists.NotDone):
        playlists.add(playlist, [take.pk for take in made])
    assert playlists.add(playlist, [take.pk for take in made[3:]]) == playlists.MOST_TAKES - 3


@pytest.mark.parametrize(("place", "wanted"), [("1", [3, 1, 2]), ("2", [1, 3, 2]), ("3", [1, 2, 3]), ("99", [1, 2, 3])])
def test_a_take_is_moved_to_a_place(
    playlist: Playlist, takes: list[Take], rita: Client, place: str, wanted: list[int]
) -> None:
    assert change(rita, playlist, "move", take=takes[2].pk, place=place) == 200
    assert order(playlist) == wanted
    assert change(rita, playlist, "remove", take=takes[2].pk) == 200
    assert order(playlist) == [1, 2]
    assert change(rita, playlist, "move", take=takes[2].pk, place="1") == 422


def test_it_is_renamed_deleted_and_restored(playlist: Playlist, rita: Client) -> None:
    change(rita, playlist, "rename", title="Tuesday")
    assert "Tuesday" in text_of(rita.get("/playlists/"))
    rita.post(f"/playlists/{playlist.pk}/delete/")
    listed = rita.get("/playlists/").context
    assert (list(listed["playlists"]), [one.pk for one in listed["deleted"]]) == ([], [playlist.pk])
    assert "This playlist was deleted" in text_of(rita.get(f"/playlists/{playlist.pk}/"))
    rita.post(f"/playlists/{playlist.pk}/restore/")
    assert order(playlist) == [1, 2, 3]
    assert [one.takes for one in rita.get("/playlists/").context["playlists"]] == [3]


def test_each_take_leads_to_the_next(playlist: Playlist, takes: list[Take], rita: Client) -> None:
    query = f"queue={playlist.pk}"
    addresses = [f"/projects/{take.project_id}/takes/{take.number}/?{query}" for take in takes]
    assert f'href="{addresses[0]}&amp;play=1"' in rita.get(f"/playlists/{playlist.pk}/").text
    for at, address in enumerate(addresses):
        queue = rita.get(address).context["queue"]
        assert (queue.place, queue.before, queue.after) == (at + 1, ["", *addresses][at], [*addresses, ""][at + 1])
    change(rita, playlist, "remove", take=takes[1].pk)
    queue = rita.get(addresses[1]).context["queue"]
    assert (queue.place, queue.before, queue.after) == (None, "", "")
    rita.post(f"/playlists/{playlist.pk}/delete/")
    assert rita.get(addresses[0]).context["queue"] is None


def test_a_playlist_of_another_workspace_is_no_queue_here(people: People, takes: list[Take], rita: Client) -> None:
    theirs = Playlist.objects.create(workspace=people.elsewhere, title="Theirs")
    address = f"/projects/{takes[0].project_id}/takes/1/"
    assert rita.get(address, {"queue": theirs.pk}).context["queue"] is None
    assert rita.get(f"/playlists/{theirs.pk}/").status_code == 404


def test_a_long_playlist_costs_no_more_queries(playlist: Playlist, takes: list[Take], rita: Client) -> None:
    addresses = [f"/playlists/{playlist.pk}/", f"/projects/{takes[1].project_id}/takes/2/?queue={playlist.pk}"]

    def counts() -> list[int]:
        found = []
        for address in addresses:
            with CaptureQueriesContext(connection) as captured:
                assert rita.get(address).status_code == 200
            found.append(len(captured))
        return found

    counts()
    short, first = counts(), takes[0]
    rows = [
        Take(project=first.project, generation=first.generation, number=number, state="ready", asset=first.asset)
        for number in range(10, 90)
    ]
    playlists.add(playlist, [take.pk for take in Take.objects.bulk_create(rows)])
    assert counts() == short


wild = st.text(max_size=20) | st.integers().map(str) | st.sampled_from(["", "\x00", "½", "1e99", "x" * 300])


@examples(small=60, full=1_000)
@given(data=st.data())
def test_any_form(people: People, playlist: Playlist, takes: list[Take], rita: Client, data: st.DataObject) -> None:
    ids = st.sampled_from([take.pk for take in takes]) | wild
    names = {"title": wild, "take": st.lists(ids, max_size=4), "place": st.sampled_from(["0", "2"]) | wild}
    form = data.draw(st.fixed_dictionaries(names, optional={"playlist": st.just(playlist.pk) | wild}))
    places = ["", *(f"{playlist.pk}/{what}/" for what in ("move", "remove", "rename", "delete", "restore"))]
    answer = rita.post(f"/playlists/{data.draw(st.sampled_from(places))}", {**form, "workspace": people.workspace.pk})
    assert answer.status_code in {302, 404, 422}
    assert rita.get("/playlists/").status_code == rita.get(f"/playlists/{playlist.pk}/").status_code == 200
    for found in Playlist.objects.all():
        assert found.title.strip()
        assert len(set(order(found))) == len(order(found))


@pytest.mark.parametrize("wanted", ["\x00", "nosuchspace2", "½", "x" * 400])
def test_any_query(people: People, take: Take, rita: Client, wanted: str) -> None:
    for address in ("/playlists/", "/inbox/", "/inbox/list/", "/playlists/choose/"):
        assert rita.get(address, {"w": wanted}).status_code == 404
    assert rita.get("/playlists/choose/", {"project": wanted}).status_code == 404
    assert rita.get("/playlists/choose/", {"into": wanted, "take": wanted}).status_code == 200
    assert rita.get(f"/projects/{take.project_id}/takes/1/", {"queue": wanted, "order": wanted}).status_code == 200


def test_a_librarian_reads_and_changes_nothing(
    people: People, playlist: Playlist, client_of: Callable[[Person], Client]
) -> None:
    page = client_of(people.lino).get(f"/playlists/{playlist.pk}/").text
    assert "Play all" in page
    assert "take-row__grip" not in page
