"""What guests and those who invite them are shown, as markup."""

from collections.abc import Callable, Iterator
from typing import Any

from django.core.cache import cache
from django.test import Client

from storyboard.projects.making import NewShot, make_project
from storyboard.review import guests
from storyboard.review.models import Comment, GuestLink
from storyboard.studio.models import Person
from tests.conftest import People
from tests.frame.pages_of_orders import text_of
from tests.review.guesting import HTMX, Guest, let_in, links_address, made, proxied
from tests.takes.making import finished


def guests_pages(people: People, owner: Client, client_of: Callable[[Person], Client]) -> Iterator[tuple[str, str]]:
    people.workspace.name = "4711"
    people.workspace.save()
    board = make_project(people.workspace, people.olga, "1", [NewShot(3, "1")])
    take = finished(board, people.olga)
    address, whole = links_address(take), f"/projects/{board.pk}/links/"
    for place in (address, whole):
        yield f"no links, {place}", text_of(owner.get(place), 200)
    for wrong in ({"password": "1"}, {"lasts": "9"}, {"label": "1" * 81}):
        yield f"no link, {wrong}", text_of(owner.post(address, wrong, headers=HTMX), 422)
    yield from _visits(owner, made(owner, address, password="123456"), let_in(made(owner, address, label="1")), take)
    yield "links", text_of(owner.get(address), 200)
    yield "links of others", text_of(client_of(people.alice).get(address), 200)
    for link in GuestLink.objects.all()[:2]:
        owner.post(f"/links/{link.pk}/revoke/")
    GuestLink.objects.filter(revoked_at=None).update(expires_at=take.created_at)
    made(owner, address, lasts="", may_download="on", may_comment="")
    made(owner, whole, with_drafts="on")
    for place in (address, whole):
        yield f"links, {place}", text_of(owner.get(place), 200)
    yield "nothing to see yet", text_of(let_in(made(owner, whole)).open(), 200)
    reader = let_in(GuestLink.objects.filter(may_comment=False).latest("created_at"))
    yield "read alone", text_of(reader.open(), 200)


def _visits(owner: Client, locked: GuestLink, guest: Guest, take: Any) -> Iterator[tuple[str, str]]:
    cache.clear()
    door = Guest(locked)
    yield "asked for the password", text_of(door.open(), 200)
    for number in range(guests.MOST_PASSWORDS + 1):
        answer = door.client.post(f"{door.address}password/", {"password": "0"})
        if number in (0, guests.MOST_PASSWORDS):
            yield f"wrong password {number}", text_of(answer, 422 if number == 0 else 429)
    yield "no link", text_of(Client().get("/guest/1/"), 404)
    yield "the video is prepared", text_of(guest.open(), 200)
    proxied(take)
    yield "comment without a name", text_of(guest.say(take, "1"), 422)
    for number, name in enumerate(("", "1" * 61)):
        yield f"refused name {number}", text_of(guest.name(take, name), 422)
    yield "named", text_of(guest.name(take, "7"), 200)
    guest.say(take, "1")
    yield "guest", text_of(guest.open(), 200)
    for _comment in range(guests.MOST_COMMENTS_A_MINUTE):
        answer = guest.say(take, "1")
    yield "too many comments", text_of(answer, 422)
    guest.act(Comment.objects.filter(take=take).latest("created_at").pk, "delete")
    yield "guest, deleted", text_of(guest.open(), 200)
    yield "deleted by a guest", text_of(owner.get(f"/projects/{take.project_id}/takes/0/"), 200)
    cache.clear()
