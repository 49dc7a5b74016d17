"""ETag, If-None-Match and If-Range: a file is sent again exactly when it is another one."""

import pytest

from storyboard.assets.models import Asset
from tests.assets.conftest import BYTES
from tests.assets.serving import ask
from tests.conftest import People


def etag(people: People, address: str) -> str:
    return str(ask(people.rita, address).headers["ETag"])


def test_the_tag_is_strong_and_comes_from_the_bytes(people: People, clip: Asset, address: str) -> None:
    tag = etag(people, address)
    assert tag.startswith('"')
    assert tag.endswith('"')
    assert clip.sha256.startswith(tag.strip('"'))
    assert len(tag) > 30


@pytest.mark.parametrize("known", ["{}", '"other", {}', "W/{}", "*"])
def test_what_the_browser_has_is_not_sent_again(people: People, address: str, known: str) -> None:
    tag = etag(people, address)
    answer = ask(people.rita, address, If_None_Match=known.format(tag))
    assert (answer.status, answer.body) == (304, b"")
    assert answer.headers["ETag"] == tag


def test_another_tag_gets_the_file(people: People, address: str) -> None:
    assert ask(people.rita, address, If_None_Match='"other"').body == BYTES


def test_a_part_of_the_same_file_is_a_part(people: People, address: str) -> None:
    answer = ask(people.rita, address, Range="bytes=5-9", If_Range=etag(people, address))
    assert (answer.status, answer.body) == (206, BYTES[5:10])


@pytest.mark.parametrize("known", ['"other"', "W/{}", "Wed, 21 Oct 2026 07:28:00 GMT"])
def test_a_part_of_another_file_is_the_whole_of_this_one(people: People, address: str, known: str) -> None:
    known = known.format(etag(people, address))
    answer = ask(people.rita, address, Range="bytes=5-9", If_Range=known)
    assert (answer.status, answer.body) == (200, BYTES)


def test_others_keep_nothing(people: People, address: str) -> None:
    assert ask(people.rita, address).headers["Cache-Control"] == "private, no-cache"
