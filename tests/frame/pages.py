"""Every page, fragment and error that a person can meet, as markup: for tests that read them all."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from django.db.models import F
from django.test import Client

from storyboard.assets.models import Asset, AssetKind
from storyboard.assets.remote import keep_remote
from storyboard.assets.storing import import_picture
from storyboard.projects import editing
from storyboard.projects.cutting import merge_shots, split_shot
from storyboard.projects.demo import PICTURES
from storyboard.projects.import_sentences import NOT_IMPORTED, TOLD, refusal_of
from storyboard.projects.making import NewShot, make_project
from storyboard.projects.models import Project
from storyboard.projects.pasted import NotImported, Told
from storyboard.projects.undoing import redo, restore, undo
from storyboard.providers.key_checks import Checked, Outcome
from storyboard.providers.kinds import KINDS
from storyboard.studio.auditing import What, note
from storyboard.studio.handbook import PAGES
from storyboard.studio.models import Person, Workspace
from storyboard.studio.people import add_person
from storyboard.studio.roles import Role
from storyboard.studio.sentences import checked_sentence
from storyboard.studio.signing_in import make_link
from storyboard.takes import sentences, trouble_sentences
from storyboard.takes.cards import draw_take
from storyboard.takes.chaining import continue_take
from storyboard.takes.models import Generation
from storyboard.work.models import Trouble, Worker
from tests.conftest import People
from tests.projects.edits import live
from tests.takes.films import approve, filmed
from tests.takes.making import failed, finished, ordered, started
from tests.takes.money import broken, order, priced, told
from tests.takes.troubled import troubled


def all_pages(people: People, client_of: Callable[[Person], Client]) -> dict[str, str]:
    """Markup by what it is."""
    return dict(_pages(people, client_of))


def _text(answer: Any, status: int) -> str:
    assert answer.status_code == status, answer
    return str(answer.content.decode())


def _pages(people: People, client_of: Callable[[Person], Client]) -> Iterator[tuple[str, str]]:
    owner, reviewer, nobody = client_of(people.olga), client_of(people.rita), Client()
    yield "no projects", _text(owner.get("/"), 200)
    yield "no projects, reviewer", _text(reviewer.get("/"), 200)
    yield from _signing_in(people, owner, nobody)
    empty = make_project(people.workspace, people.olga, "2077", [NewShot(3)])
    yield "empty board", _text(owner.get(f"/projects/{empty.pk}/"), 200)
    yield from _board(people, owner, reviewer)
    yield from _chains(people, owner, reviewer)
    yield from _remote(people, owner, reviewer)
    yield from _media(people, owner, reviewer)
    yield from _forms(people, owner)
    yield from _imports(people, owner, reviewer)
    yield from _accounts(people, owner)
    yield from _money(people, owner, reviewer)
    yield from _troubles(people, owner, reviewer)
    for page in PAGES:
        yield f"help {page}", _text(owner.get(f"/help/{page}/"), 200)
    yield "help, signed out", _text(nobody.get("/help/"), 200)
    yield from _errors(people, owner, client_of)


def _signing_in(people: People, owner: Client, nobody: Client) -> Iterator[tuple[str, str]]:
    yield "sign in", _text(nobody.get("/signin/"), 200)
    yield "wrong password", _text(nobody.post("/signin/", {"login": "1", "password": "2"}), 200)
    yield "nothing typed", _text(nobody.post("/signin/", {}), 200)
    yield "closed", _text(nobody.get("/signin/closed/"), 403)
    yield "inactive", _text(nobody.get("/signin/inactive/"), 200)
    yield "link", _text(nobody.get(f"/signin/{make_link(people.rita)}/"), 200)
    yield "used link", _text(nobody.get("/signin/none/"), 410)
    words = f"/settings/words/{people.workspace.pk}/"
    yield "camera words", _text(owner.get(words), 200)
    for wrong in ("1", "1:" + "2," * 70 + ",".join(map(str, range(70))), "1:" + "2" * 99, "1:2\n" * 30):
        yield f"camera words {len(wrong)}", _text(owner.post(words, {"words": wrong}), 422)
    yield "first password", _text(owner.get("/settings/password/"), 200)
    weak = {"new_password1": "1", "new_password2": "2"}
    yield "two passwords", _text(owner.post("/settings/password/", weak), 422)
    yield "weak password", _text(owner.post("/settings/password/", {"new_password1": "1", "new_password2": "1"}), 422)
    wren = Client()
    person, _made = add_person(people.workspace, "77", Role.CREATOR)
    wren.post(f"/signin/{make_link(person)}/")
    wren.post("/settings/password/", {"new_password1": "94027530618", "new_password2": "94027530618"})
    yield "password saved", _text(wren.get("/settings/password/"), 200)
    change = {"old_password": "0", "new_password1": "1", "new_password2": "1"}
    yield "wrong old password", _text(wren.post("/settings/password/", change), 422)
    yield "again", _text(wren.get("/signin/again/"), 200)
    yield "again, wrong", _text(wren.post("/signin/again/", {"password": "0"}), 200)


def _accounts(people: People, owner: Client) -> Iterator[tuple[str, str]]:
    address, form = "/settings/accounts/", {"workspace": people.workspace.pk, "key": "7" * 24}
    yield "no accounts", _text(owner.get(address), 200)
    yield "new account", _text(owner.get(f"{address}new/"), 200)
    yield "new account, refused", _text(owner.post(f"{address}new/", {**form, "provider": "0", "url": "0"}), 422)
    yield "new account, no key", _text(owner.post(f"{address}new/", {**form, "key": " ", "provider": "crun"}), 422)
    for number, name in enumerate(KINDS):
        owner.post(f"{address}new/", {**form, "provider": name, "name": str(number)})
    for found in people.workspace.accounts.all():
        one = f"{address}{found.pk}/"
        yield f"{found.provider} account", _text(owner.get(one), 200)
        refused = {"name": "7" * 61, "rate": "½", "price_per_second": "½", "at_once": "½"}
        yield f"{found.provider} account, refused", _text(owner.post(one, refused), 422)
        yield f"{found.provider} key, refused", _text(owner.post(f"{one}key/", {"key": "7 7", "url": "http://7"}), 422)
        yield f"{found.provider} pause, refused", _text(owner.post(f"{one}pause/", {"reason": "7" * 201}), 422)
        details = {"name": f"{found.name}1", "rate": "0.5", "price_per_second": "0.5", "at_once": "7"}
        yield f"{found.provider} saved", _text(owner.post(one, details, follow=True), 200)
        key = {"key": "8" * 30, "url": "https://0.7"}
        yield f"{found.provider} key saved", _text(owner.post(f"{one}key/", key, follow=True), 200)
        yield f"{found.provider} paused", _text(owner.post(f"{one}pause/", follow=True), 200)
        yield f"{found.provider} resumed", _text(owner.post(f"{one}resume/", follow=True), 200)
    yield from _account_troubles(people, owner, address)


def _account_troubles(people: People, owner: Client, address: str) -> Iterator[tuple[str, str]]:
    first, second, third = people.workspace.accounts.order_by("pk")
    people.workspace.accounts.filter(pk=first.pk).update(sealed_key="7")
    people.workspace.accounts.filter(pk=second.pk).update(
        from_environment=True, absent_since="2026-01-01T00:00Z", name=second.kind.title
    )
    yield "lost key tested", _text(owner.post(f"{address}{first.pk}/test/", headers={"HX-Request": "true"}), 200)
    for found in (first, second):
        yield f"{found.provider} in trouble", _text(owner.get(f"{address}{found.pk}/"), 200)
    people.workspace.accounts.filter(pk=third.pk).update(from_environment=True)
    yield "one from the environment stays", _text(owner.post(f"{address}{third.pk}/delete/"), 422)
    people.workspace.accounts.filter(pk=third.pk).update(from_environment=False)
    owner.post(f"{address}{third.pk}/pause/", {"reason": "77"})
    form = {"workspace": people.workspace.pk, "currency": "EUR"}
    yield "currency", _text(owner.post(f"{address}currency/", form, follow=True), 200)
    yield "no currency", _text(owner.post(f"{address}currency/", {**form, "currency": "7"}, follow=True), 200)
    yield "deleted", _text(owner.post(f"{address}{third.pk}/delete/", follow=True), 200)
    note(people.workspace, None, What.ABSENT, "7")
    yield "accounts", _text(owner.get(address), 200)
    for number, outcome in enumerate(Outcome):
        for kind in KINDS.values():
            yield f"{outcome} of {kind.name}", checked_sentence(kind, Checked(outcome, str(number), Decimal(number)))


def _money(people: People, owner: Client, reviewer: Client) -> Iterator[tuple[str, str]]:
    Workspace.objects.filter(pk=people.workspace.pk).update(currency="USD")
    yield "no budget", _text(owner.get("/settings/budget/"), 200)
    yield "nothing spent", _text(owner.get("/spend/?m=2020-02"), 200)
    form = {"workspace": people.workspace.pk, "period": "month"}
    yield "budget, refused", _text(owner.post("/settings/budget/", {**form, "about": "7", "cap": "1"}), 422)
    yield "budget, no amount", _text(owner.post("/settings/budget/", {**form, "about": "whole", "cap": "7x"}), 422)
    board, _account = priced(people, make_project(people.workspace, people.olga, "7", [NewShot(9, "1", "2222")]))
    told(order(board, people.olga).generations.get(), "4")
    unpaid = order(board, people.olga).generations.get()
    broken(unpaid)
    yield "cost to be written down", _text(owner.get(f"/orders/{unpaid.pk}/"), 200)
    for cost in ("½", "1", "1"):
        answer = owner.post(f"/orders/{unpaid.pk}/cost/", {"cost": cost}, follow=True)
        yield f"cost {cost} written down", _text(answer, 200)
    for kind in ("whole", f"project:{board.pk}", f"person:{people.olga.pk}"):
        for period in ("month", "total"):
            post = {**form, "about": kind, "cap": "5", "period": period}
            yield f"budget of {kind} {period}", _text(owner.post("/settings/budget/", post, follow=True), 200)
    held = [order(board, people.olga) for _one in range(3)]
    yield "held card", draw_take(board.pk, held[0].generations.get().takes.get().pk)
    yield "order to be held", _text(owner.get(f"/projects/{board.pk}/order/"), 200)
    for name, client in (("owner", owner), ("reviewer", reviewer)):
        yield f"held orders, {name}", _text(client.get("/orders/"), 200)
    third = held[2].generations.get().pk
    for name, client in (("owner", owner), ("reviewer", reviewer)):
        yield f"held order, {name}", _text(client.get(f"/orders/{third}/"), 200)
    yield "no order in a state", _text(owner.get("/orders/?state=unconfirmed"), 200)
    yield "what changes of orders", _text(owner.get("/orders/", headers={"HX-Request": "true"}), 200)
    yield "released", _text(owner.post(f"/orders/{held[0].pk}/release/", follow=True), 200)
    yield "turned down", _text(owner.post(f"/orders/{held[1].pk}/turn-down/", follow=True), 200)
    late = owner.post(f"/orders/{held[1].pk}/release/", {"from": "budget"}, follow=True)
    yield "decided already", _text(late, 200)
    yield "turned down take", draw_take(board.pk, held[1].generations.get().takes.get().pk)
    Generation.objects.filter(project=board, state="done").update(currency="EUR")
    Generation.objects.filter(project=board, state="queued").update(reserved=None)
    yield "spent", _text(owner.get("/spend/"), 200)
    priced(people, board, "highway/kling-3.0-4k")
    yield "order without a price under a budget", _text(owner.get(f"/projects/{board.pk}/order/"), 200)
    press = {"where": "", "model": "highway/kling-3.0-4k", "sha256": "0"}
    yield "refused under a budget", _text(owner.post(f"/projects/{board.pk}/order/", press), 422)
    gone = {"workspace": people.workspace.pk, "budget": people.workspace.budgets.all()[0].pk}
    yield "budget removed", _text(owner.post("/settings/budget/delete/", gone, follow=True), 200)
    yield "no such budget", _text(owner.post("/settings/budget/delete/", gone), 404)
    people.workspace.budgets.all().delete()
    yield "order without a price", _text(owner.get(f"/projects/{board.pk}/order/"), 200)


def _troubles(people: People, owner: Client, reviewer: Client) -> Iterator[tuple[str, str]]:
    """What stands in the way of orders: as rows, and what only a machine in trouble would say."""
    people.workspace.accounts.update(name=F("pk"))
    troubled(people, make_project(people.workspace, people.olga, "7", [NewShot(9, "1", "2222")]))
    for name, client in (("owner", owner), ("reviewer", reviewer)):
        yield f"troubles, {name}", _text(client.get("/orders/"), 200)
    account = people.workspace.accounts.exclude(paused_at=None)[0]
    account.pause_reason = ""
    ahead = Worker(host="10", pid=1, trouble_seconds=60)
    for sentence in (
        trouble_sentences.account_paused(account),
        trouble_sentences.disk_short(1),
        trouble_sentences.database_locked(),
        trouble_sentences.redis_away(),
        trouble_sentences.no_worker(1, None),
        trouble_sentences.no_worker(2, Worker(seen_at=people.workspace.created_at)),
        trouble_sentences.NOTICED[Trouble.CLOCK](ahead),
        sentences.not_reached(),
    ):
        yield sentence, sentence
    Worker.objects.all().delete()


def _board(people: People, owner: Client, reviewer: Client) -> Iterator[tuple[str, str]]:
    picture = import_picture(people.workspace.pk, people.olga, PICTURES / "shot-1.jpg", "1.jpg")
    shots = [NewShot(3, "11", "12", picture), NewShot(3, "21"), NewShot(3, "31", "9" * 600)]
    board = make_project(people.workspace, people.olga, "1042", shots, picture, picture, "41")
    editing.edit(board.pk, people.olga, editing.lock_seconds(live(board)[0].pk, True))
    yield "board without takes", _text(owner.get(f"/projects/{board.pk}/"), 200)
    yield from _takes(people, owner, board)
    for name, client in (("owner", owner), ("reviewer", reviewer)):
        yield f"projects, {name}", _text(client.get("/"), 200)
        yield f"board, {name}", _text(client.get(f"/projects/{board.pk}/"), 200)
        yield f"strip, {name}", _text(client.get(f"/projects/{board.pk}/strip/"), 200)
        yield f"take, {name}", _text(client.get(f"/projects/{board.pk}/takes/0/"), 200)
    yield from _orders(owner, board.pk)
    yield "a search without end", _text(owner.get("/?q=5555"), 200)
    yield from _edits(people, owner, board)
    yield from _history(people, owner, reviewer, board)


def _history(people: People, owner: Client, reviewer: Client, board: Project) -> Iterator[tuple[str, str]]:
    first = live(board)[0].pk
    steps = [
        editing.lock_seconds(first, False),
        editing.add_shot(1),
        editing.write_text(first, "prompt", "13", 99),
        editing.choose("sound", "true"),
        undo,
        redo,
        split_shot(first, 1),
        merge_shots(first),
        editing.move_shot(first, 2),
        editing.delete_shot(first),
        editing.change_total(1),
    ]
    for step in steps:
        editing.edit(board.pk, people.olga, step)
    version = Project.objects.get(pk=board.pk).version
    address = f"/projects/{board.pk}/history/"
    yield "history, owner", _text(owner.get(address), 200)
    yield "history, reviewer", _text(reviewer.get(f"{address}?a=1&b={version}"), 200)
    yield "no such version", _text(owner.get(f"{address}?a=1&b=999999"), 404)
    editing.edit(board.pk, people.olga, restore(1))
    yield "history of a restored board", _text(owner.get(f"{address}?a=1&b={version + 1}"), 200)


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
        yield f"{stage} take", _text(owner.get(f"/projects/{board.pk}/takes/0/"), 200)
        yield f"{stage} projects", _text(owner.get("/"), 200)


def _edits(people: People, owner: Client, board: Project) -> Iterator[tuple[str, str]]:
    shot = live(board)[1].pk

    def post(status: int, **form: object) -> str:
        answer = owner.post(f"/projects/{board.pk}/edit/", form, headers={"HX-Request": "true"})
        return _text(answer, status)

    yield "edit", post(200, operation="change_total", by=1)
    yield "refusal", post(422, operation="seconds", shot=shot, seconds="1.5")
    editing.edit(board.pk, people.rita, editing.write_text(shot, "prompt", "77", 99))
    yield "conflict", post(409, operation="write", shot=shot, field="prompt", value="88", version=1)
    answer = owner.post(f"/projects/{board.pk}/animatic/", {"token": "1"}, headers={"HX-Request": "true"})
    yield "ordered", _text(answer, 200)
    note = f"/projects/{board.pk}/takes/0/note/"
    yield "note saved", _text(owner.post(note, {"note": "1"}), 200)
    yield "note too long", _text(owner.post(note, {"note": "1" * 10_001}), 422)


def _chains(people: People, owner: Client, reviewer: Client) -> Iterator[tuple[str, str]]:
    first = make_project(people.workspace, people.olga, "1", [NewShot(3)])
    after = continue_take(filmed(first, people.olga, 1, last=40), people.olga)
    continue_take(filmed(after, people.olga, 0, last=40), people.olga)
    Project.objects.filter(pk=first.pk).update(archived_at=first.created_at)
    approve(filmed(first, people.olga, 2, last=80))
    for name, client in (("owner", owner), ("reviewer", reviewer)):
        yield f"chain, {name}", _text(client.get(f"/projects/{after.pk}/chain/"), 200)
        yield f"chained board, {name}", _text(client.get(f"/projects/{after.pk}/"), 200)
        yield f"chained projects, {name}", _text(client.get(f"/?chain={first.pk}"), 200)
    yield "nothing offered", _text(owner.post(f"/projects/{after.pk}/chain/update/", {"take": "1"}), 422)
    unread = finished(first, people.olga)
    answer = owner.post(f"/projects/{first.pk}/takes/0/continue/?render={unread.render}")
    yield "not continued", _text(answer, 422)
    after.continuation.source = None
    after.continuation.save()
    yield "chain without its start", _text(owner.get(f"/projects/{after.pk}/chain/"), 200)


def _remote(people: People, owner: Client, reviewer: Client) -> Iterator[tuple[str, str]]:
    asset = keep_remote(people.workspace.pk, people.olga, "https://10.0.0.1/1", "1")
    board = make_project(people.workspace, people.olga, "1", [NewShot(3, "1", "2", asset)], asset, asset)
    other = Asset.objects.filter(workspace=people.workspace, kind="picture").exclude(file="")[0]
    yield "not fetched, reviewer", _text(reviewer.get(f"/assets/{asset.pk}/"), 200)
    yield "not fetched", _text(owner.get(f"/assets/{asset.pk}/"), 200)
    yield "not fetched on a board", _text(owner.get(f"/projects/{board.pk}/"), 200)
    yield "not fetched, in the library", _text(owner.get("/assets/"), 200)
    yield "not fetched again", _text(owner.post(f"/assets/{asset.pk}/retry/", headers={"HX-Request": "true"}), 422)
    yield "replaced by nothing", _text(owner.post(f"/assets/{asset.pk}/replace/"), 422)
    chosen = _text(owner.get(f"/assets/{asset.pk}/?with={other.pk}"), 200)
    yield "to be replaced", chosen
    answer = owner.post(f"/assets/{asset.pk}/replace/", {"with": other.pk}, follow=True)
    yield "replaced", _text(answer, 200)


def _media(people: People, owner: Client, reviewer: Client) -> Iterator[tuple[str, str]]:
    for kind in AssetKind:
        asset = Asset.objects.create(
            workspace=people.workspace, kind=kind, name="1", file="1.x", frames=9, rate_numerator=24,
            rate_denominator=1, milliseconds=375, has_sound=True, sha256=kind, created_by=people.olga,
        )  # fmt: skip
        for name, client in (("owner", owner), ("reviewer", reviewer)):
            yield f"media, {kind}, {name}", _text(client.get(f"/library/?kind={kind}"), 200)
            yield f"media file, {kind}, {name}", _text(client.get(f"/library/{asset.pk}/"), 200)
        if kind != AssetKind.PICTURE:  # a picture’s card has no word but its name
            yield f"pickers, {kind}", _text(owner.get(f"/assets/?kind={kind}"), 200)
        yield f"nothing of {kind}", _text(owner.get(f"/library/?kind={kind}&q=5555"), 200)
        yield f"nothing of {kind} to pick", _text(owner.get(f"/assets/?kind={kind}&q=5555"), 200)
        Asset.objects.filter(pk=asset.pk).update(tries_failed=3)
        archived = owner.post(f"/library/{asset.pk}/state/", {"state": "archive"}, follow=True)
        yield f"archived {kind}", _text(archived, 200)
        Asset.objects.filter(kind=kind).exclude(origin="take").update(archived_at=asset.created_at)
        yield f"no {kind} yet", _text(owner.get(f"/library/?kind={kind}"), 200)
        yield f"nothing of {kind} to pick yet", _text(owner.get(f"/assets/?kind={kind}"), 200)
    yield "the archive", _text(owner.get("/library/?archived=on&kind=clip"), 200)
    yield "no such frame", _text(owner.post(f"/library/{asset.pk}/grab/", {"frame": "9"}), 422)
    board = Project.objects.filter(takes__isnull=False)[0]
    yield "videos to pick", _text(owner.get(f"/projects/{board.pk}/takes/pick/"), 200)


def _forms(people: People, owner: Client) -> Iterator[tuple[str, str]]:
    for name, typed in {
        "nothing": {},
        "too many": {"title": "1", "seconds": "3", "shots": "6"},
        "out of range": {"title": "1" * 121, "seconds": "99", "shots": "99"},
        "no numbers": {"title": "1", "seconds": "½", "shots": "½"},
    }.items():
        form = {"workspace": people.workspace.pk, **typed}
        yield f"new project, {name}", _text(owner.post("/projects/new/", form), 422)
        answer = owner.post("/projects/new/", form, headers={"HX-Request": "true"})
        yield f"new project form, {name}", _text(answer, 422)


def _imports(people: People, owner: Client, reviewer: Client) -> Iterator[tuple[str, str]]:
    yield "import", _text(owner.get("/projects/import/"), 200)
    figures = {"line": 1, "column": 2, "limit": 3, "providers": "4", "found": 5}
    for code in NOT_IMPORTED:
        yield f"refused import, {code}", refusal_of(NotImported(code, **figures))
    yield "nothing pasted", _text(owner.post("/projects/import/", {"workspace": people.workspace.pk}), 422)
    values = dict.fromkeys(("limit", "over", "count", "seconds", "least", "most", "results", "reason", "handle"), 1)
    told = [Told(code, "0", "1", {**values, "tags": "2", "kind": kind}) for code in TOLD for kind in AssetKind.values]
    request = '{"prompt": "7", "duration": 5, "99": 9}'
    owner.post("/projects/import/", {"workspace": people.workspace.pk, "text": request})
    project = Project.objects.order_by("-created_at")[0]
    clean = owner.post(
        "/projects/import/", {"workspace": people.workspace.pk, "text": '{"prompt": "7", "duration": 5}'}
    )
    yield "imported without a remark", _text(owner.get(f"{clean['Location']}import/"), 200)
    for part in (told[:1], told):
        about = {"told": [one.as_json() for one in part], "shape": "told"}
        project.revisions.update(after=about)
        for name, client in (("owner", owner), ("reviewer", reviewer)):
            yield f"{len(part)} remarks, {name}", _text(client.get(f"/projects/{project.pk}/"), 200)
        yield f"list of {len(part)} remarks", _text(owner.get(f"/projects/{project.pk}/import/"), 200)
    two = {"workspace": people.workspace.pk, "text": f"[{request}, {request}]"}
    yield "two imports", _text(owner.post("/projects/import/", two, follow=True), 200)
    yield (
        "not imported",
        _text(owner.get(f"/projects/{people.workspace.projects.order_by('created_at')[0].pk}/import/"), 404),
    )


def _errors(people: People, owner: Client, client_of: Callable[[Person], Client]) -> Iterator[tuple[str, str]]:
    yield "nowhere", _text(owner.get("/nowhere/"), 404)
    yield "no project", _text(owner.get("/projects/nosuchboard2/"), 404)
    yield "no workspace", _text(owner.get("/?w=nosuchspace2"), 404)
    yield "no take", _text(owner.get(f"/projects/{Project.objects.all()[0].pk}/takes/7/"), 404)
    yield "no file", _text(owner.get("/media/nosuchasset2/thumb"), 404)
    yield "no page", _text(owner.get("/help/none/"), 404)
    forbidden = client_of(people.rita).post(f"/projects/{Project.objects.all()[0].pk}/animatic/")
    yield "forbidden", _text(forbidden, 403)
    strict = Client(enforce_csrf_checks=True)
    yield "forged", _text(strict.post("/signin/"), 403)
    yield "in no workspace", _text(client_of(Person.objects.create(name="55", password="!")).get("/"), 200)


def _orders(owner: Client, board: str) -> Iterator[tuple[str, str]]:
    """What an order would be, with and without a model, and the orders themselves."""
    address, edit = f"/projects/{board}/order/", f"/projects/{board}/edit/"
    yield "order without a model", _text(owner.get(address), 200)
    for model in ("runware/kling-3.0-4k", "crun/kling-3.0-std"):
        owner.post(edit, {"operation": "choose", "field": "model", "value": model, "version": "1"})
        yield f"order, {model}", _text(owner.get(address), 200)
    yield "every model", _text(owner.get(f"/projects/{board}/models/"), 200)
    form = {"model": "crun/kling-3.0-std", "where": "rehearsal", "sha256": "0", "price": "1"}
    yield "refused order", _text(owner.post(address, form), 422)
    yield "no orders", _text(owner.get("/orders/"), 200)
