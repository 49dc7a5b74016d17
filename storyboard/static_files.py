"""Static files, straight from the folders they lie in: this checkout's and those of the installed packages."""

from collections.abc import Iterator
from typing import Any
from wsgiref.headers import Headers

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from servestatic import ServeStaticASGI


def with_static_files(application: Any) -> ServeStaticASGI:
    """The application with static files in front. Names carry no hash, so browsers ask again and mostly hear 304."""
    served = ServeStaticASGI(
        application,
        autorefresh=settings.DEBUG,
        max_age=0,
        allow_all_origins=False,
        add_headers_function=_add_headers,
    )
    for folder in _folders():
        served.add_files(folder, prefix=settings.STATIC_URL)
    return served


def _folders() -> Iterator[str]:
    for finder in get_finders():
        for storage in getattr(finder, "storages", {}).values():
            yield storage.location


def _add_headers(headers: Headers, path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
