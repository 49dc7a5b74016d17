"""Serving media to people of the workspace, with ranges, so that video can be sought in.

The body is read in blocks by an async generator: a sync one would be read whole into memory under ASGI.
"""

import asyncio
import base64
from collections.abc import AsyncIterator
from pathlib import Path

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.http import content_disposition_header, parse_etags

from storyboard.assets.finding import Found, Stored
from storyboard.assets.ranges import Span, Unsatisfiable, asked_span, range_still_holds

BLOCK = 256 * 1024
# One picture pixel that nothing is seen of: pages show their placeholder through it.
PIXEL = base64.b64decode("R0lGODlhAQABAIAAAAAAAAAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==")
LOOK_AGAIN_SECONDS = 2


def response_for(request: HttpRequest, found: Found) -> HttpResponseBase:
    """The file, or what takes its place; told when to look again where something better is still to come."""
    response = file_response(request, found.stored) if found.stored else _nothing_yet(found)
    if found.is_picture:
        patch_vary_headers(response, ["Accept"])
    if not found.is_final:
        response["Retry-After"] = str(LOOK_AGAIN_SECONDS)
    if not found.is_final or not found.stored:
        response["Cache-Control"] = "private, no-store"
    return response


def _nothing_yet(found: Found) -> HttpResponse:
    """A pixel in place of a picture, an empty answer in place of anything else: no page breaks of it."""
    return HttpResponse(PIXEL, content_type="image/gif") if found.is_picture else HttpResponse(status=204)


def file_response(request: HttpRequest, stored: Stored) -> HttpResponseBase:
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
