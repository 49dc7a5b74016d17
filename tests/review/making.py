"""Takes that can be reviewed, and what a page posts about them."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.test import Client

from storyboard.projects.compiling import compile_spec, live_shots
from storyboard.projects.models import Project
from storyboard.review.access import take_for
from storyboard.review.decision import Decision, decision_of
from storyboard.review.judging import jury_of
from storyboard.review.places import Film
from storyboard.review.thread import Thread, thread_of
from storyboard.studio.models import Person
from storyboard.studio.roles import Right
from storyboard.takes.models import Take
from storyboard.takes.ordering import frozen_shots
from storyboard.takes.planned import PlannedShot
from tests.takes.making import finished


def take_of(project: Project, person: Person, number: int = 1, **fields: Any) -> Take:
    """A ready take of the board as it is now, with a video of 216 frames at 24 a second."""
    project.refresh_from_db()
    made = finished(project, person, video=f"video {number}".encode() * 100)
    spec = compile_spec(project, live_shots(project))
    made.generation.model, made.generation.spec = "runware/kling-3.0-4k", spec.as_json()
    made.generation.shots = frozen_shots(spec, 24)
    made.generation.save()
    Take.objects.filter(pk=made.pk).update(number=number, render=1, **fields)
    return Take.objects.select_related("asset", "generation", "project").get(pk=made.pk)


def address(take: Take, what: str) -> str:
    """The address of the comments or the verdicts of a take."""
    return f"/projects/{take.project_id}/takes/{take.number}/{what}/?render={take.render}"


def say(client: Client, take: Take, text: str = "Too dark.", **form: Any) -> Any:
    """The answer to a comment, posted as the page does it."""
    return client.post(address(take, "comments"), {"text": text, **form}, headers={"HX-Request": "true"})


def judge(client: Client, take: Take, verdict: str, note: str = "", **form: Any) -> Any:
    """The answer to a verdict, posted as the page does it."""
    assert take.asset
    values = {"verdict": verdict, "note": note, "sha256": take.asset.sha256, **form}
    return client.post(address(take, "verdicts"), values, headers={"HX-Request": "true"})


def act(client: Client, project: Project, comment: str, action: str, **form: Any) -> Any:
    """The answer to one button of a comment."""
    return client.post(f"/projects/{project.pk}/comments/{comment}/{action}/", form, headers={"HX-Request": "true"})


def thread(person: Person, take: Take) -> Thread:
    """The comments of a take as somebody sees them."""
    return thread_of(seen(person, take), person)


def decision(person: Person, take: Take) -> Decision:
    """The verdicts on a take as somebody sees them."""
    found = seen(person, take)
    return decision_of(found, person, jury_of(found.project))


def seen(person: Person, take: Take) -> Take:
    """A take as somebody finds it."""
    return take_for(person, take.project_id, take.number, str(take.render), Right.READ)


def film_of(frames: int, rate: Fraction, shots: Mapping[str, int]) -> Film:
    """A video of that many frames made of shots: their seconds by their ids."""
    begins = [round(sum([*shots.values()][:number]) * rate) for number in range(len(shots))]
    ends = [*begins[1:], frames]
    spans = [
        PlannedShot(shot, number, "", seconds, begins[number - 1], ends[number - 1] - begins[number - 1])
        for number, (shot, seconds) in enumerate(shots.items(), 1)
    ]
    return Film(frames, rate, tuple(spans))
