"""What the projects page knows of takes: counts, posters, how far those go that are worked on, and which projects are
in which state. A constant number of queries for a page of cards."""

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.template.loader import render_to_string

from storyboard.projects.finding import APPROVED, ATTENTION, REVIEW, WORKING
from storyboard.projects.listing import Extras
from storyboard.projects.models import Project
from storyboard.takes.models import Take, Verdict
from storyboard.takes.standing import clock_since
from storyboard.takes.states import WORKING_TAKES, GenerationState, TakeState
from storyboard.takes.viewing import media_url

HELD = Q(generation__state=GenerationState.HELD)
DOUBTFUL = Q(state=TakeState.UNCONFIRMED) | Q(state=TakeState.COLLECTING, stuck=True)
# A take that failed asks for somebody as long as it is the newest; so does a render of the animatic.
NEWEST_FAILED = Q(state=TakeState.FAILED) & (
    Q(number=F("project__last_take"), number__gt=0) | Q(number=0, render=F("project__last_render"))
)
TO_REVIEW = Q(state=TakeState.READY, verdict=Verdict.NONE, number__gt=0)
COUNTED = {
    "held": HELD & Q(state__in=WORKING_TAKES),
    "doubtful": DOUBTFUL,
    "review": TO_REVIEW,
    "changes": Q(verdict=Verdict.CHANGES),
    "approved": Q(verdict=Verdict.APPROVED),
    "rejected": Q(verdict=Verdict.REJECTED),
    "renders": Q(state=TakeState.READY, number=0),
    "failed": Q(state=TakeState.FAILED),
}


# States of projects


def _working() -> "QuerySet[Take]":
    return Take.objects.filter(state__in=WORKING_TAKES, verdict=Verdict.NONE).exclude(HELD)


def _review() -> "QuerySet[Take]":
    return Take.objects.filter(TO_REVIEW)


def _attention() -> "QuerySet[Take]":
    # The states first, by themselves: that is what an index understands.
    states = (TakeState.WAITING, TakeState.COLLECTING, TakeState.FAILED, TakeState.UNCONFIRMED)
    some = Take.objects.filter(state__in=states, verdict=Verdict.NONE)
    return some.filter(DOUBTFUL | NEWEST_FAILED | HELD)


def _approved() -> "QuerySet[Take]":
    return Take.objects.filter(state=TakeState.READY, verdict=Verdict.APPROVED)


ROWS_OF_STATE: dict[str, Callable[[], "QuerySet[Any]"]] = {
    WORKING: _working,
    REVIEW: _review,
    ATTENTION: _attention,
    APPROVED: _approved,
}


# Cards


@dataclass
class Work:
    """The takes of one project that are worked on: how far each that is being made is in percent, by id, how many files
    are being saved, and how many wait in line."""

    since: datetime
    percents: dict[str, int] = field(default_factory=dict)
    saving: int = 0
    waiting: int = 0

    @property
    def running(self) -> int:
        return len(self.percents)

    @property
    def percent(self) -> int:
        """How far they are together."""
        return sum(self.percents.values()) // len(self.percents) if self.percents else 0

    @property
    def percents_json(self) -> str:
        return json.dumps(self.percents)

    @property
    def clock(self) -> str:
        return clock_since(self.since)


def extras_of(project_ids: list[str]) -> dict[str, Extras]:
    """Poster, counts and work of takes for cards of the projects page, in three queries for all of them."""
    counts, posters, works = _counts(project_ids), _posters(project_ids), _works(project_ids)
    drawn: dict[tuple[tuple[str, int], ...], str] = {}  # many projects have the same counts
    found = {}
    for project in project_ids:
        key = tuple(counts[project].items())
        if key not in drawn:
            drawn[key] = render_to_string("takes/tally.html#tally", {"counts": counts[project]})
        work = render_to_string("takes/tally.html#working", {"work": works[project]}) if project in works else ""
        found[project] = Extras(posters.get(project, ""), drawn[key], work)
    return found


def _counts(project_ids: list[str]) -> dict[str, dict[str, int]]:
    figures = {name: Count("pk", filter=condition) for name, condition in COUNTED.items()}
    rows: Any = Take.objects.filter(project__in=project_ids).values("project").annotate(**figures)
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows:
        counts[row.pop("project")] = {name: count for name, count in row.items() if count}
    return counts


def _posters(project_ids: list[str]) -> dict[str, str]:
    ready = Take.objects.filter(project=OuterRef("pk"), state=TakeState.READY, number__gt=0, asset__isnull=False)
    newest = Subquery(ready.order_by("-number", "-render").values("asset")[:1])
    rows = Project.objects.filter(pk__in=project_ids).annotate(newest=newest).values_list("pk", "newest")
    return {project: media_url(asset, "poster") for project, asset in rows if asset}


def _works(project_ids: list[str]) -> dict[str, Work]:
    fields = ("project", "pk", "state", "progress", "created_at", "generation__submitted_at")
    rows = _working().filter(project__in=project_ids, stuck=False).order_by("created_at")
    works: dict[str, Work] = {}
    for project, take, state, progress, ordered, submitted in rows.values_list(*fields):
        work = works.setdefault(project, Work(submitted or ordered))
        if state == TakeState.WAITING:
            work.waiting += 1
        elif state == TakeState.COLLECTING:
            work.saving += 1
        else:
            work.percents[take] = progress
    return works
