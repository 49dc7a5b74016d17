"""Pages of accounts, money and what stands in the way, as markup."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db.models import F
from django.test import Client

from storyboard.projects.making import NewShot, make_project
from storyboard.providers.key_checks import Checked, Outcome
from storyboard.providers.kinds import KINDS
from storyboard.studio.auditing import What, note
from storyboard.studio.models import Workspace
from storyboard.studio.sentences import checked_sentence
from storyboard.takes import sentences, trouble_sentences
from storyboard.takes.cards import draw_take
from storyboard.takes.models import Generation
from storyboard.work.models import Trouble, Worker
from tests.conftest import People
from tests.takes.money import broken, order, priced, told
from tests.takes.troubled import troubled


def text_of(answer: Any, status: int) -> str:
    """The markup of an answer of that status."""
    assert answer.status_code == status, answer
    return str(answer.content.decode())


def accounts_pages(people: People, owner: Client) -> Iterator[tuple[str, str]]:
    address, form = "/settings/accounts/", {"workspace": people.workspace.pk, "key": "7" * 24}
    yield "no accounts", text_of(owner.get(address), 200)
    yield "new account", text_of(owner.get(f"{address}new/"), 200)
    yield "new account, refused", text_of(owner.post(f"{address}new/", {**form, "provider": "0", "url": "0"}), 422)
    yield "new account, no key", text_of(owner.post(f"{address}new/", {**form, "key": " ", "provider": "crun"}), 422)
    for number, name in enumerate(KINDS):
        owner.post(f"{address}new/", {**form, "provider": name, "name": str(number)})
    for found in people.workspace.accounts.all():
        one = f"{address}{found.pk}/"
        yield f"{found.provider} account", text_of(owner.get(one), 200)
        refused = {"name": "7" * 61, "rate": "½", "price_per_second": "½", "at_once": "½"}
        yield f"{found.provider} account, refused", text_of(owner.post(one, refused), 422)
        yield (
            f"{found.provider} key, refused",
            text_of(owner.post(f"{one}key/", {"key": "7 7", "url": "http://7"}), 422),
        )
        yield f"{found.provider} pause, refused", text_of(owner.post(f"{one}pause/", {"reason": "7" * 201}), 422)
        details = {"name": f"{found.name}1", "rate": "0.5", "price_per_second": "0.5", "at_once": "7"}
        yield f"{found.provider} saved", text_of(owner.post(one, details, follow=True), 200)
        key = {"key": "8" * 30, "url": "https://0.7"}
        yield f"{found.provider} key saved", text_of(owner.post(f"{one}key/", key, follow=True), 200)
        yield f"{found.provider} paused", text_of(owner.post(f"{one}pause/", follow=True), 200)
        yield f"{found.provider} resumed", text_of(owner.post(f"{one}resume/", follow=True), 200)
    yield from _account_troubles(people, owner, address)


def _account_troubles(people: People, owner: Client, address: str) -> Iterator[tuple[str, str]]:
    first, second, third = people.workspace.accounts.order_by("pk")
    people.workspace.accounts.filter(pk=first.pk).update(sealed_key="7")
    people.workspace.accounts.filter(pk=second.pk).update(
        from_environment=True, absent_since="2026-01-01T00:00Z", name=second.kind.title
    )
    yield "lost key tested", text_of(owner.post(f"{address}{first.pk}/test/", headers={"HX-Request": "true"}), 200)
    for found in (first, second):
        yield f"{found.provider} in trouble", text_of(owner.get(f"{address}{found.pk}/"), 200)
    people.workspace.accounts.filter(pk=third.pk).update(from_environment=True)
    yield "one from the environment stays", text_of(owner.post(f"{address}{third.pk}/delete/"), 422)
    people.workspace.accounts.filter(pk=third.pk).update(from_environment=False)
    owner.post(f"{address}{third.pk}/pause/", {"reason": "77"})
    form = {"workspace": people.workspace.pk, "currency": "EUR"}
    yield "currency", text_of(owner.post(f"{address}currency/", form, follow=True), 200)
    yield "no currency", text_of(owner.post(f"{address}currency/", {**form, "currency": "7"}, follow=True), 200)
    yield "deleted", text_of(owner.post(f"{address}{third.pk}/delete/", follow=True), 200)
    note(people.workspace, None, What.ABSENT, "7")
    yield "accounts", text_of(owner.get(address), 200)
    for number, outcome in enumerate(Outcome):
        for kind in KINDS.values():
            yield f"{outcome} of {kind.name}", checked_sentence(kind, Checked(outcome, str(number), Decimal(number)))


def log_pages(people: People, owner: Client) -> Iterator[tuple[str, str]]:
    for number in range(6):
        for what in What:
            note(people.workspace, people.olga if number else None, what, "7", "7", "7")
    yield "audit log", text_of(owner.get("/settings/log/"), 200)
    people.workspace.audit.all().delete()
    yield "empty audit log", text_of(owner.get("/settings/log/"), 200)


def money_pages(people: People, owner: Client, reviewer: Client) -> Iterator[tuple[str, str]]:
    Workspace.objects.filter(pk=people.workspace.pk).update(currency="USD")
    yield "no budget", text_of(owner.get("/settings/budget/"), 200)
    yield "nothing spent", text_of(owner.get("/spend/?m=2020-02"), 200)
    form = {"workspace": people.workspace.pk, "period": "month"}
    yield "budget, refused", text_of(owner.post("/settings/budget/", {**form, "about": "7", "cap": "1"}), 422)
    yield "budget, no amount", text_of(owner.post("/settings/budget/", {**form, "about": "whole", "cap": "7x"}), 422)
    board, _account = priced(people, make_project(people.workspace, people.olga, "7", [NewShot(9, "1", "2222")]))
    told(order(board, people.olga).generations.get(), "4")
    unpaid = order(board, people.olga).generations.get()
    broken(unpaid)
    yield "cost to be written down", text_of(owner.get(f"/orders/{unpaid.pk}/"), 200)
    yield "to be ordered again", text_of(owner.get(f"/orders/{unpaid.pk}/again/"), 200)
    yield "not ordered again", text_of(owner.post(f"/orders/{unpaid.pk}/again/", follow=True), 200)
    for cost in ("½", "1", "1"):
        answer = owner.post(f"/orders/{unpaid.pk}/cost/", {"cost": cost}, follow=True)
        yield f"cost {cost} written down", text_of(answer, 200)
    for kind in ("whole", f"project:{board.pk}", f"person:{people.olga.pk}"):
        for period in ("month", "total"):
            post = {**form, "about": kind, "cap": "5", "period": period}
            yield f"budget of {kind} {period}", text_of(owner.post("/settings/budget/", post, follow=True), 200)
    held = [order(board, people.olga) for _one in range(3)]
    yield "held card", draw_take(board.pk, held[0].generations.get().takes.get().pk)
    yield "order to be held", text_of(owner.get(f"/projects/{board.pk}/order/"), 200)
    for name, client in (("owner", owner), ("reviewer", reviewer)):
        yield f"held orders, {name}", text_of(client.get("/orders/"), 200)
    third = held[2].generations.get().pk
    for name, client in (("owner", owner), ("reviewer", reviewer)):
        yield f"held order, {name}", text_of(client.get(f"/orders/{third}/"), 200)
    yield "no order in a state", text_of(owner.get("/orders/?state=unconfirmed"), 200)
    yield "what changes of orders", text_of(owner.get("/orders/", headers={"HX-Request": "true"}), 200)
    yield "released", text_of(owner.post(f"/orders/{held[0].pk}/release/", follow=True), 200)
    yield "turned down", text_of(owner.post(f"/orders/{held[1].pk}/turn-down/", follow=True), 200)
    late = owner.post(f"/orders/{held[1].pk}/release/", {"from": "budget"}, follow=True)
    yield "decided already", text_of(late, 200)
    yield "turned down take", draw_take(board.pk, held[1].generations.get().takes.get().pk)
    Generation.objects.filter(project=board, state="done").update(currency="EUR")
    Generation.objects.filter(project=board, state="queued").update(reserved=None)
    yield "spent", text_of(owner.get("/spend/"), 200)
    priced(people, board, "highway/kling-3.0-4k")
    yield "order without a price under a budget", text_of(owner.get(f"/projects/{board.pk}/order/"), 200)
    press = {"where": "", "model": "highway/kling-3.0-4k", "sha256": "0"}
    yield "refused under a budget", text_of(owner.post(f"/projects/{board.pk}/order/", press), 422)
    gone = {"workspace": people.workspace.pk, "budget": people.workspace.budgets.all()[0].pk}
    yield "budget removed", text_of(owner.post("/settings/budget/delete/", gone, follow=True), 200)
    yield "no such budget", text_of(owner.post("/settings/budget/delete/", gone), 404)
    people.workspace.budgets.all().delete()
    yield "order without a price", text_of(owner.get(f"/projects/{board.pk}/order/"), 200)


def troubles_pages(people: People, owner: Client, reviewer: Client) -> Iterator[tuple[str, str]]:
    """What stands in the way of orders: as rows, and what only a machine in trouble would say."""
    people.workspace.accounts.update(name=F("pk"))
    troubled(people, make_project(people.workspace, people.olga, "7", [NewShot(9, "1", "2222")]))
    for name, client in (("owner", owner), ("reviewer", reviewer)):
        yield f"troubles, {name}", text_of(client.get("/orders/"), 200)
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
