"""`asked_span` against a second reading of RFC 9110, section 14.1.2, that counts bytes one by one."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyboard.assets.ranges import Span, Unsatisfiable, asked_span

sizes = st.integers(0, 40)
ends = st.integers(0, 45)


def expect(header: str, size: int, wanted: list[int]) -> None:
    """The header asks for exactly those bytes; for none of them it cannot be satisfied."""
    if not wanted:
        with pytest.raises(Unsatisfiable):
            asked_span(header, size)
        return
    span = asked_span(header, size)
    assert span is not None
    assert [*range(span.first, span.last + 1)] == wanted
    assert span.length == len(wanted)


@given(ends, ends, sizes)
def test_from_one_byte_to_another(first: int, last: int, size: int) -> None:
    header = f"bytes={first}-{last}"
    if last < first:
        assert asked_span(header, size) is None
    else:
        expect(header, size, [byte for byte in range(size) if first <= byte <= last])


@given(ends, sizes)
def test_from_one_byte_on(first: int, size: int) -> None:
    expect(f"bytes={first}-", size, [byte for byte in range(size) if byte >= first])


@given(ends, sizes)
def test_the_last_bytes(count: int, size: int) -> None:
    expect(f"bytes=-{count}", size, [*range(size)][-count:] if count else [])


@given(st.text(st.sampled_from("bytes=-0123456789, ٣x"), max_size=20) | st.text(max_size=20), sizes)
def test_any_text_at_all_gives_a_span_of_the_file_or_none(header: str, size: int) -> None:
    with contextlib.suppress(Unsatisfiable):
        span = asked_span(header, size)
        assert span is None or 0 <= span.first <= span.last < size == span.size


def test_the_span_is_told_as_the_standard_has_it() -> None:
    assert Span(5, 9, 20).content_range == "bytes 5-9/20"
