"""Every page, fragment and error that a person can meet, as markup: for tests that read them all."""

from collections.abc import Callable, Iterator
from typing import Any

from django.test import Client

from storyboard.assets.models import Asset, AssetKind
from storyboard.assets.remote import keep_remote
from storyboard.assets.storing import import_picture
from storyboard.projects import editing, timing, writing
from storyboard.projects.cutting import merge_shots, split_shot
from storyboard.projects.demo import PICTURES
from storyboard.projects.import_sentences import NOT_IMPORTED, TOLD, refusal_of
from storyboard.projects.making import NewShot, make_project
from storyboard.projects.models import Project
from storyboard.projects.pasted import NotImported, Told
from storyboard.projects.undoing import redo, restore, undo
from storyboard.studio.handbook import PAGES
from storyboard.studio.models import Person
from storyboard.studio.people import add_person
from storyboard.studio.roles import Role
from storyboard.studio.signing_in import make_link
from storyboard.takes.cards import draw_take
from storyboard.takes.chaining import continue_take
from tests.conftest import People
from tests.frame.pages_of_guests import guests_pages
from tests.frame.pages_of_orders import accounts_pages, log_pages, money_pages, text_of, troubles_pages
from tests.frame.pages_of_review import inbox_pages
from tests.projects.edits import live
from tests.takes.films import approve, filmed
from tests.takes.making import failed, finished, ordered, started


def all_pages(people: People, client_of: Callable[[Person], Client]) -> dict[str, str]:
    """Markup by what it is."""
    return dict(_pages(people, client_of))


def _pages(people: People, client_of: Callable[[Person], Client]) -> Iterator[tuple[str, str]]:
    owner, reviewer, nobody = client_of(people.olga), client_of(people.rita), Client()
    yield "no projects", text_of(owner.get("/"), 200)
    yield "no projects, reviewer", text_of(reviewer.get("/"), 200)
    yield from inbox_pages(people, owner, reviewer)
    yield from _signing_in(people, owner, nobody)
    empty = make_project(people.workspace, people.olga, "2077", [NewShot(3)])
    yield "empty board", text_of(owner.get(f"/projects/{empty.pk}/"), 200)
    yield from _board(people, owner, reviewer)
    yield from _chains(people, owner, reviewer)
    yield from _remote(people, owner, reviewer)
    yield from _media(people, owner, reviewer)
    yield from _forms(people, owner)
    yield from _imports(people, owner, reviewer)
    yield from accounts_pages(people, owner)
    yield from money_pages(people, owner, reviewer)
    yield from troubles_pages(people, owner, reviewer)
    yield from guests_pages(people, owner, client_of)
    yield from log_pages(people, owner)
    for page in PAGES:
        yield f"help {page}", text_of(owner.get(f"/help/{page}/"), 200)
    yield "help, signed out", text_of(nobody.get("/help/"), 200)
    yield from _errors(people, owner, client_of)


def _signing_in(people: People, owner: Client, nobody: Client) -> Iterator[tuple[str, str]]:
    yield "sign in", text_of(nobody.get("/signin/"), 200)
    yield "wrong password", text_of(nobody.post("/signin/", {"login": "1", "password": "2"}), 200)
    yield "nothing typed", text_of(nobody.post("/signin/", {}), 200)
    yield "closed", text_of(nobody.get("/signin/closed/"), 403)
    yield "inactive", text_of(nobody.get("/signin/inactive/"), 200)
    yield "link", text_of(nobody.get(f"/signin/{make_link(people.rita)}/"), 200)
    yield "used link", text_of(nobody.get("/signin/none/"), 410)
    words = f"/settings/words/{people.workspace.pk}/"
    yield "camera words", text_of(owner.get(words), 200)
    for wrong in ("1", "1:" + "2," * 70 + ",".join(map(str, range(70))), "1:" + "2" * 99, "1:2\n" * 30):
        yield f"camera words {len(wrong)}", text_of(owner.post(words, {"words": wrong}), 422)
    yield "first password", text_of(owner.get("/settings/password/"), 200)
    weak = {"new_password1": "1", "new_password2": "2"}
    yield "two passwords", text_of(owner.post("/settings/password/", weak), 422)
    yield "weak password", text_of(owner.post("/settings/password/", {"new_password1": "1", "new_password2": "1"}), 422)
    wren = Client()
    person, _made = add_person(people.workspace, "77", Role.CREATOR)
    wren.post(f"/signin/{make_link(person)}/")
    wren.post("/settings/password/", {"new_password1": "94027530618", "new_password2": "94027530618"})
    yield "password saved", text_of(wren.get("/settings/password/"), 200)
    change = {"old_password": "0", "new_password1": "1", "new_password2": "1"}
    yield "wrong old password", text_of(wren.post("/settings/password/", change), 422)
    yield "again", text_of(wren.get("/signin/again/"), 200)
    yield "again, wrong", text_of(wren.post("/signin/again/", {"password": "0"}), 200)


def _board(people: People, owner: Client, reviewer: Client) -> Iterator[tuple[str, str]]:
    picture = import_picture(people.workspace.pk, people.olga, PICTURES / "shot-1.jpg", "1.jpg")
    shots = [NewShot(3, "11", "12", picture), NewShot(3, "21"), NewShot(3, "31", "9" * 600)]
    board = make_project(people.workspace, people.olga, "1042", shots, picture, picture, "41")
    editing.edit(board.pk, people.olga, timing.lock_seconds(live(board)[0].pk, True))
    yield "board without takes", text_of(owner.get(f"/projects/{board.pk}/"), 200)
    yield from _takes(people, owner, board)
    yield from _compared(people, owner, board)
    for name, client in (("owner", owner), ("reviewer", reviewer)):
        yield f"projects, {name}", text_of(client.get("/"), 200)
        yield f"board, {name}", text_of(client.get(f"/projects/{board.pk}/"), 200)
        yield f"strip, {name}", text_of(client.get(f"/projects/{board.pk}/strip/"), 200)
        yield f"take, {name}", text_of(client.get(f"/projects/{board.pk}/takes/0/"), 200)
    yield from _orders(owner, board.pk)
    yield "a search without end", text_of(owner.get("/?q=5555"), 200)
    yield from _projects(people, owner, reviewer)
    yield from _edits(people, owner, board)
    yield from _history(people, owner, reviewer, board)


def _projects(people: People, owner: Client, reviewer: Client) -> Iterator[tuple[str, str]]:
    shelved = make_project(people.workspace, people.olga, "7", [NewShot(3)])
    too_many = {"tags": ",".join(str(number) for number in range(30))}
    yield "too many tags", text_of(owner.post(f"/projects/{shelved.pk}/tags/", too_many), 422)
    yield "nothing in the archive", text_of(owner.get("/?state=archived"), 200)
    owner.post(f"/projects/{shelved.pk}/tags/", {"tags": "1, 2"})
    copy = owner.post(f"/projects/{shelved.pk}/copy/", headers={"HX-Request": "true"})
    yield "copied", text_of(copy, 200)
    owner.post(f"/projects/{shelved.pk}/state/", {"state": "archive"})
    for name, client in (("owner", owner), ("reviewer", reviewer)):
        yield f"archive, {name}", text_of(client.get("/?state=archived"), 200)
        yield f"archived board, {name}", text_of(client.get(f"/projects/{shelved.pk}/"), 200)
    yield "counts of projects", text_of(owner.get("/projects/counts/"), 200)
    edit = {"operation": "change_total", "by": 1}
    yield "archived edit", text_of(owner.post(f"/projects/{shelved.pk}/edit/", edit), 422)
    yield "archived order", text_of(owner.post(f"/projects/{shelved.pk}/animatic/", {"token": "9"}), 422)
    yield "no such button", text_of(owner.post(f"/projects/{shelved.pk}/state/", {"state": "9"}), 404)
    restored = owner.post(f"/projects/{shelved.pk}/state/", {"state": "restore"}, headers={"HX-Request": "true"})
    yield "restored", text_of(restored, 200)


def _history(people: People, owner: Client, reviewer: Client, board: Project) -> Iterator[tuple[str, str]]:
    first = live(board)[0].pk
    steps = [
        timing.lock_seconds(first, False),
        timing.add_shot(1),
        writing.write_text(first, "prompt", "13", 99),
        writing.choose("sound", "true"),
        undo,
        redo,
        split_shot(first, 1),
        merge_shots(first),
        timing.move_shot(first, 2),
        timing.delete_shot(first),
        timing.change_total(1),
    ]
    for step in steps:
        editing.edit(board.pk, people.olga, step)
    version = Project.objects.get(pk=board.pk).version
    address = f"/projects/{board.pk}/history/"
    yield "history, owner", text_of(owner.get(address), 200)
    yield "history, reviewer", text_of(reviewer.get(f"{address}?a=1&b={version}"), 200)
    yield "no such version", text_of(owner.get(f"{address}?a=1&b=999999"), 404)
    editing.edit(board.pk, people.olga, restore(1))
    yield "history of a restored board", text_of(owner.get(f"{address}?a=1&b={version + 1}"), 200)


def _takes(people: People, owner: Client, board: Project) -> Iterator[tuple[str, str]]:
    stages: dict[str, Callable[[], Any]] = {
        "failed": lambda: failed(board, people.olga, OSError(28, "0")),
        "waiting": lambda: ordered(board, people.olga),
        "running": lambda: started(board, people.olga)[0],
        "ready": lambda: finished(board, people.olga),
    }
    for stage, reach in stages.items():
        take = reach()
        yield f"{stage} card", draw_take(board.pk, take.pk)
        yield f"{stage} take", text_of(owner.get(f"/projects/{board.pk}/takes/0/"), 200)
        yield f"{stage} projects", text_of(owner.get("/"), 200)


def _compared(people: People, owner: Client, board: Project) -> Iterator[tuple[str, str]]:
    address = f"/projects/{board.pk}/compare/"
    yield "nothing to compare", text_of(owner.get(address), 200)
    filmed(board, people.olga, 1, last=40)
    shot = live(board)[0].pk
    editing.edit(board.pk, people.olga, writing.write_text(shot, "prompt", "12 13", 99))
    filmed(board, people.olga, 2, last=80, approved=True)
    yield "a video without a rate", text_of(owner.get(address), 200)
    Asset.objects.filter(takes__project=board).update(rate_numerator=24, rate_denominator=1)
    for query in ("", "?a=0&b=1", "?by=time", "?a=2&b=2"):
        yield f"compared {query}", text_of(owner.get(address + query), 200)
    yield "no such take to compare", text_of(owner.get(f"{address}?a=1&b=99"), 200)
    ordered(board, people.olga)
    yield "not ready to compare", text_of(owner.get(f"{address}?a=0&b=1"), 200)


def _edits(people: People, owner: Client, board: Project) -> Iterator[tuple[str, str]]:
    shot = live(board)[1].pk

    def post(status: int, **form: object) -> str:
        answer = owner.post(f"/projects/{board.pk}/edit/", form, headers={"HX-Request": "true"})
        return text_of(answer, status)

    yield "edit", post(200, operation="change_total", by=1)
    yield "refusal", post(422, operation="seconds", shot=shot, seconds="1.5")
    editing.edit(board.pk, people.rita, writing.write_text(shot, "prompt", "77", 99))
    yield "conflict", post(409, operation="write", shot=shot, field="prompt", value="88", version=1)
    answer = owner.post(f"/projects/{board.pk}/animatic/", {"token": "1"}, headers={"HX-Request": "true"})
    yield "ordered", text_of(answer, 200)
    note = f"/projects/{board.pk}/takes/0/note/"
    yield "note saved", text_of(owner.post(note, {"note": "1"}), 200)
    yield "note too long", text_of(owner.post(note, {"note": "1" * 10_001}), 422)


def _chains(people: People, owner: Client, reviewer: Client) -> Iterator[tuple[str, str]]:
    first = make_project(people.workspace, people.olga, "1", [NewShot(3)])
    after = continue_take(filmed(first, people.olga, 1, last=40), people.olga)
    continue_take(filmed(after, people.olga, 0, last=40), people.olga)
    approve(filmed(first, people.olga, 2, last=80))
    Project.objects.filter(pk=first.pk).update(archived_at=first.created_at)
    for name, client in (("owner", owner), ("reviewer", reviewer)):
        yield f"chain, {name}", text_of(client.get(f"/projects/{after.pk}/chain/"), 200)
        yield f"chained board, {name}", text_of(client.get(f"/projects/{after.pk}/"), 200)
        yield f"chained projects, {name}", text_of(client.get(f"/?chain={first.pk}"), 200)
    yield "nothing offered", text_of(owner.post(f"/projects/{after.pk}/chain/update/", {"take": "1"}), 422)
    Project.objects.filter(pk=first.pk).update(archived_at=None)
    unread = finished(first, people.olga)
    answer = owner.post(f"/projects/{first.pk}/takes/0/continue/?render={unread.render}")
    yield "not continued", text_of(answer, 422)
    after.continuation.source = None
    after.continuation.save()
    yield "chain without its start", text_of(owner.get(f"/projects/{after.pk}/chain/"), 200)


def _remote(people: People, owner: Client, reviewer: Client) -> Iterator[tuple[str, str]]:
    asset = keep_remote(people.workspace.pk, people.olga, "https://10.0.0.1/1", "1")
    board = make_project(people.workspace, people.olga, "1", [NewShot(3, "1", "2", asset)], asset, asset)
    other = Asset.objects.filter(workspace=people.workspace, kind="picture").exclude(file="")[0]
    yield "not fetched, reviewer", text_of(reviewer.get(f"/assets/{asset.pk}/"), 200)
    yield "not fetched", text_of(owner.get(f"/assets/{asset.pk}/"), 200)
    yield "not fetched on a board", text_of(owner.get(f"/projects/{board.pk}/"), 200)
    yield "not fetched, in the library", text_of(owner.get("/assets/"), 200)
    yield "not fetched again", text_of(owner.post(f"/assets/{asset.pk}/retry/", headers={"HX-Request": "true"}), 422)
    yield "replaced by nothing", text_of(owner.post(f"/assets/{asset.pk}/replace/"), 422)
    chosen = text_of(owner.get(f"/assets/{asset.pk}/?with={other.pk}"), 200)
    yield "to be replaced", chosen
    answer = owner.post(f"/assets/{asset.pk}/replace/", {"with": other.pk}, follow=True)
    yield "replaced", text_of(answer, 200)


def _media(people: People, owner: Client, reviewer: Client) -> Iterator[tuple[str, str]]:
    for kind in AssetKind:
        asset = Asset.objects.create(
            workspace=people.workspace, kind=kind, name="1", file="1.x", frames=9, rate_numerator=24,
            rate_denominator=1, milliseconds=375, has_sound=True, sha256=kind, created_by=people.olga,
        )  # fmt: skip
        for name, client in (("owner", owner), ("reviewer", reviewer)):
            yield f"media, {kind}, {name}", text_of(client.get(f"/library/?kind={kind}"), 200)
            yield f"media file, {kind}, {name}", text_of(client.get(f"/library/{asset.pk}/"), 200)
        if kind != AssetKind.PICTURE:  # a picture’s card has no word but its name
            yield f"pickers, {kind}", text_of(owner.get(f"/assets/?kind={kind}"), 200)
        yield f"nothing of {kind}", text_of(owner.get(f"/library/?kind={kind}&q=5555"), 200)
        yield f"nothing of {kind} to pick", text_of(owner.get(f"/assets/?kind={kind}&q=5555"), 200)
        Asset.objects.filter(pk=asset.pk).update(tries_failed=3)
        archived = owner.post(f"/library/{asset.pk}/state/", {"state": "archive"}, follow=True)
        yield f"archived {kind}", text_of(archived, 200)
        Asset.objects.filter(kind=kind).exclude(origin="take").update(archived_at=asset.created_at)
        yield f"no {kind} yet", text_of(owner.get(f"/library/?kind={kind}"), 200)
        yield f"nothing of {kind} to pick yet", text_of(owner.get(f"/assets/?kind={kind}"), 200)
    yield "the archive", text_of(owner.get("/library/?archived=on&kind=clip"), 200)
    yield "no such frame", text_of(owner.post(f"/library/{asset.pk}/grab/", {"frame": "9"}), 422)
    board = Project.objects.filter(takes__isnull=False)[0]
    yield "videos to pick", text_of(owner.get(f"/projects/{board.pk}/takes/pick/"), 200)


def _forms(people: People, owner: Client) -> Iterator[tuple[str, str]]:
    for name, typed in {
        "nothing": {},
        "too many": {"title": "1", "seconds": "3", "shots": "6"},
        "out of range": {"title": "1" * 121, "seconds": "99", "shots": "99"},
        "no numbers": {"title": "1", "seconds": "½", "shots": "½"},
    }.items():
        form = {"workspace": people.workspace.pk, **typed}
        yield f"new project, {name}", text_of(owner.post("/projects/new/", form), 422)
        answer = owner.post("/projects/new/", form, headers={"HX-Request": "true"})
        yield f"new project form, {name}", text_of(answer, 422)


def _imports(people: People, owner: Client, reviewer: Client) -> Iterator[tuple[str, str]]:
    yield "import", text_of(owner.get("/projects/import/"), 200)
    figures = {"line": 1, "column": 2, "limit": 3, "providers": "4", "found": 5}
    for code in NOT_IMPORTED:
        yield f"refused import, {code}", refusal_of(NotImported(code, **figures))
    yield "nothing pasted", text_of(owner.post("/projects/import/", {"workspace": people.workspace.pk}), 422)
    values = dict.fromkeys(
        ("limit", "over", "count", "seconds", "least", "most", "results", "reason", "handle", "ratio"), 1
    )
    told = [Told(code, "0", "1", {**values, "tags": "2", "kind": kind}) for code in TOLD for kind in AssetKind.values]
    request = '{"prompt": "7", "duration": 5, "99": 9}'
    owner.post("/projects/import/", {"workspace": people.workspace.pk, "text": request})
    project = Project.objects.order_by("-created_at")[0]
    clean = owner.post(
        "/projects/import/", {"workspace": people.workspace.pk, "text": '{"prompt": "7", "duration": 5}'}
    )
    yield "imported without a remark", text_of(owner.get(f"{clean['Location']}import/"), 200)
    for part in (told[:1], told):
        about = {"told": [one.as_json() for one in part], "shape": "told"}
        project.revisions.update(after=about)
        for name, client in (("owner", owner), ("reviewer", reviewer)):
            yield f"{len(part)} remarks, {name}", text_of(client.get(f"/projects/{project.pk}/"), 200)
        yield f"list of {len(part)} remarks", text_of(owner.get(f"/projects/{project.pk}/import/"), 200)
    two = {"workspace": people.workspace.pk, "text": f"[{request}, {request}]"}
    yield "two imports", text_of(owner.post("/projects/import/", two, follow=True), 200)
    yield (
        "not imported",
        text_of(owner.get(f"/projects/{people.workspace.projects.order_by('created_at')[0].pk}/import/"), 404),
    )


def _errors(people: People, owner: Client, client_of: Callable[[Person], Client]) -> Iterator[tuple[str, str]]:
    yield "nowhere", text_of(owner.get("/nowhere/"), 404)
    yield "no project", text_of(owner.get("/projects/nosuchboard2/"), 404)
    yield "no workspace", text_of(owner.get("/?w=nosuchspace2"), 404)
    yield "no take", text_of(owner.get(f"/projects/{Project.objects.all()[0].pk}/takes/7/"), 404)
    yield "no file", text_of(owner.get("/media/nosuchasset2/thumb"), 404)
    yield "no page", text_of(owner.get("/help/none/"), 404)
    forbidden = client_of(people.rita).post(f"/projects/{Project.objects.all()[0].pk}/animatic/")
    yield "forbidden", text_of(forbidden, 403)
    strict = Client(enforce_csrf_checks=True)
    yield "forged", text_of(strict.post("/signin/"), 403)
    yield "in no workspace", text_of(client_of(Person.objects.create(name="55", password="!")).get("/"), 200)


def _orders(owner: Client, board: str) -> Iterator[tuple[str, str]]:
    """What an order would be, with and without a model, and the orders themselves."""
    address, edit = f"/projects/{board}/order/", f"/projects/{board}/edit/"
    yield "order without a model", text_of(owner.get(address), 200)
    for model in ("runware/kling-3.0-4k", "crun/kling-3.0-std"):
        owner.post(edit, {"operation": "choose", "field": "model", "value": model, "version": "1"})
        yield f"order, {model}", text_of(owner.get(address), 200)
    yield "every model", text_of(owner.get(f"/projects/{board}/models/"), 200)
    form = {"model": "crun/kling-3.0-std", "where": "rehearsal", "sha256": "0", "price": "1"}
    yield "refused order", text_of(owner.post(address, form), 422)
    yield "no orders", text_of(owner.get("/orders/"), 200)
