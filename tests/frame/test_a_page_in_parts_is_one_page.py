"""A page in parts: each goes out before the next is worked out, and all of them are the page."""

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import AsyncRequestFactory, RequestFactory
from django.utils import translation

from storyboard.page_parts import PLACE, Part, in_parts

WAIT = 0.05  # seconds
WRITTEN = "a&lt;!-- rest --&gt;"
PIECES = [f"<main>{WRITTEN}", f"{WRITTEN} b en", f"{WRITTEN} b c en", "</main>"]


@pytest.fixture(autouse=True)
def _templates(tmp_path: Path, settings: LazySettings) -> None:
    (tmp_path / "whole.html").write_text(f"<main>{{{{ name }}}}{PLACE}</main>")
    said = "{{ name }} {{ said }} {% if more %}{{ more }} {% endif %}{{ code }}"
    (tmp_path / "part.html").write_text("{% load i18n %}{% get_current_language as code %}" + said)
    engine: dict[str, Any] = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**engine, "DIRS": [tmp_path, *engine["DIRS"]]}]


def page(request: HttpRequest, said: object = "c") -> HttpResponseBase:
    def more() -> dict[str, object]:
        if isinstance(said, Exception):
            raise said
        return {"more": said}

    parts = [Part("part.html", lambda: {"said": "b"}), Part("part.html", more, WAIT)]
    return in_parts(request, "whole.html", {"name": "a<!-- rest -->"}, parts)


def sent(response: HttpResponseBase) -> tuple[list[float], list[str]]:
    """The seconds after which each piece came, and the pieces."""
    assert isinstance(response, StreamingHttpResponse)

    async def pieces() -> tuple[list[float], list[str]]:
        times, found, begun = [], [], time.monotonic()
        async for piece in response:
            times.append(time.monotonic() - begun)
            found.append(piece.decode())
        return times, found

    return asyncio.run(pieces())


def test_what_was_worked_out_is_sent_before_the_next_is_begun(async_rf: AsyncRequestFactory) -> None:
    response = page(async_rf.get("/"))
    assert response["X-Accel-Buffering"] == "no"
    times, pieces = sent(response)
    assert pieces == PIECES
    assert times[2] - times[1] >= WAIT


@pytest.mark.parametrize("header", ["HX-Request", "Sec-Purpose"])
def test_whoever_shows_no_video_gets_it_whole(async_rf: AsyncRequestFactory, header: str) -> None:
    response = page(async_rf.get("/", headers={header: "prefetch"}))
    assert isinstance(response, HttpResponse)
    assert response.text == "".join(PIECES)


def test_where_nothing_can_be_sent_as_it_comes_it_is_whole(rf: RequestFactory) -> None:
    response = page(rf.get("/"))
    assert isinstance(response, HttpResponse)
    assert response.text == "".join(PIECES)


def test_every_part_is_in_the_language_of_the_beginning(async_rf: AsyncRequestFactory) -> None:
    with translation.override("de"):
        response = page(async_rf.get("/"))
    assert [piece[-2:] for piece in sent(response)[1][1:3]] == ["de", "de"]


def test_a_part_that_fails_says_so_and_ends_the_page(
    async_rf: AsyncRequestFactory, caplog: pytest.LogCaptureFixture
) -> None:
    pieces = sent(page(async_rf.get("/"), ValueError("broken")))[1]
    assert pieces[:2] == PIECES[:2]
    assert 'role="alert"' in pieces[2]
    assert pieces[3] == "</main>"
    assert "broken" in caplog.text


def test_of_a_page_that_comes_whole_a_failure_is_one_of_all(rf: RequestFactory) -> None:
    with pytest.raises(ValueError, match="broken"):
        page(rf.get("/"), ValueError("broken"))
