"""Placing orders: what was wanted, frozen and numbered, committed before anything is done about it."""

import hashlib
import uuid
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from storyboard.live.sending import Fragment, record
from storyboard.media.board import RATE
from storyboard.projects.compiling import compile_spec, live_shots
from storyboard.projects.models import Project
from storyboard.providers.problems import Problem, blocks, problems_of
from storyboard.providers.requests import creates_of
from storyboard.providers.sheets import ANIMATIC
from storyboard.providers.spec import Spec
from storyboard.studio.budgeting import lock_money
from storyboard.studio.models import Person, ProviderAccount
from storyboard.takes.budgets import judge
from storyboard.takes.findings_log import logging_findings
from storyboard.takes.holding import money_of
from storyboard.takes.models import Generation, GenerationElement, Order, Take
from storyboard.takes.offering import Offer, offer_again, offer_for
from storyboard.takes.speaking import is_made_here, is_rehearsal
from storyboard.takes.states import MAY_BE_REPEATED
from storyboard.work.waking import wake_workers


class NotPlaced(Exception):
    """Nothing was ordered."""


class Blocked(NotPlaced):
    """Problems stand between the board and the order."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems


class NoAccount(NotPlaced):
    """There is no account of that provider that takes orders now."""


class InArchive(NotPlaced):
    """The project is in the archive."""


class Changed(NotPlaced):
    """The board, the request or the price is not what the person confirmed."""


class NotTicked(NotPlaced):
    """What it counts is not known, and nobody confirmed that."""


class Unpriced(NotPlaced):
    """There is a budget over it, and what it counts is not known."""


class WentOn(NotPlaced):
    """What should be ordered once more does not stand as it did on screen: it may have arrived meanwhile."""


@dataclass(frozen=True)
class Confirmed:
    """What was on screen at the click: the request's SHA-256, and the price in its unit (None: unknown). `unpriced`:
    that nobody knows what it comes to was ticked."""

    sha256: str
    price: Decimal | None
    unpriced: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Wish:
    """What one click asks for. `token` is used once: the same token again gives the order that it placed.

    `confirmed` is None for orders by command, which have seen nothing. `results` None: as many as the board says.
    """

    model: str
    token: str
    results: int | None = None
    account: str = ""
    confirmed: Confirmed | None = None


@dataclass(frozen=True)
class Placed:
    """An order, and whether it was there before this click."""

    order: Order
    before: bool = False


def place_order(project: Project, person: Person | None, wish: Wish) -> Order:
    """Freezes the board as it is and queues it, or holds it over a budget. Raises UnknownModel, NotPlaced."""
    return place(project, person, wish).order


def place(project: Project, person: Person | None, wish: Wish) -> Placed:
    """The same, and whether it was another click that placed it. Raises UnknownModel, NotPlaced."""
    with transaction.atomic():
        rows = Project.objects.select_for_update(of=("self",), no_key=True)
        project = rows.select_related("workspace", *Project.PINNED).get(pk=project.pk)
        if found := _of_token(project, wish.token):
            return Placed(found, before=True)
        _refuse_archived(project)
        if is_made_here(wish.model):
            return Placed(_write(project, person, wish, *_animatic(project)))
        return Placed(_write(project, person, wish, *_creates(project, person, wish)))


def arrived(project: Project, token: str) -> Order | None:
    """The order that a token placed. One that is being placed now is waited for."""
    with transaction.atomic():
        Project.objects.select_for_update(of=("self",), no_key=True).get(pk=project.pk)
        return _of_token(project, token)


def repeat(generation: Generation, person: Person, confirmed: Confirmed, seen: str) -> Order:
    """Orders what a generation was once more, as an order of its own that is linked to it; each generation once, so
    that a second press finds the first one's order. `seen` is the state in which it stood on screen. Raises
    UnknownModel, NotPlaced."""
    with transaction.atomic():
        project = Project.objects.select_for_update(of=("self",), no_key=True).get(pk=generation.project_id)
        generation = Generation.objects.select_related("account", "project__workspace").get(pk=generation.pk)
        if found := Order.objects.filter(again_of=generation).first():
            return found
        if generation.state != seen or seen not in MAY_BE_REPEATED:
            raise WentOn
        _refuse_archived(project)
        wish = Wish(generation.model, f"again {generation.pk}", confirmed=confirmed)
        if takes_no_orders(generation.account):
            raise NoAccount
        if not is_rehearsal(wish.model):
            project.workspace = lock_money(project.workspace_id)
        offer = offer_again(generation)
        with logging_findings(project.pk, offer):
            _refuse(offer, wish)
            create = _create(offer, project, person, wish)
        return _write(project, person, wish, offer.spec, [create], {**_price(offer), "again_of": generation})


def takes_no_orders(account: ProviderAccount | None) -> bool:
    """Whether nothing new is sent through it now."""
    return account is not None and bool(account.paused_at or account.absent_since)


def _of_token(project: Project, token: str) -> Order | None:
    return Order.objects.filter(token=token_of(project, token)).first()


def _refuse_archived(project: Project) -> None:
    if project.archived_at:
        raise InArchive


def _animatic(project: Project) -> tuple[Spec, list[dict[str, Any]], dict[str, Any]]:
    spec = compile_spec(project, live_shots(project))
    problems = problems_of(spec, ANIMATIC)
    if blocks(problems):
        raise Blocked(problems)
    frozen = {**spec.as_json(), "height": project.animatic_height, "container": project.animatic_format}
    return spec, [{"spec": frozen, "wanted": 1}], {"estimated": Decimal(0), "unit": project.workspace.currency}


def _creates(project: Project, person: Person | None, wish: Wish) -> tuple[Spec, list[dict[str, Any]], dict[str, Any]]:
    if not is_rehearsal(wish.model):
        project.workspace = lock_money(project.workspace_id)
    offer = offer_for(project, wish.model, wish.account, wish.results)
    with logging_findings(project.pk, offer):
        _refuse(offer, wish)
        create = _create(offer, project, person, wish)
    count = creates_of(offer.spec, offer.sheet)
    return offer.spec, [{**create, "client_id": str(uuid.uuid4())} for _one in range(count)], _price(offer)


def _create(offer: Offer, project: Project, person: Person | None, wish: Wish) -> dict[str, Any]:
    """What a generation of that offer holds; the first of them with a client id of its own."""
    return {
        "spec": offer.spec.as_json(),
        "wanted": offer.spec.results if creates_of(offer.spec, offer.sheet) == 1 else 1,
        "account": offer.account,
        "request": offer.request.body.decode(),
        "client_id": str(uuid.uuid4()),
        **({} if offer.rehearsal else _money(offer, project, person, wish)),
    }


def _price(offer: Offer) -> dict[str, Any]:
    return {
        "estimated": offer.price.amount if offer.price else None,
        "unit": offer.price.unit if offer.price else "",
        "request_sha256": offer.request.sha256,
    }


def _refuse(offer: Offer, wish: Wish) -> None:
    if offer.blocked:
        raise Blocked(offer.problems)
    if offer.lacks_account or (wish.account and offer.account and offer.account.pk != wish.account):
        raise NoAccount
    shown = Confirmed(offer.request.sha256, offer.price.amount if offer.price else None)
    if wish.confirmed not in (None, shown):
        raise Changed


def _money(offer: Offer, project: Project, person: Person | None, wish: Wish) -> dict[str, Any]:
    """What each generation reserves, or why it is held. The workspace is locked: nobody else takes what is left."""
    now = timezone.now()
    judgement = judge(offer, project.workspace, project.pk, person, now)
    if judgement.impossible:
        raise Unpriced
    if judgement.unpriced and wish.confirmed and not wish.confirmed.unpriced:
        raise NotTicked
    return money_of(offer, judgement, project.workspace.currency, now)


def _write(
    project: Project,
    person: Person | None,
    wish: Wish,
    spec: Spec,
    creates: list[dict[str, Any]],
    price: dict[str, Any],
) -> Order:
    results = sum(create["wanted"] for create in creates)
    common = {"project": project, "model": wish.model}
    order = Order.objects.create(
        person=person,
        results=results,
        board_version=project.version,
        token=token_of(project, wish.token),
        **common,
        **price,
    )
    for create in creates:
        share = None if order.estimated is None else order.estimated * create["wanted"] / results
        generation = Generation.objects.create(
            order=order,
            shots=frozen_shots(spec, RATE),
            estimated=share,
            unit=order.unit,
            **common,
            **{"due_at": timezone.now(), **create},
        )
        _give_it_takes(project, generation, spec)
    record(project.pk, [Fragment("takes", "", 0)])
    transaction.on_commit(wake_workers, robust=True)
    return order


def _give_it_takes(project: Project, generation: Generation, spec: Spec) -> None:
    GenerationElement.objects.bulk_create(
        GenerationElement(generation=generation, element_id=element.id, revision=element.revision)
        for element in spec.elements
    )
    for _one in range(generation.wanted):
        take = _number_take(project, generation)
        take.rehearsal, take.failure = is_rehearsal(generation.model), generation.failure
        take.save(force_insert=True)


def token_of(project: Project, token: str) -> str:
    """The token as it is kept: of one length whatever was posted, and of this project alone."""
    return hashlib.sha256(f"{project.pk} {token}".encode()).hexdigest()


def _number_take(project: Project, generation: Generation) -> Take:
    """The next render of take 0 for the animatic, the next number for anything else."""
    if is_made_here(generation.model):
        project.last_render += 1
        project.save(update_fields=["last_render"])
        return Take(project=project, generation=generation, number=0, render=project.last_render)
    project.last_take += 1
    project.save(update_fields=["last_take"])
    return Take(project=project, generation=generation, number=project.last_take)


def frozen_shots(spec: Spec, rate: int) -> list[dict[str, object]]:
    """Shot id, seconds, first frame and frame count of each shot, at `rate` frames per second."""
    frozen: list[dict[str, object]] = []
    first = 0
    for shot in spec.shots:
        frozen.append({"shot": shot.id, "seconds": shot.seconds, "first": first, "frames": shot.seconds * rate})
        first += shot.seconds * rate
    return frozen
