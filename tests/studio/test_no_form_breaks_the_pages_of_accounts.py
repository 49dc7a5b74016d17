"""Whatever is posted to the pages of accounts, the answer is a page or a sentence, and accounts stay sound."""

from collections.abc import Callable

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from storyboard.studio.models import Person, ProviderAccount
from storyboard.studio.sealing import is_readable
from tests.conftest import People, examples
from tests.studio.accounts import account

pytestmark = pytest.mark.both

wild = st.text(max_size=20) | st.integers().map(str) | st.floats().map(str) | st.sampled_from(["", "\x00", "½", "1e99"])
keys = st.text("abc-_~!09", min_size=1, max_size=30)
hosts = st.text("ab.:[]%/@\\-1xn₀ⅷß", max_size=12)
urls = st.builds("https://{}".format, hosts) | st.sampled_from(["https://[", "https://a:b", "https://a..b", "//a"])
amounts = st.decimals(allow_nan=True, allow_infinity=True).map(str)
forms = st.fixed_dictionaries(
    {"name": wild, "key": keys | wild, "url": urls | wild},
    optional={
        "provider": st.sampled_from(["runware", "highway", "crun"]) | wild,
        "rate": amounts | wild,
        "price_per_second": amounts | wild,
        "at_once": st.integers(-2, 70_000).map(str) | wild,
        "reason": wild,
        "currency": st.sampled_from(["EUR", "usd", "XXX"]) | wild,
    },
)
places = st.sampled_from(["new/", "currency/", "{id}/", "{id}/key/", "{id}/pause/", "{id}/resume/"])


@examples(small=80, full=1_000)
@given(place=places, form=forms)
def test_any_form(people: People, client_of: Callable[[Person], Client], place: str, form: dict[str, str]) -> None:
    found = ProviderAccount.objects.first() or account(people)
    client = client_of(people.olga)
    where = f"/settings/accounts/{place.format(id=found.pk)}"
    answer = client.post(where, {**form, "workspace": people.workspace.pk})
    assert answer.status_code in {302, 422}
    assert client.get("/settings/accounts/").status_code == 200
    for row in ProviderAccount.objects.all():
        assert is_readable(row)
        assert row.name.strip()
        assert row.url.startswith("https://")
        assert row.rate is None or row.rate > 0
        assert row.price_per_second is None or row.price_per_second > 0
        assert 1 <= row.at_once <= 1000


@pytest.mark.parametrize("wanted", ["\x00", "nosuchspace2", "½", "x" * 400])
def test_any_workspace(people: People, client_of: Callable[[Person], Client], wanted: str) -> None:
    client = client_of(people.olga)
    assert client.get("/settings/accounts/", {"w": wanted}).status_code == 404
    assert client.get("/settings/accounts/new/", {"w": wanted}).status_code == 404
    for address in ("new/", "currency/"):
        assert client.post(f"/settings/accounts/{address}", {"workspace": wanted}).status_code == 404
