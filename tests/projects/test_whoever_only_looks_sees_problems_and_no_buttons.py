"""Everybody reads what is wrong, how grave it is and whose rule it is; buttons are for those who may edit."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from storyboard.projects.editing import edit
from storyboard.projects.models import Project
from storyboard.projects.writing import choose
from storyboard.studio.models import Person
from tests.conftest import People
from tests.projects.posting import text_of


@pytest.mark.parametrize("page", ["", "order/"])
def test_the_same_words_for_all(
    people: People, project: Project, client_of: Callable[[Person], Client], page: str
) -> None:
    edit(project.pk, people.alice, choose("model", "crun/kling-3.0-pro"))
    for person, buttons in ((people.alice, ["add_first_frame", "mode_single"]), (people.rita, [])):
        answer = client_of(person).get(f"/projects/{project.pk}/{page}")
        said = text_of(answer)
        assert "Stops the order: Crun’s rule" in said
        assert "A warning: Crun’s rule" in said
        assert "1 stops the order" in said
        markup = answer.content.decode()
        problem = re.search(r'data-code="shots_need_first_frame".*?</li>', markup, re.DOTALL)
        assert problem
        assert re.findall(r'data-fix-code="(\w+)"', problem[0]) == buttons
