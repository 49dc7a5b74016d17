"""Pages sent in parts, each before the next is worked out, as one answer and one document.

The beginning names what the browser has to ask for first, such as a video. It does so while the rest is not there yet,
and for a moment nothing is worked out that would take the processor from what it asked for.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils import translation

logger = logging.getLogger(__name__)

MOMENT = 0.15  # seconds in which a browser asks for a video and shows its first frame
PLACE = "<!-- rest -->"  # nothing that people wrote can be this: their brackets are escaped

Piece = tuple[float, Callable[[], str]]


@dataclass(frozen=True)
class Part:
    """A template, and what it has to know beyond what those before it know. It is begun after `wait` seconds."""

    template: str
    more: Callable[[], Mapping[str, Any]]
    wait: float = 0


def in_parts(
    request: HttpRequest, template: str, context: Mapping[str, Any], parts: Sequence[Part]
) -> HttpResponseBase:
    """A page whose template is rendered at once, and has PLACE where its parts belong.

    Browsers that fetch a page ahead, and scripts that fetch it anew, show no video from it: they get it whole.
    """
    beginning, _place, end = render_to_string(template, context, request).partition(PLACE)
    language, known = translation.get_language() or "", dict(context)
    rest = [(part.wait, partial(_rendered, request, language, known, part)) for part in parts]
    if not _is_shown_as_it_comes(request):
        return HttpResponse(beginning + "".join(render() for _wait, render in rest) + end)
    pieces = _sent(beginning, rest, end)
    return StreamingHttpResponse(pieces, headers={"X-Accel-Buffering": "no"})  # nginx would hold them together


def _is_shown_as_it_comes(request: HttpRequest) -> bool:
    is_for_now = "HX-Request" not in request.headers and "Sec-Purpose" not in request.headers
    return is_for_now and isinstance(request, ASGIRequest)


def _rendered(request: HttpRequest, language: str, known: dict[str, Any], part: Part) -> str:
    with translation.override(language):
        known.update(part.more())
        return render_to_string(part.template, known, request)


async def _sent(beginning: str, rest: Sequence[Piece], end: str) -> AsyncIterator[str]:
    """One piece after the other. Where one raises it is too late for another status: the page says so, and ends."""
    yield beginning
    for wait, render in rest:
        await asyncio.sleep(wait)
        try:
            piece = await sync_to_async(render)()
        except Exception:
            logger.exception("A part of a page could not be worked out.")
            yield await sync_to_async(render_to_string)("layout/rest_missing.html")
            break
        yield piece
    yield end
