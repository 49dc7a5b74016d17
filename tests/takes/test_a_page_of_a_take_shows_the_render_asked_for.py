"""Take 0 shows its newest render, or the one in the address; each has its own notes and state."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from storyboard.projects.models import Project
from storyboard.studio.models import Person
from storyboard.takes.models import Take
from tests.conftest import People
from tests.projects.posting import text_of
from tests.takes.making import failed, finished, ordered

pytestmark = pytest.mark.both


@pytest.fixture
def client(people: People, client_of: Callable[[Person], Client]) -> Client:
    return client_of(people.rita)


def test_the_newest_without_a_number_and_an_older_by_it(client: Client, people: People, project: Project) -> None:
    old, new = (finished(project, people.alice, video) for video in (b"old", b"new"))
    address = f"/projects/{project.pk}/takes/0/"
    newest, oldest = client.get(address).content.decode(), client.get(f"{address}?render=1").content.decode()
    assert f'src="/media/{new.asset_id}/original"' in newest
    assert f'src="/media/{old.asset_id}/original"' in oldest
    assert "render 2" in newest
    assert "render 1" in oldest


def test_the_player_knows_frames_and_rate(client: Client, people: People, project: Project) -> None:
    finished(project, people.alice)
    page = client.get(f"/projects/{project.pk}/takes/0/").content.decode()
    assert 'data-testid="player" data-frame="0" data-frames="216" data-rate="24/1"' in page


def test_the_same_video_twice_is_two_renders_of_one_file(people: People, project: Project) -> None:
    first, second = finished(project, people.alice), finished(project, people.alice)
    assert first.asset == second.asset
    assert [take.state for take in (first, second)] == ["ready", "ready"]


def test_one_at_work_says_how_that_goes(client: Client, people: People, project: Project) -> None:
    ordered(project, people.alice)
    words = text_of(client.get(f"/projects/{project.pk}/takes/0/"))
    assert re.search(r"In line 0:\d\d Waits for a place", words), words


def test_a_failed_one_says_why(client: Client, people: People, project: Project) -> None:
    failed(project, people.alice, RuntimeError("no paper"))
    words = text_of(client.get(f"/projects/{project.pk}/takes/0/"))
    assert "This take failed The animatic could not be made: no paper." in words


@pytest.mark.parametrize("number", [0, 1, 999_999_999])
def test_a_take_that_never_was_is_not_there(client: Client, project: Project, number: int) -> None:
    answer = client.get(f"/projects/{project.pk}/takes/{number}/")
    assert answer.status_code == 404
    assert "This project has no such take." in text_of(answer)


def test_a_render_that_never_was_is_not_there(client: Client, people: People, project: Project) -> None:
    ordered(project, people.alice)
    assert client.get(f"/projects/{project.pk}/takes/0/?render=2").status_code == 404


def test_the_board_shows_the_newest_render_alone(client: Client, people: People, project: Project) -> None:
    for _each in range(2):
        ordered(project, people.alice)
    page = client.get(f"/projects/{project.pk}/").content.decode()
    assert page.count('data-testid="take"') == 1
    assert f'data-id="{Take.objects.get(render=2).pk}"' in page
