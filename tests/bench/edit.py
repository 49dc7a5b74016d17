"""An edit's server time beside an empty view that answers 204 to a signed-in person through the same middleware.

Run it with `python -m tests.bench.edit`. A real server on this machine is asked over one kept-alive connection, the
kinds of request in turn, so that a slow moment slows all of them.
"""

import http.client
import os
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

ROUNDS = 400
TARGET = 4.0


def main() -> None:
    """Prints medians and their ratios: the strip, and apart from it the problems."""
    with tempfile.TemporaryDirectory(prefix="storyboard-bench-") as folder:
        os.environ.update(STORYBOARD_DATA=folder, DJANGO_SETTINGS_MODULE="storyboard.settings")
        _set_up()
        with _serving() as port:
            _measure(_asks(port))


def _set_up() -> None:
    import django  # noqa: PLC0415  (the data folder must be set first)

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)


@contextmanager
def _serving() -> Iterator[int]:
    import uvicorn  # noqa: PLC0415

    from storyboard.server import bind  # noqa: PLC0415

    _add_empty_view()
    listener = bind("127.0.0.1", 0)
    config = uvicorn.Config("storyboard.asgi:application", lifespan="off", log_config=None, access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield listener.getsockname()[1]
    server.should_exit = True
    thread.join()


def _add_empty_view() -> None:
    from django.http import HttpRequest, HttpResponse  # noqa: PLC0415
    from django.urls import path  # noqa: PLC0415

    from storyboard import urls  # noqa: PLC0415
    from storyboard.http import login_required  # noqa: PLC0415

    @login_required
    def empty(request: HttpRequest) -> HttpResponse:
        return HttpResponse(status=204)

    urls.urlpatterns.append(path("bench/", empty))


def _measure(asks: dict[str, Callable[[], int]]) -> None:
    times: dict[str, list[float]] = {name: [] for name in asks}
    for _round in range(ROUNDS):
        for name, ask in asks.items():
            times[name].append(_timed(ask))
    medians = {name: statistics.median(found[ROUNDS // 10 :]) for name, found in times.items()}
    empty = medians["empty view"]
    for name, median in medians.items():
        print(f"{name:12} {median * 1000:7.2f} ms   {median / empty:5.2f} × the empty view")
    print(f"target: an edit at most {TARGET} × the empty view")


def _timed(ask: Callable[[], int]) -> float:
    start = time.perf_counter()
    status = ask()
    taken = time.perf_counter() - start
    assert status in (200, 204), status
    return taken


def _asks(port: int) -> dict[str, Callable[[], int]]:
    from storyboard.projects.demo import make_demo  # noqa: PLC0415
    from storyboard.studio.people import first_workspace, owner_of  # noqa: PLC0415

    workspace = first_workspace()
    project = make_demo(workspace, owner_of(workspace))
    shot, ticks = project.shots.earliest("position").pk, iter(range(10**9))
    ask = _browser(port, owner_of(workspace))

    def edit(**fields: str) -> int:
        return ask("POST", f"/projects/{project.pk}/edit/", {"version": "999999", "shot": shot, **fields})

    return {
        "empty view": lambda: ask("GET", "/bench/"),
        "prompt": lambda: edit(operation="write", field="prompt", value=f"Rain, take {next(ticks)}."),
        "seconds": lambda: edit(operation="seconds", seconds=str(2 + next(ticks) % 3)),
        "move": lambda: edit(operation="move", position=str(next(ticks) % 3)),
        "problems": lambda: ask("GET", f"/projects/{project.pk}/order/"),
    }


def _browser(port: int, person: Any) -> Callable[..., int]:
    """Asks as a signed-in browser does: with its session, its CSRF token and one connection kept open."""
    from django.test import Client  # noqa: PLC0415

    client = Client(headers={"host": "localhost"})
    client.force_login(person)
    token = "b" * 32
    cookies = f"sessionid={client.cookies['sessionid'].value}; csrftoken={token}"
    connection = http.client.HTTPConnection("127.0.0.1", port)
    headers = {"Cookie": cookies, "X-CSRFToken": token, "HX-Request": "true"}

    def ask(method: str, path: str, fields: dict[str, str] | None = None) -> int:
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if fields else {}
        connection.request(method, path, urlencode(fields) if fields else None, {**headers, **kind})
        response = connection.getresponse()
        response.read()
        return response.status

    return ask


if __name__ == "__main__":
    main()
