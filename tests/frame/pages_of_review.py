"""The inbox, playlists and a take seen in them, for tests that read every page."""

from collections.abc import Iterator

from django.test import Client

from storyboard.projects.making import NewShot, make_project
from storyboard.review import playlists
from tests.conftest import People
from tests.frame.pages_of_orders import text_of
from tests.review.making import judge, say, take_of

HTMX = {"HX-Request": "true"}


def inbox_pages(people: People, owner: Client, reviewer: Client) -> Iterator[tuple[str, str]]:
    """With nothing in it, with takes and what was said, with a verdict that can be taken back."""
    project = make_project(people.workspace, people.olga, "77", [NewShot(3, "1", "2")])
    yield "inbox, nothing waits", text_of(reviewer.get("/inbox/"), 200)
    first, second = take_of(project, people.olga, 1), take_of(project, people.olga, 2)
    say(reviewer, first, "1")
    say(owner, first, "2", parent=first.comments.get().pk)
    say(owner, first, f"@{people.rita.name}", parent="")
    where = f"/projects/{project.pk}/takes/1/"
    yield "inbox", text_of(reviewer.get("/inbox/list/"), 200)
    yield "inbox, followed", text_of(reviewer.get("/inbox/list/", headers=HTMX), 200)
    yield "take of the inbox", text_of(reviewer.get(f"{where}?queue=inbox"), 200)
    judge(reviewer, first, "rejected", "3", shot=first.generation.shots[0]["shot"])
    yield "a shot to take back", text_of(reviewer.get(where), 200)
    judge(reviewer, first, "rejected", "3")
    yield "a verdict to take back", text_of(reviewer.get("/inbox/list/"), 200)
    yield "not waiting any more", text_of(reviewer.get(f"{where}queue/?queue=inbox"), 200)
    given = first.verdicts.latest("pk")
    for _again in range(2):
        yield "taken back", text_of(reviewer.post(f"/verdicts/{given.pk}/undo/", follow=True), 200)
    yield "somebody else's", text_of(owner.post(f"/verdicts/{given.pk}/undo/"), 403)
    yield "no such verdict", text_of(owner.post("/verdicts/999999/undo/"), 404)
    yield from _playlists(people, owner, [first.pk, second.pk])


def _playlists(people: People, owner: Client, takes: list[str]) -> Iterator[tuple[str, str]]:
    yield "no playlists", text_of(owner.get("/playlists/"), 200)
    yield "choosing takes", text_of(owner.get("/playlists/choose/"), 200)
    form = {"workspace": people.workspace.pk, "title": "1", "take": takes}
    for wrong in ({"title": ""}, {"title": "1" * 200}, {"take": ""}):
        yield f"no playlist of {wrong}", text_of(owner.post("/playlists/", {**form, **wrong}), 422)
    owner.post("/playlists/", form)
    (made,) = playlists.playlists_of(people.workspace.pk)
    address = f"/playlists/{made.pk}/"
    yield "playlist", text_of(owner.get(address), 200)
    for place in ({"take": "1", "place": "1"}, {"take": takes[0], "place": "x"}):
        yield f"not moved {place}", text_of(owner.post(f"{address}move/", place, headers=HTMX), 422)
    for take in (takes[0], takes[1]):
        yield f"without {take}", text_of(owner.post(f"{address}remove/", {"take": take}, headers=HTMX), 200)
    owner.post(f"{address}delete/")
    yield "deleted playlist", text_of(owner.get(address), 200)
    yield "playlists with a deleted one", text_of(owner.get("/playlists/"), 200)
    yield "no such playlist", text_of(owner.get("/playlists/none/"), 404)
