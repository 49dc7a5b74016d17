"""Whatever is posted to a board, the answer is a page or a sentence, and the board stays legal."""

import json
import re
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
anything = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), st.lists, max_leaves=4)
parts = st.sampled_from(["name", "prompt", "note", "seconds", "picture", "crop"])
shots_of_any_kind = st.lists(st.dictionaries(parts, anything, max_size=6) | anything, max_size=8)
pasted = st.fixed_dictionaries({}, optional={"shots": shots_of_any_kind, "names": anything}).map(json.dumps)
forms = st.fixed_dictionaries(
    {"operation": st.sampled_from(sorted(_PARSERS)) | wild, "shot": st.integers(0, 6).map(str) | wild},
    optional={
        "position": near | wild,
        "by": near | wild,
        "seconds": near | wild,
        "version": near | wild,
        "locked": wild,
        "shots": st.lists(st.integers(0, 6).map(str) | wild, max_size=4).map(" ".join),
        "unlock": st.lists(st.integers(0, 6).map(str) | wild, max_size=2).map(" ".join),
        "after": st.just("") | wild,
        "text": st.lists(wild, max_size=4).map("\t".join) | st.just('Kite\t3\n"A ""tram""\nhere"\t2.5\r\n\r\n[x'),
        "pasted": wild | pasted,
        "field": fields | wild,
        "value": wild,
    },
)


# Behind it may stand a button with what can be done instead.
SENTENCE = re.compile(r"\w[”)]?\.( |$)")


@examples(small=60, full=5_000)
@given(form=forms)
def test_any_form(
    people: People, project: Project, client_of: Callable[[Person], Client], form: dict[str, str]
) -> None:
    shots = live(project)
    ids = {str(number): shots[number % len(shots)].pk for number in range(7)}
    form = {**form, "shot": ids.get(form["shot"], form["shot"])}
    for name in {"shots", "unlock"} & form.keys():
        form[name] = " ".join(ids.get(one, one) for one in form[name].split(" "))
    answer = post(client_of(people.alice), project, form.pop("operation"), **form)
    assert answer.status_code in {200, 409, 422}
    assert answer.status_code == 200 or SENTENCE.search(text_of(answer))
    assert_sound(project)
