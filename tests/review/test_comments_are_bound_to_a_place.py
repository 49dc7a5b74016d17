"""A comment is at a frame, a range, a shot or the whole take, and knows its shot; what is not there is refused."""

from typing import Any

import pytest
from django.test import Client

from storyboard.projects.models import Project
from storyboard.review.models import Comment
from storyboard.takes.models import Take
from tests.conftest import People
from tests.projects.posting import text_of
from tests.review.making import say, thread
from tests.takes.making import ordered

pytestmark = pytest.mark.both


def shots(take: Take) -> list[str]:
    return [shot["shot"] for shot in take.generation.shots]


@pytest.mark.parametrize(
    ("form", "place"),
    [
        ({"first": "87", "frames": "1"}, (1, 87, 1)),
        ({"first": "71"}, (0, 71, 1)),
        ({"first": "72", "frames": "144"}, (1, 72, 144)),
        ({"first": "215"}, (2, 215, 1)),
        ({}, (None, None, None)),
    ],
)
def test_a_frame_or_a_range_knows_its_shot(take: Take, rita: Client, form: dict[str, str], place: Any) -> None:
    assert say(rita, take, **form).status_code == 204
    comment = Comment.objects.get()
    shot, first, frames = place
    assert (comment.shot, comment.first, comment.frames) == ("" if shot is None else shots(take)[shot], first, frames)


def test_a_shot_alone_leads_to_its_first_frame(people: People, take: Take, rita: Client) -> None:
    say(rita, take, shot=shots(take)[2])
    (view,) = thread(people.rita, take).comments
    assert (view.where, view.goes_to, view.place.first) == ("Shot 3 · Lighthouse", 144, None)


def test_a_range_is_told_with_both_its_ends(people: People, take: Take, rita: Client) -> None:
    say(rita, take, first="24", frames="25")
    (view,) = thread(people.rita, take).comments
    assert view.where == "00:00:01:00–00:00:02:00"


@pytest.mark.parametrize(
    "form",
    [
        {"first": "216"},
        {"first": "-1"},
        {"first": "0", "frames": "0"},
        {"first": "200", "frames": "17"},
        {"first": "9" * 30},
        {"first": "twelve"},
        {"shot": "nosuchshot22"},
    ],
)
def test_what_is_not_in_the_video_is_refused(take: Take, rita: Client, form: dict[str, str]) -> None:
    answer = say(rita, take, **form)
    assert answer.status_code == 422
    assert text_of(answer) == "This take has no such frame or shot. Choose another place for the comment."
    assert not Comment.objects.exists()


def test_they_stand_in_the_order_of_the_video(people: People, take: Take, rita: Client) -> None:
    ends = {"end": {"first": "200"}, "whole": {}, "start": {"first": "3"}, "shot": {"shot": shots(take)[1]}}
    for text, form in ends.items():
        say(rita, take, text, **form)
    assert [view.comment.text for view in thread(people.rita, take).comments] == ["whole", "start", "shot", "end"]


def test_a_take_without_a_video_takes_none(people: People, project: Project, rita: Client) -> None:
    answer = say(rita, ordered(project, people.alice))
    assert (answer.status_code, Comment.objects.count()) == (422, 0)
    assert text_of(answer).startswith("Comments can be written once the video is here.")
