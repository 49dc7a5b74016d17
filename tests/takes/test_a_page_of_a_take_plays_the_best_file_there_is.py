"""The player begins with the proxy, with the original until that is made, and offers a choice where there is one."""

from collections.abc import Callable

import pytest
from django.test import Client

from storyboard.assets.models import Rendition
from storyboard.projects.models import Project
from storyboard.studio.models import Person
from storyboard.takes.models import Take
from tests.conftest import People
from tests.takes.making import finished, ordered

pytestmark = pytest.mark.both


@pytest.fixture
def client(people: People, client_of: Callable[[Person], Client]) -> Client:
    return client_of(people.rita)


@pytest.fixture
def take(people: People, project: Project) -> Take:
    return finished(project, people.alice)


def page_of(client: Client, take: Take) -> str:
    return client.get(f"/projects/{take.project_id}/takes/0/").content.decode()


def keep_proxy(take: Take, file: str) -> None:
    assert take.asset
    Rendition.objects.create(asset=take.asset, name="proxy", file=file, media_type="video/mp4")


def test_the_original_until_the_proxy_is_made(client: Client, take: Take) -> None:
    page = page_of(client, take)
    assert f'data-source="original" src="/media/{take.asset_id}/original"' in page
    assert "data-waits" in page


def test_then_the_proxy(client: Client, take: Take) -> None:
    keep_proxy(take, "media/another.mp4")
    page = page_of(client, take)
    assert f'data-source="proxy" src="/media/{take.asset_id}/proxy"' in page
    assert "data-waits" not in page


def test_no_choice_where_both_are_one_file(client: Client, take: Take) -> None:
    assert take.asset
    keep_proxy(take, str(take.asset.file))
    page = page_of(client, take)
    assert f'data-source="original" src="/media/{take.asset_id}/original"' in page
    assert 'data-source="proxy"' not in page


def test_the_cuts_are_on_the_scrubber(client: Client, take: Take) -> None:
    page = page_of(client, take)
    assert 'data-number="2" data-name="Tram" data-first="72" data-frames="72"' in page


def test_the_takes_beside_it_are_a_press_away(client: Client, take: Take, people: People) -> None:
    ordered(take.project, people.alice)
    page = client.get(f"/projects/{take.project_id}/takes/0/?render=1").content.decode()
    assert 'aria-label="Animatic, render 2, Waiting"' in page
