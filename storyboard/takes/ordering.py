"""Placing orders: what was wanted, frozen and numbered, committed before anything is done about it."""

import hashlib
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from storyboard.live.sending import Fragment, record
from storyboard.media.board import RATE
from storyboard.projects.compiling import compile_spec, live_shots
from storyboard.projects.models import Project
from storyboard.providers.problems import Problem, blocks, problems_of
from storyboard.providers.sheets import ANIMATIC, sheet_of
from storyboard.providers.spec import Spec
from storyboard.studio.models import Person
from storyboard.takes.models import Generation, GenerationElement, Order, Take
from storyboard.work.waking import wake_workers


class Blocked(Exception):
    """Problems stand between the board and the order; nothing was placed."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems


@dataclass(frozen=True)
class Wish:
    """What one click asks for. `token` is used once: the same token again gives the order that it placed."""

    model: str
    token: str
    results: int = 1


def place_order(project: Project, person: Person | None, wish: Wish) -> Order:
    """Freezes the board as it is and queues it. Raises UnknownModel, Blocked."""
    sheet = sheet_of(wish.model)
    with transaction.atomic():
        project = (
            Project.objects.select_for_update(of=("self",), no_key=True)
            .select_related("workspace", *Project.PINNED)
            .get(pk=project.pk)
        )
        placed = Order.objects.filter(token=token_of(project, wish)).first()
        if placed:
            return placed
        spec = compile_spec(project, live_shots(project))
        problems = problems_of(spec, sheet)
        if blocks(problems):
            raise Blocked(problems)
        return _write(project, person, wish, spec)


def _write(project: Project, person: Person | None, wish: Wish, spec: Spec) -> Order:
    order = Order.objects.create(
        project=project,
        person=person,
        model=wish.model,
        results=wish.results,
        board_version=project.version,
        token=token_of(project, wish),
        estimated=0,
        unit=project.workspace.currency,
    )
    generation = Generation.objects.create(
        order=order,
        project=project,
        model=wish.model,
        spec={**spec.as_json(), "height": project.animatic_height, "container": project.animatic_format},
        shots=frozen_shots(spec, RATE),
        estimated=0,
        unit=order.unit,
        due_at=timezone.now(),
    )
    GenerationElement.objects.bulk_create(
        GenerationElement(generation=generation, element_id=element.id, revision=element.revision)
        for element in spec.elements
    )
    take = _number_take(project, generation)
    take.save(force_insert=True)
    record(project.pk, [Fragment("takes", "", 0)])
    transaction.on_commit(wake_workers, robust=True)
    return order


def token_of(project: Project, wish: Wish) -> str:
    """The token as it is kept: of one length whatever was posted, and of this project alone."""
    return hashlib.sha256(f"{project.pk} {wish.token}".encode()).hexdigest()


def _number_take(project: Project, generation: Generation) -> Take:
    """The next render of take 0 for the animatic, the next number for anything else."""
    if generation.model == ANIMATIC.model:
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
