"""How often something may be tried: counted in the cache, per process where there is no Redis."""

from django.core.cache import cache
from django.http import HttpRequest


def too_many(what: str, most: int, seconds: int) -> bool:
    """Counts one try of `what`; whether there were more than `most` within so many seconds."""
    cache.add(what, 0, seconds)
    try:
        return cache.incr(what) > most
    except ValueError:  # it ended just now
        return False


def address_of(request: HttpRequest) -> str:
    """The internet address that a request came from."""
    return str(request.META.get("REMOTE_ADDR", ""))
