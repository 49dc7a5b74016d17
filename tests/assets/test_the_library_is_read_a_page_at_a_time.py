"""The library shows a workspace's own pictures, newest first, a page at a time and at a constant price."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from storyboard.assets.library import PAGE, library_page
from storyboard.assets.models import Asset, AssetKind, AssetOrigin
from storyboard.studio.models import Person, Workspace
from tests.conftest import People

pytestmark = pytest.mark.both


def fill(workspace: Workspace, count: int, origin: AssetOrigin = AssetOrigin.UPLOAD) -> None:
    Asset.objects.bulk_create(
        Asset(
            workspace=workspace,
            kind=AssetKind.PICTURE,
            origin=origin,
            sha256=f"{origin}{number:05}",
            file="aa/1.png",
            media_type="image/png",
            name=f"kite {number}",
        )
        for number in range(count)
    )


def names(workspace: Workspace, search: str = "") -> list[str]:
    found, after = [], ""
    while True:
        page = library_page(workspace.pk, AssetKind.PICTURE, search, after)
        found += [view.asset.name for view in page.assets]
        after = page.next
        if not after:
            return found


@pytest.mark.parametrize("count", [0, 1, PAGE, PAGE + 1, 3 * PAGE + 5])
def test_every_picture_comes_once(people: People, count: int) -> None:
    fill(people.workspace, count)
    found = names(people.workspace)
    assert len(found) == len(set(found)) == count


def test_takes_and_other_workspaces_stay_out(people: People) -> None:
    fill(people.workspace, 3, AssetOrigin.TAKE)
    fill(people.elsewhere, 3)
    assert names(people.workspace) == []


def test_search_looks_into_names(people: People) -> None:
    fill(people.workspace, 12)
    assert sorted(names(people.workspace, "KITE 1")) == ["kite 1", "kite 10", "kite 11"]


def test_a_page_asks_the_same_of_any_library(
    people: People, client_of: Callable[[Person], Client], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    fill(people.workspace, 2)
    client = client_of(people.alice)
    address = f"/assets/?w={people.workspace.pk}"
    client.get(address)
    with django_assert_num_queries(4):
        client.get(address)
    Asset.objects.all().delete()
    fill(people.workspace, 500)
    with django_assert_num_queries(4):
        client.get(address)
