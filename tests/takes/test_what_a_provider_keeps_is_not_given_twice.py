"""Files and elements that a provider keeps are used by their id until they expire or are said to be gone."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from storyboard.providers.element_ids import element_id_at
from storyboard.studio.models import ProviderAccount
from storyboard.takes.models import KeptElement, KeptKind, KeptMedia
from storyboard.takes.remembering import forget, provider_element, recall, remember, remember_element, touch
from tests.conftest import People, examples
from tests.elements.making import element
from tests.studio.accounts import account

pytestmark = pytest.mark.both
START = datetime(2026, 1, 1, 12, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
SHA, OTHER = "a" * 64, "b" * 64
IMAGE, VIDEO = KeptKind.IMAGE, KeptKind.VIDEO


@pytest.fixture
def runware(people: People) -> ProviderAccount:
    return account(people)


@pytest.fixture
def crun(people: People) -> ProviderAccount:
    return account(people, "crun")


def test_what_was_given_once_is_known_by_its_bytes(runware: ProviderAccount) -> None:
    assert recall(runware, SHA, START) is None
    remember(runware, SHA, IMAGE, "uuid-1", START)
    assert recall(runware, SHA, START) == "uuid-1"
    assert recall(runware, OTHER, START) is None


def test_every_account_remembers_for_itself(runware: ProviderAccount, people: People) -> None:
    remember(runware, SHA, IMAGE, "uuid-1", START)
    second = account(people, name="Second")
    assert recall(second, SHA, START) is None
    remember(second, SHA, IMAGE, "uuid-2", START)
    forget(second, "uuid-1")
    assert (recall(runware, SHA, START), recall(second, SHA, START)) == ("uuid-1", "uuid-2")


def test_a_picture_at_runware_lives_on_while_it_is_used(runware: ProviderAccount) -> None:
    remember(runware, SHA, IMAGE, "uuid-1", START)
    assert recall(runware, SHA, START + 29 * DAY - HOUR) == "uuid-1"
    assert recall(runware, SHA, START + 29 * DAY) is None
    touch(runware, "uuid-1", START + 28 * DAY)
    assert recall(runware, SHA, START + 57 * DAY - HOUR) == "uuid-1"
    assert recall(runware, SHA, START + 57 * DAY) is None


def test_a_use_told_late_shortens_nothing(runware: ProviderAccount) -> None:
    remember(runware, SHA, IMAGE, "uuid-1", START)
    touch(runware, "uuid-1", START + 10 * DAY)
    touch(runware, "uuid-1", START + 5 * DAY)
    assert recall(runware, SHA, START + 39 * DAY - HOUR) == "uuid-1"


def test_what_has_expired_is_not_brought_back_by_a_use(runware: ProviderAccount) -> None:
    remember(runware, SHA, IMAGE, "uuid-1", START)
    touch(runware, "uuid-1", START + 30 * DAY)
    assert recall(runware, SHA, START + 30 * DAY) is None


def test_a_file_of_unknown_life_is_used_for_a_day_however_often(
    crun: ProviderAccount, runware: ProviderAccount
) -> None:
    remember(crun, SHA, IMAGE, "https://files.example/1.png", START)
    remember(runware, SHA, VIDEO, "uuid-1", START)
    touch(crun, "https://files.example/1.png", START + 23 * HOUR)
    touch(runware, "uuid-1", START + 23 * HOUR)
    for kept in (crun, runware):
        assert recall(kept, SHA, START + 24 * HOUR - timedelta(seconds=1))
        assert recall(kept, SHA, START + 24 * HOUR) is None
    assert KeptMedia.objects.get(account=crun).last_used_at == START + 23 * HOUR


def test_a_provider_that_keeps_nothing_has_nothing_to_remember(people: People) -> None:
    with pytest.raises(KeyError):
        remember(account(people, "highway"), SHA, IMAGE, "x", START)


def test_what_is_gone_there_is_forgotten_and_given_anew(runware: ProviderAccount) -> None:
    remember(runware, SHA, IMAGE, "uuid-1", START)
    forget(runware, "uuid-1")
    assert recall(runware, SHA, START) is None
    remember(runware, SHA, IMAGE, "uuid-2", START)
    forget(runware, "uuid-1")
    touch(runware, "uuid-1", START + DAY)
    assert recall(runware, SHA, START) == "uuid-2"


def test_what_has_expired_is_swept_away(runware: ProviderAccount) -> None:
    remember(runware, SHA, IMAGE, "uuid-1", START)
    remember(runware, OTHER, IMAGE, "uuid-2", START + 40 * DAY)
    assert [row.reference for row in KeptMedia.objects.all()] == ["uuid-2"]


@pytest.mark.django_db(transaction=True)
def test_two_workers_that_gave_the_same_leave_one_row(runware: ProviderAccount, people: People) -> None:
    guide = element(people.lino, people.workspace, "Guide")
    remember(runware, OTHER, IMAGE, "expired", START - 40 * DAY)

    def worker(number: int) -> None:
        try:
            remember(runware, SHA, IMAGE, f"uuid-{number}", START)
            remember_element(runware, guide.pk, 1, START + number * HOUR)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(worker, range(12)))
    (kept,) = KeptMedia.objects.all()
    assert recall(runware, SHA, START) == kept.reference
    assert KeptElement.objects.count() == 1


ACTS = st.lists(
    st.tuples(st.sampled_from(["recall", "upload", "use", "gone"]), st.integers(0, 1), st.integers(0, 20 * 24)),
    max_size=15,
)


@examples(40, 2_000)
@given(acts=ACTS)
def test_no_reference_is_used_that_the_provider_has_deleted(
    runware: ProviderAccount, acts: list[tuple[str, int, int]]
) -> None:
    """Beside a provider that deletes 30 days after the last use, and may lose a file at any time and say so."""
    KeptMedia.objects.all().delete()
    there: dict[str, datetime] = {}
    now = START
    for number, (act, which, hours) in enumerate(acts):
        now += hours * HOUR
        sha256 = (SHA, OTHER)[which]
        known = recall(runware, sha256, now)
        assert known is None or now < there[known] + 30 * DAY
        if act == "upload":
            remember(runware, sha256, IMAGE, f"uuid-{number}", now)
            there[f"uuid-{number}"] = now
        elif act == "use" and known:
            touch(runware, known, now)
            there[known] = now
        elif act == "gone" and known:
            del there[known]
            forget(runware, known)
    assert set(KeptMedia.objects.values_list("reference", flat=True)) <= set(there)


def test_an_element_is_sent_whole_until_an_order_with_it_was_accepted(runware: ProviderAccount, people: People) -> None:
    guide = element(people.lino, people.workspace, "Guide")
    name = element_id_at(runware.pk, guide.pk, 1)
    assert provider_element(runware, guide.pk, 1) == (name, False)
    remember_element(runware, guide.pk, 1, START)
    remember_element(runware, guide.pk, 1, START + DAY)
    assert provider_element(runware, guide.pk, 1) == (name, True)
    assert KeptElement.objects.get().accepted_at == START


def test_another_face_or_another_account_is_sent_whole_again(runware: ProviderAccount, people: People) -> None:
    guide = element(people.lino, people.workspace, "Guide")
    remember_element(runware, guide.pk, 1, START)
    seen = {provider_element(runware, guide.pk, 1)[0]}
    for there, revision in ((runware, 2), (account(people, name="Second"), 1)):
        name, suffices = provider_element(there, guide.pk, revision)
        assert not suffices
        assert name not in seen
        seen.add(name)


def test_an_element_that_is_gone_there_is_sent_whole_again(runware: ProviderAccount, people: People) -> None:
    guide = element(people.lino, people.workspace, "Guide")
    remember_element(runware, guide.pk, 1, START)
    forget(runware, provider_element(runware, guide.pk, 1)[0])
    assert provider_element(runware, guide.pk, 1)[1] is False


@pytest.mark.parametrize("count", [1, 30])
def test_to_recall_is_one_query_however_much_is_kept(
    runware: ProviderAccount, django_assert_num_queries: Callable[..., object], count: int
) -> None:
    for number in range(count):
        remember(runware, f"{number:064d}", IMAGE, f"uuid-{number}", START)
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        assert recall(runware, f"{0:064d}", START) == "uuid-0"
