"""What the page of a take shows beside its video."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from storyboard.review.decision import decision_of
from storyboard.review.films import film
from storyboard.review.judging import jury_of
from storyboard.review.models import Rule
from storyboard.review.queues import queue_of, queue_query
from storyboard.review.thread import thread_of
from storyboard.studio.models import Person
from storyboard.studio.roles import Right, may
from storyboard.takes.models import Take


def panels_above(take: Take, reader: Person, asked: Mapping[str, str]) -> dict[str, Any]:
    """The queue that a take is seen in and where it is shared, for templates; the take loaded as `access.take_for`
    does, `asked` the query of its address."""
    return {**sharing_of(take), "queue": queue_of(take, reader, asked), "can_draw": can_draw(take)}


def panels_beside(take: Take, reader: Person, asked: Mapping[str, str]) -> dict[str, Any]:
    """Its comments and its verdicts."""
    return {**comments_of(take, reader), **verdicts_of(take, reader, asked)}


def can_draw(take: Take) -> bool:
    """Whether whoever reads it can draw on its frames."""
    return may(take.project.roles, Right.COMMENT) and bool(film(take).frames)


def sharing_of(take: Take) -> dict[str, Any]:
    """Where its links for guests are, for whoever may share it."""
    if not may(take.project.roles, Right.SHARE):
        return {}
    return {"links_url": f"{reverse('take_links', args=[take.project_id, take.number])}?render={take.render}"}


def comments_of(take: Take, reader: Person) -> dict[str, Any]:
    """The comments alone."""
    return {"thread": thread_of(take, reader), "project": take.project, "reader": reader}


def verdicts_of(take: Take, reader: Person, asked: Mapping[str, str]) -> dict[str, Any]:
    """The verdicts alone."""
    jury = jury_of(take.project)
    return {
        "decision": decision_of(take, reader, jury),
        "project": take.project,
        "reader": reader,
        "queue_query": queue_query(asked),
        "rule": jury.rule,
        "rules": Rule.choices,
        "judges": [(person, person.pk in jury.chosen) for person in jury.people],
    }
