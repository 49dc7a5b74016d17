"""How soon a provider that calls is answered, beside an empty view that answers 204 to anybody through the same
middleware.

Run it with `python -m tests.bench.hook`. A real server on this machine is asked over one kept-alive connection, the
kinds of call in turn, so that a slow moment slows all of them.
"""

import http.client
import json
import os
import signal
import sqlite3
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import closing
from itertools import cycle
from pathlib import Path
from typing import Any

from tests.bench.edit import ROUNDS, _set_up, _timed

TARGET = 4.0
GENERATIONS = 40
KEY = "bench-runware-" + "k" * 20


def main() -> None:
    """Prints medians, the slowest of a hundred, the ratio to the empty view; then one call while nobody may write."""
    with tempfile.TemporaryDirectory(prefix="storyboard-bench-") as folder:
        os.environ.update(STORYBOARD_DATA=folder, DJANGO_SETTINGS_MODULE="storyboard.settings")
        os.environ.update(STORYBOARD_RUNWARE_KEY=KEY, STORYBOARD_PUBLIC_URL="https://bench.test")
        os.environ.update(STORYBOARD_ALLOWED_HOSTS="localhost,127.0.0.1")
        _set_up()
        _add_open_view()
        _serve_while(lambda port: _measure(_calls(port), Path(folder)))


def _serve_while(measured: Callable[[int], None]) -> None:
    """The product's own server in this thread, as long as another one measures."""
    from storyboard.server import bind, serve  # noqa: PLC0415  (the settings must be there first)

    listener = bind("127.0.0.1", 0)

    def measure() -> None:
        try:
            measured(listener.getsockname()[1])
        finally:
            os.kill(os.getpid(), signal.SIGTERM)

    thread = threading.Thread(target=measure)
    thread.start()
    serve(listener, work=False)
    thread.join()


def _add_open_view() -> None:
    from django.http import HttpRequest, HttpResponse  # noqa: PLC0415  (the settings must be there first)
    from django.urls import path  # noqa: PLC0415
    from django.views.decorators.csrf import csrf_exempt  # noqa: PLC0415

    from storyboard import urls  # noqa: PLC0415

    @csrf_exempt
    def empty(request: HttpRequest) -> HttpResponse:
        return HttpResponse(status=204)

    urls.urlpatterns.append(path("bench/open/", empty))


def _calls(port: int) -> dict[str, Callable[[], int]]:
    from storyboard.takes.hooks import token_of  # noqa: PLC0415

    rows = _generations()
    ask, turn = _caller(port), {state: cycle(found) for state, found in rows.items()}

    def call(state: str) -> int:
        row = next(turn[state])
        return ask(f"/hooks/runware/{token_of(row.pk)}/", row.client_id)

    return {
        "empty view": lambda: ask("/bench/open/", ""),
        "under way": lambda: call("running"),
        "being sent": lambda: call("submitting"),
        "done": lambda: call("done"),
    }


def _generations() -> dict[str, list[Any]]:
    """Generations in each state that a call can find one in."""
    from storyboard.projects.making import NewShot, make_project  # noqa: PLC0415
    from storyboard.studio.following import refresh_accounts  # noqa: PLC0415
    from storyboard.studio.people import first_workspace, owner_of  # noqa: PLC0415
    from storyboard.takes.models import Generation  # noqa: PLC0415
    from storyboard.takes.ordering import Wish, place_order  # noqa: PLC0415

    workspace = first_workspace()
    refresh_accounts()
    owner, found = owner_of(workspace), {}
    project = make_project(workspace, owner, "Bench", [NewShot(3, "Kite", "A kite over a tram.")])
    for state in ("running", "submitting", "done"):
        wishes = [Wish("runware/kling-3.0-4k", f"{state} {number}") for number in range(GENERATIONS)]
        found[state] = [place_order(project, owner, wish).generations.get() for wish in wishes]
        Generation.objects.filter(pk__in=[row.pk for row in found[state]]).update(state=state, due_at=None)
    return found


def _caller(port: int) -> Callable[[str, str], int]:
    """Posts as a provider does: no cookie, JSON of a finished result, one connection kept open."""
    connection = http.client.HTTPConnection("127.0.0.1", port)

    def ask(path: str, task: str) -> int:
        item = {
            "taskType": "videoInference",
            "taskUUID": task,
            "status": "success",
            "videoURL": "https://vm.runware.ai/",
        }
        connection.request("POST", path, json.dumps({"data": [item]}), {"Content-Type": "application/json"})
        response = connection.getresponse()
        response.read()
        return response.status

    return ask


def _measure(calls: dict[str, Callable[[], int]], folder: Path) -> None:
    times: dict[str, list[float]] = {name: [] for name in calls}
    for _round in range(ROUNDS):
        for name, call in calls.items():
            times[name].append(_timed(call))
    empty = statistics.median(times["empty view"][ROUNDS // 10 :])
    for name, found in times.items():
        kept = found[ROUNDS // 10 :]
        median, slow = statistics.median(kept), statistics.quantiles(kept, n=100)[98]
        print(f"{name:12} {median * 1000:6.2f} ms, p99 {slow * 1000:6.2f} ms   {median / empty:5.2f} × the empty view")
    print(f"target: a call at most {TARGET} × the empty view")
    _measure_locked(calls["under way"], folder / "storyboard.sqlite3")


def _measure_locked(call: Callable[[], int], database: Path) -> None:
    """While another program keeps everybody from writing."""
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        start = time.perf_counter()
        status = call()
        taken = time.perf_counter() - start
        other.execute("ROLLBACK")
    print(f"{'locked':12} {taken * 1000:6.0f} ms, answered with {status}; the database would be waited for 20 s")


if __name__ == "__main__":
    main()
