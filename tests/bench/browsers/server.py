"""The real server of the browsers bench, with one address more: `GET /bench/event/` records an event.

Run: `python -m tests.bench.browsers.server PROJECT TAKE`; prints its port. The answer is when the event was committed,
in seconds since 1970.
"""

import itertools
import sys
import time

import django
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path


def main(project: str, take: str) -> None:
    """Serves until it is ended."""
    django.setup()
    from storyboard import urls  # noqa: PLC0415  (the apps must be loaded first)
    from storyboard.live.sending import Fragment, record  # noqa: PLC0415
    from storyboard.server import bind, serve  # noqa: PLC0415

    versions = itertools.count(2)

    def event(request: HttpRequest) -> HttpResponse:
        committed: list[float] = []
        with transaction.atomic():
            transaction.on_commit(lambda: committed.append(time.time()))
            record(project, [Fragment("take", take, next(versions))])
        return HttpResponse(str(committed[0]))

    urls.urlpatterns.append(path("bench/event/", event))
    listener = bind("127.0.0.1", 0)
    print(listener.getsockname()[1], flush=True)
    serve(listener, work=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
