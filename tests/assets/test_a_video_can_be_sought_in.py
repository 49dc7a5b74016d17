"""Ranges as RFC 9110 has them, so that Chromium, Firefox and Safari all play and seek."""

import pytest

from storyboard.assets.models import Asset
from storyboard.assets.storing import path_of
from tests.assets.conftest import BYTES
from tests.assets.serving import ask
from tests.conftest import People


def test_the_whole_file(people: People, address: str) -> None:
    answer = ask(people.rita, address)
    assert (answer.status, answer.body) == (200, BYTES)
    assert answer.headers["Content-Length"] == "1024"
    assert answer.headers["Content-Type"] == "video/mp4"
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert "Content-Range" not in answer.headers


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-", 0, 1023),  # what Chromium asks first
        ("bytes=0-1", 0, 1),  # what Safari asks first
        ("bytes=0-0", 0, 0),
        ("bytes=1000-", 1000, 1023),
        ("bytes=100-199", 100, 199),
        ("bytes=1023-1023", 1023, 1023),
        ("bytes=1000-5000", 1000, 1023),
        ("bytes=-1", 1023, 1023),
        ("bytes=-100", 924, 1023),
        ("bytes=-5000", 0, 1023),
        ("Bytes=5-6", 5, 6),
        ("bytes= 5 - 6 ", 5, 6),
    ],
)
def test_a_part_of_it(people: People, address: str, asked: str, first: int, last: int) -> None:
    answer = ask(people.rita, address, Range=asked)
    assert (answer.status, answer.body) == (206, BYTES[first : last + 1])
    assert answer.headers["Content-Range"] == f"bytes {first}-{last}/1024"
    assert answer.headers["Content-Length"] == str(last - first + 1)
    assert answer.headers["Content-Type"] == "video/mp4"


@pytest.mark.parametrize("asked", ["bytes=1024-", "bytes=1024-2000", "bytes=99999999-", "bytes=-0"])
def test_a_part_beyond_its_end(people: People, address: str, asked: str) -> None:
    answer = ask(people.rita, address, Range=asked)
    assert (answer.status, answer.body) == (416, b"")
    assert answer.headers["Content-Range"] == "bytes */1024"


@pytest.mark.parametrize(
    "asked",
    ["", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-3", "items=0-5", "bytes=0-1,5-6", "bytes=--5", "0-5"],
)
def test_what_is_no_range_gets_the_whole(people: People, address: str, asked: str) -> None:
    answer = ask(people.rita, address, Range=asked)
    assert (answer.status, answer.body) == (200, BYTES)


def test_a_file_of_several_blocks_arrives_in_order(people: People, clip: Asset, address: str) -> None:
    long = bytes(range(251)) * 4_000
    path_of(clip).write_bytes(long)
    assert ask(people.rita, address).body == long
    assert ask(people.rita, address, Range="bytes=300000-900000").body == long[300000:900001]


def test_head_tells_the_size_and_no_more(people: People, address: str) -> None:
    answer = ask(people.rita, address, "head")
    assert (answer.status, answer.body) == (200, b"")
    assert answer.headers["Content-Length"] == "1024"


def test_head_knows_no_ranges(people: People, address: str) -> None:
    # RFC 9110, 14.2: GET is the only method for which range handling is defined.
    answer = ask(people.rita, address, "head", Range="bytes=0-1")
    assert (answer.status, answer.headers["Content-Length"]) == (200, "1024")
