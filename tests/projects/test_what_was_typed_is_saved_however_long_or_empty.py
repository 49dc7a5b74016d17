"""A rule blocks the order, never the save; only what cannot be kept whole is refused, and the old text stands."""

from collections.abc import Callable

import pytest
from django.test import Client

from storyboard.projects.models import Project
from storyboard.studio.models import Person
from tests.conftest import People
from tests.projects.edits import live
from tests.projects.posting import post, text_of

pytestmark = pytest.mark.both


@pytest.fixture
def client(people: People, client_of: Callable[[Person], Client]) -> Client:
    return client_of(people.alice)


@pytest.mark.parametrize("text", ["", "x" * 10_000, "😀" * 10_000, "Line one\nline two", "<b>&amp;</b>", "مرحبا 世界"])
def test_a_prompt_is_kept_as_typed(client: Client, project: Project, text: str) -> None:
    answer = post(client, project, "write", shot=live(project)[0].pk, field="prompt", value=text)
    assert answer.status_code == 200
    assert live(project)[0].prompt == text


def test_ten_thousand_and_one_characters_are_refused_and_the_old_text_stands(client: Client, project: Project) -> None:
    answer = post(client, project, "write", shot=live(project)[0].pk, field="prompt", value="x" * 10_001)
    assert answer.status_code == 422
    assert text_of(answer).startswith("This text has 10001 characters; at most 10000 can be kept.")
    assert live(project)[0].prompt == "A kite in the rain."


@pytest.mark.parametrize(("field", "most"), [("name", 60), ("note", 10_000)])
def test_every_text_of_a_shot_has_its_own_limit(client: Client, project: Project, field: str, most: int) -> None:
    shot = live(project)[0].pk
    assert post(client, project, "write", shot=shot, field=field, value="é" * (most + 1)).status_code == 422
    assert post(client, project, "write", shot=shot, field=field, value="é" * most).status_code == 200
    assert getattr(live(project)[0], field) == "é" * most


@pytest.mark.parametrize(
    ("field", "most"), [("title", 120), ("style", 10_000), ("prompt", 10_000), ("negative_prompt", 10_000)]
)
def test_every_text_of_the_board_too(client: Client, project: Project, field: str, most: int) -> None:
    assert post(client, project, "write", shot="", field=field, value="é" * (most + 1)).status_code == 422
    assert post(client, project, "write", shot="", field=field, value="é" * most).status_code == 200
    project.refresh_from_db()
    assert getattr(project, field) == "é" * most


def test_a_nul_is_dropped_and_the_rest_kept(client: Client, project: Project) -> None:
    answer = post(client, project, "write", shot=live(project)[0].pk, field="prompt", value="a\x00b")
    assert answer.status_code == 200
    assert live(project)[0].prompt == "ab"


def test_line_ends_of_a_form_become_plain_ones(client: Client, project: Project) -> None:
    post(client, project, "write", shot=live(project)[0].pk, field="prompt", value="one\r\ntwo")
    assert live(project)[0].prompt == "one\ntwo"


@pytest.mark.parametrize(
    ("text", "code", "sentence"),
    [
        ("", "shot_prompt_empty", "Shot 1 has no prompt."),
        ("x" * 513, "shot_prompt_too_long", "The prompt of shot 1 has 513 characters; Kling takes 512."),
        ("x" * 501, "shot_prompt_long", "The prompt of shot 1 has 501 characters; some providers cut it after 500."),
    ],
)
def test_and_then_it_is_told(client: Client, project: Project, text: str, code: str, sentence: str) -> None:
    post(client, project, "write", shot=live(project)[0].pk, field="prompt", value=text)
    answer = client.get(f"/projects/{project.pk}/order/")
    assert f'data-code="{code}"' in answer.content.decode()
    assert sentence in text_of(answer)


def test_a_text_written_elsewhere_meanwhile_is_shown_beside_mine(
    client: Client, people: People, project: Project, client_of: Callable[[Person], Client]
) -> None:
    kite = live(project)[0].pk
    post(client_of(people.olga), project, "write", shot=kite, field="prompt", value="Hers <i>")
    answer = post(client, project, "write", shot=kite, field="prompt", value="Mine & more")
    assert answer.status_code == 409
    words = text_of(answer)
    assert "olga changed this text while you wrote. Both versions are here; choose one." in words
    assert "Hers <i>" in words
    assert "Mine & more" in words
    assert f'data-shot="{kite}"' in answer.content.decode()
    assert live(project)[0].prompt == "Hers <i>"
