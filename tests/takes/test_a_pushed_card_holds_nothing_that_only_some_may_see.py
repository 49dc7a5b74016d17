"""Markup that goes to every open page has no control, no form and no token."""

from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from storyboard.projects.models import Project
from storyboard.takes.cards import draw_take, draw_takes
from storyboard.takes.models import Take
from storyboard.takes.tallies import extras_of
from tests.conftest import People
from tests.takes.making import failed, finished, ordered, started

pytestmark = pytest.mark.both
CONTROLS = {"button", "input", "form", "textarea", "select", "script", "iframe", "object", "video"}
STAGES: dict[str, Callable[[Project, People], Take]] = {
    "waiting": lambda project, people: ordered(project, people.alice),
    "running": lambda project, people: started(project, people.alice)[0],
    "ready": lambda project, people: finished(project, people.alice),
    "failed": lambda project, people: failed(project, people.alice, ValueError("<script>")),
}


class Found(HTMLParser):
    """Tags, and names of attributes."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _value in attrs}


@pytest.mark.parametrize("stage", STAGES)
def test_in_every_state(people: People, project: Project, stage: str) -> None:
    take = STAGES[stage](project, people)
    extras = extras_of([project.pk])[project.pk]
    for markup in (draw_take(project.pk, take.pk), draw_takes(project.pk, ""), extras.takes, extras.work):
        found = Found(markup)
        assert not found.tags & CONTROLS
        assert not {name for name in found.attributes if name.startswith(("hx-", "on"))}
        assert "style" not in found.attributes
        assert "token" not in markup.lower()
    assert f'data-state="{stage}"' in draw_take(project.pk, take.pk)


def test_a_project_without_takes_says_so(project: Project) -> None:
    assert "No takes yet." in draw_takes(project.pk, "")
    assert "No takes yet" in extras_of([project.pk])[project.pk].takes


def test_an_older_render_is_not_drawn_again(people: People, project: Project) -> None:
    old = ordered(project, people.alice)
    ordered(project, people.alice)
    assert draw_take(project.pk, old.pk) == ""
