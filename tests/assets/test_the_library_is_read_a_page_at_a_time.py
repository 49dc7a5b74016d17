"""The library shows a workspace's own media of one kind, newest first, a page at a time and at a constant price."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from storyboard.assets.access import archive, restore
from storyboard.assets.library import kinds_for, library_page
from storyboard.assets.models import Asset, AssetKind, AssetOrigin
from storyboard.assets.remote import keep_remote
from storyboard.assets.searching import COUNTED_TO, PAGE, Wanted
from storyboard.assets.storing import index_words
from storyboard.studio.models import Membership, Person, Workspace
from tests.conftest import People

pytestmark = pytest.mark.both


def fill(
    workspace: Workspace, count: int, origin: AssetOrigin = AssetOrigin.UPLOAD, kind: AssetKind = AssetKind.PICTURE
) -> list[Asset]:
    """Files named after their number, each a minute older than the one before."""
    now = timezone.now()
    assets = [
        Asset(
            workspace=workspace,
            kind=kind,
            origin=origin,
            sha256=f"{origin}{kind}{number:05}",
            file="aa/x.jpg",
            name=f"{kind}_{number:05}.jpg",
            media_type="image/jpeg",
        )
        for number in range(count)
    ]
    Asset.objects.bulk_create(assets)
    for number, asset in enumerate(assets):
        asset.created_at = now - timedelta(minutes=number)
    Asset.objects.bulk_update(assets, ["created_at"])
    index_words(assets)
    return assets


def through(workspace: Workspace, wanted: Wanted) -> list[str]:
    """The names on all pages."""
    names, after = [], ""
    while True:
        page = library_page(workspace.pk, wanted, after)
        names += [view.asset.name for view in page.assets]
        if not page.next:
            return names
        after = parse_qs(page.next)["after"][0]


def test_every_picture_comes_once_and_newest_first(people: People) -> None:
    fill(people.workspace, PAGE * 2 + 5)
    fill(people.workspace, 5, kind=AssetKind.CLIP)
    fill(people.elsewhere, 5)
    assert through(people.workspace, Wanted()) == [f"picture_{n:05}.jpg" for n in range(PAGE * 2 + 5)]


@pytest.mark.parametrize("shared", [1, PAGE, PAGE + 1])
def test_files_of_the_same_moment_are_neither_lost_nor_doubled(people: People, shared: int) -> None:
    fill(people.workspace, PAGE * 2)
    moments = Asset.objects.order_by("name").values_list("pk", flat=True)[:shared]
    Asset.objects.filter(pk__in=[*moments]).update(created_at=timezone.now())
    assert sorted(through(people.workspace, Wanted())) == [f"picture_{n:05}.jpg" for n in range(PAGE * 2)]


def test_takes_are_left_out(people: People) -> None:
    fill(people.workspace, 3, AssetOrigin.TAKE, AssetKind.CLIP)
    assert through(people.workspace, Wanted(AssetKind.CLIP)) == []


def test_what_is_not_fetched_keeps_its_place_and_is_found(people: People) -> None:
    keep_remote(people.workspace.pk, people.olga, "https://a.example/night/kite.png")
    assert through(people.workspace, Wanted()) == through(people.workspace, Wanted(q="kite")) == ["kite.png"]


def test_search_finds_the_beginnings_of_words_in_any_order(people: People) -> None:
    fill(people.workspace, PAGE + 20)
    assert through(people.workspace, Wanted(q="0001")) == [f"picture_{n:05}.jpg" for n in range(10, 20)]
    assert through(people.workspace, Wanted(q="00013 PICT")) == ["picture_00013.jpg"]
    assert len(through(people.workspace, Wanted(q="pic jpg"))) == PAGE + 20
    assert through(people.workspace, Wanted(q="nothing like it")) == []
    assert through(people.workspace, Wanted(AssetKind.CLIP, "0001")) == []


def test_a_file_with_two_fitting_words_comes_once(people: People) -> None:
    (asset,) = fill(people.workspace, 1)
    Asset.objects.filter(pk=asset.pk).update(name="harbour harbourside")
    asset.words.all().delete()
    asset.refresh_from_db()
    index_words([asset])
    assert len(through(people.workspace, Wanted(q="harb"))) == 1


def test_the_archive_is_apart_and_can_be_left(people: People) -> None:
    first, *_rest = fill(people.workspace, 3)
    archive(first)
    assert first.name not in through(people.workspace, Wanted())
    assert through(people.workspace, Wanted(archived=True)) == [first.name]
    assert through(people.workspace, Wanted(q="00000", archived=True)) == [first.name]
    assert through(people.workspace, Wanted(q="00000")) == []
    restore(first)
    assert first.name in through(people.workspace, Wanted())


def test_kinds_are_counted_under_the_words(people: People) -> None:
    fill(people.workspace, COUNTED_TO + 5)
    fill(people.workspace, 12, kind=AssetKind.CLIP)
    membership = Membership.objects.get(person=people.rita)
    pictures, *others = (choice.count for choice in kinds_for(membership, Wanted()))
    assert "1000" in pictures != "1000"  # “over 1000”, in the reader's language
    assert others == ["12", "0"]
    assert [choice.count for choice in kinds_for(membership, Wanted(q="0001"))] == ["10", "2", "0"]


def test_a_page_asks_as_many_queries_of_a_large_library(
    people: People, client_of: Callable[[Person], Client], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(people.rita)
    client.get("/library/")  # remembers the workspace as used
    fill(people.workspace, 10)
    for _size in range(2):
        for address, queries in (("/assets/", 4), ("/assets/?q=pic", 5), ("/assets/?kind=clip", 4)):
            with django_assert_num_queries(queries):
                client.get(f"{address}")
        for address, queries in (("/library/?q=pic", 5), ("/library/counts/?q=pic", 6)):
            with django_assert_num_queries(queries):
                client.get(address, headers={"HX-Request": "true"})
        Asset.objects.all().delete()
        fill(people.workspace, 300)


def test_a_key_from_elsewhere_leads_nowhere(people: People) -> None:
    fill(people.workspace, 3)
    (foreign,) = fill(people.elsewhere, 1)
    for after in (foreign.pk, "nosuchasset2", "\x00", "'"):
        assert library_page(people.workspace.pk, Wanted(), after).assets == []
        assert library_page(people.workspace.pk, Wanted(q="pic"), after).assets == []


@pytest.mark.parametrize("address", ["/assets/?kind=%00&q=%00&after=%00", "/library/?kind=x&q=%ff&archived=2&after=9"])
def test_odd_addresses_show_a_page(people: People, client_of: Callable[[Person], Client], address: str) -> None:
    assert client_of(people.rita).get(address).status_code == 200
