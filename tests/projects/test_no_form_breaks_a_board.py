"""Whatever is posted to a board, the answer is a page or a sentence, and the board stays legal."""

from collections.abc import Callable

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from storyboard.projects.models import Project
from storyboard.projects.operations import _PARSERS
from storyboard.studio.models import Person
from tests.conftest import People, examples
from tests.projects.edits import assert_sound, live
from tests.projects.posting import post, text_of

pytestmark = pytest.mark.both

wild = st.text(max_size=20) | st.integers().map(str) | st.floats().map(str) | st.sampled_from(["", "true", "\x00", "½"])
near = st.integers(-2, 16).map(str)
fields = st.sampled_from(["prompt", "name", "note", "title", "style", "ratio", "animatic_height", "mode", "id"])
forms = st.fixed_dictionaries(
    {"operation": st.sampled_from(sorted(_PARSERS)) | wild, "shot": st.integers(0, 6).map(str) | wild},
    optional={
        "position": near | wild,
        "by": near | wild,
        "seconds": near | wild,
        "version": near | wild,
        "locked": wild,
        "field": fields | wild,
        "value": wild,
    },
)


@examples(small=60, full=5_000)
@given(form=forms)
def test_any_form(
    people: People, project: Project, client_of: Callable[[Person], Client], form: dict[str, str]
) -> None:
    shots = live(project)
    if form["shot"].isdecimal() and len(form["shot"]) == 1 and form["shot"].isascii():
        form = {**form, "shot": shots[int(form["shot"]) % len(shots)].pk}
    answer = post(client_of(people.alice), project, form.pop("operation"), **form)
    assert answer.status_code in {200, 409, 422}
    assert answer.status_code == 200 or text_of(answer).rstrip(" Close").endswith(".")
    assert_sound(project)
