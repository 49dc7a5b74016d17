"""Addresses that providers call. Nobody is signed in there: the token in the address is all there is."""

import logging
from collections.abc import Iterator

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from storyboard.database import impatient
from storyboard.takes.bounding import MOST_MESSAGE_BYTES
from storyboard.takes.hooks import count_wrong, generation_of, wake
from storyboard.takes.models import Generation
from storyboard.takes.receiving import TooLong, receive

logger = logging.getLogger(__name__)

BLOCK = 256 * 1024
PATIENCE_SECONDS = 0.5


@csrf_exempt
@require_POST
def hook(request: HttpRequest, provider: str, token: str) -> HttpResponse:
    """A provider says that something happened. It wants to hear 200, and soon."""
    generation = _generation(request, provider, token)
    if generation is None:
        return _too_often()
    return _plain("ok") if _woken(generation, request.read(MOST_MESSAGE_BYTES)) else _plain("busy, call again", 503)


@csrf_exempt
@require_http_methods(["PUT"])
def hook_file(request: HttpRequest, provider: str, token: str) -> HttpResponse:
    """A provider puts the file of its result here. One that nobody waits for is thankfully dropped."""
    generation = _generation(request, provider, token)
    if generation is None:
        return _too_often()
    try:
        if receive(generation, _blocks(request)):
            _woken(generation, b"")  # the file is here, and is found by the next question
    except TooLong:
        return _plain("too large", 413)
    return _plain("ok")


def _woken(generation: Generation, body: bytes) -> bool:
    """False where the database is kept from writing: the caller is not kept waiting for it."""
    try:
        with impatient(PATIENCE_SECONDS):
            wake(generation, body)
    except OperationalError as error:
        logger.warning("A call about %s came while the database could not be written: %s", generation.pk, error)
        return False
    return True


def _blocks(request: HttpRequest) -> Iterator[bytes]:
    while block := request.read(BLOCK):
        yield block


def _generation(request: HttpRequest, provider: str, token: str) -> Generation | None:
    """The generation of an address. Raises Http404 for a wrong one; None where one caller guesses too often."""
    found = generation_of(provider, token)
    if found is None and not count_wrong(request.META.get("REMOTE_ADDR", "")):
        raise Http404
    return found


def _too_often() -> HttpResponse:
    return _plain("too many", 429)


def _plain(text: str, status: int = 200) -> HttpResponse:
    return HttpResponse(text + "\n", status=status, content_type="text/plain")
