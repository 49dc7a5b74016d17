"""Serving media to people of the workspace, with ranges, so that video can be sought in.

The body is read in blocks by an async generator: a sync one would be read whole into memory under ASGI.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header, parse_etags
from django.utils.translation import gettext as _

from storyboard.assets.models import Asset
from storyboard.assets.ranges import Span, Unsatisfiable, asked_span, range_still_holds
from storyboard.assets.storing import path_of
from storyboard.studio.models import Person

BLOCK = 256 * 1024
ORIGINAL = "original"
RENDITIONS = ("thumb", "poster")
STAND_IN = Path(settings.BASE_DIR) / "static/img/not-fetched.svg"


@dataclass(frozen=True)
class Stored:
    """A file in storage, ready to be served."""

    path: Path
    media_type: str
    etag: str
    name: str


def stored_for(person: Person, asset_id: str, rendition: str) -> Stored:
    """The file behind an address, if the person is in its workspace. Raises Http404."""
    asset = Asset.objects.filter(workspace__memberships__person=person, pk=asset_id).first()
    if asset is None or rendition not in (ORIGINAL, *RENDITIONS):
        raise Http404(_("There is no such file, or it is in a workspace you are not in."))
    if not asset.file:
        return _not_fetched(rendition)
    made = asset.renditions.filter(name=rendition).first()
    if made is None and rendition != ORIGINAL and not asset.media_type.startswith("image/"):
        raise Http404(_("This picture is still being made."))
    source = made or asset  # a picture whose thumbnail is still being made stands in for it
    path = path_of(source)
    if not path.is_file():
        raise Http404(_("The file is missing from the server’s storage. Ask the person who runs this server."))
    return Stored(path, source.media_type, f'"{path.stem[:32]}"', asset.name or path.name)


def _not_fetched(rendition: str) -> Stored:
    """The drawing that stands for a picture until it is fetched. Raises Http404 for the original."""
    if rendition == ORIGINAL:
        raise Http404(_("This file is not fetched yet. Open it in the library and press Retry."))
    return Stored(STAND_IN, "image/svg+xml", '"not-fetched"', STAND_IN.name)


def response_for(request: HttpRequest, stored: Stored) -> HttpResponseBase:
    """200, 206, 304 or 416, as the request's headers ask."""
    size = stored.path.stat().st_size
    if _has_it(request.headers.get("If-None-Match", ""), stored.etag):
        return _with_headers(HttpResponse(status=304), stored)
    span = None
    if request.method == "GET" and range_still_holds(request.headers.get("If-Range", ""), stored.etag):
        try:
            span = asked_span(request.headers.get("Range", ""), size)
        except Unsatisfiable:
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}", "Accept-Ranges": "bytes"})
    return _with_headers(_body(request, stored, span or Span(0, size - 1, size), 206 if span else 200), stored)


def _has_it(if_none_match: str, etag: str) -> bool:
    """Whether an If-None-Match header names the file. Source: RFC 9110, section 13.1.2 (weak comparison)."""
    tags = {tag.removeprefix("W/") for tag in parse_etags(if_none_match)}
    return bool(tags & {etag, "*"})


def _body(request: HttpRequest, stored: Stored, span: Span, status: int) -> HttpResponseBase:
    headers = {"Content-Length": str(span.length), "Content-Type": stored.media_type}
    if status == 206:
        headers["Content-Range"] = span.content_range
    if request.method == "HEAD":
        return HttpResponse(status=status, headers=headers)
    return StreamingHttpResponse(_blocks(stored.path, span), status=status, headers=headers)


def _with_headers(response: HttpResponseBase, stored: Stored) -> HttpResponseBase:
    response["ETag"] = stored.etag
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "private, no-cache"
    response["Content-Disposition"] = content_disposition_header(False, stored.name) or "inline"
    return response


async def _blocks(path: Path, span: Span) -> AsyncIterator[bytes]:
    with await asyncio.to_thread(path.open, "rb") as file:
        file.seek(span.first)
        left = span.length
        while left > 0:
            block = await asyncio.to_thread(file.read, min(BLOCK, left))
            if not block:
                return
            left -= len(block)
            yield block
