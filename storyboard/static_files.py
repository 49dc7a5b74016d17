"""Static files, straight from the folders they lie in: this checkout's and those of the installed packages.

Their addresses carry the version of all of them, so that a browser keeps them and asks for none twice, and modules that
import one another need no build step. Another version in the address is a page from before or after a deploy: it gets
what is here, and keeps nothing of it.
"""

import re
from collections.abc import Iterator
from typing import Any
from wsgiref.headers import Headers

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from servestatic import ServeStaticASGI

from storyboard.speculating import MEDIA_TYPE, RULES
from storyboard.static_version import LENGTH

ROOT = "/static/"
_VERSION = re.compile(rf"^{ROOT}[0-9a-f]{{{LENGTH}}}/")


def with_static_files(application: Any) -> Any:
    """The ASGI application with static files in front."""
    if settings.STATIC_URL == ROOT:
        return _served(application, ROOT)
    changing = _served(application, ROOT)

    async def of_any_version(scope: Any, receive: Any, send: Any) -> None:
        found = _VERSION.sub(ROOT, scope["path"]) if scope["type"] == "http" else ""
        await changing(scope | {"path": found} if found in changing.files else scope, receive, send)

    return _served(of_any_version, settings.STATIC_URL, lasting=True)


def _served(application: Any, prefix: str, *, lasting: bool = False) -> ServeStaticASGI:
    served = ServeStaticASGI(
        application,
        autorefresh=settings.DEBUG,
        max_age=0,
        mimetypes={RULES: MEDIA_TYPE},
        allow_all_origins=False,
        add_headers_function=_add_headers,
        immutable_file_test=lambda _path, _url: lasting,
    )
    for folder in _folders():
        served.add_files(folder, prefix=prefix)
    return served


def _folders() -> Iterator[str]:
    for finder in get_finders():
        for storage in getattr(finder, "storages", {}).values():
            yield storage.location


def _add_headers(headers: Headers, path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
