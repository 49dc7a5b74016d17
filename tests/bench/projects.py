"""The page of projects beside an empty view that answers 204: search, filters, orders, deep pages; small and large.

Run it with `python -m tests.bench.projects`. Each size is a workspace of its own in one database; a real server is
asked over one connection that is kept, the kinds of request in turn. Set STORYBOARD_DATABASE_URL for PostgreSQL.
"""

import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from tests.bench.edit import _browser, _serving, _set_up, _timed

TARGET = 2.0  # what twenty times as many projects may cost
SMALL, LARGE = 500, 10_000
PLACES = ("harbour", "orchard", "tower", "bridge", "dune", "station", "glacier", "market")
THINGS = ("lantern", "kite", "tram", "mask", "globe", "beast", "gate", "keeper", "courier", "pilot", "clock")
TAGS = ("night", "sea", "caravan", "indigo", "winter", "hero", "crowd")
# `deep`: the page after the project in the middle.
SEARCHES: dict[str, dict[str, str]] = {
    "all": {},
    "all, deep": {"deep": "on"},
    "by title": {"sort": "title"},
    "by title, deep": {"sort": "title", "deep": "on"},
    "by length, deep": {"sort": "length", "deep": "on"},
    "a rare word": {"q": "no00421"},
    "a frequent word": {"q": "lan"},
    "a frequent word, by title, deep": {"q": "lan", "sort": "title", "deep": "on"},
    "two words": {"q": "kite har"},
    "a word never found": {"q": "zzz"},
    "a tag": {"tag": "sea"},
    "a rare tag": {"tag": "rare"},
    "running, which is rare": {"state": "working"},
    "to review, which is frequent": {"state": "review"},
    "needing somebody": {"state": "attention"},
    "no takes": {"state": "none"},
    "the archive": {"state": "archived"},
    "a person": {"person": "{person}"},
    "a word, a tag and a state": {"q": "lan", "tag": "night", "state": "review"},
}


def main() -> None:
    """Prints medians, their ratios to the empty view, and how many queries each answer took."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory(prefix="storyboard-bench-") as folder:
        os.environ.update(STORYBOARD_DATA=folder, DJANGO_SETTINGS_MODULE="storyboard.settings")
        _set_up()
        from storyboard.studio.people import found_workspace, owner_of  # noqa: PLC0415

        owner = owner_of(found_workspace("Bench", "bench"))
        spaces = {size: fill(owner, size) for size in (SMALL, LARGE)}
        with _serving() as port:
            _measure(_browser(port, owner), asks_of(spaces, owner), rounds)
        _queries(owner, spaces)


def fill(owner: Any, size: int) -> str:
    """A workspace with so many projects, and takes of four in five of them; returns its id."""
    from storyboard.studio.people import found_workspace  # noqa: PLC0415
    from tests.projects.many import many  # noqa: PLC0415

    workspace = found_workspace(f"Projects of {size}", owner.name)
    projects = many(workspace, size, _title, _tags, lambda _number: owner)
    _take(projects)
    return str(workspace.pk)


def _title(number: int) -> str:
    return f"{THINGS[number % 11].title()} of the {PLACES[number * 7 % 8]} no{number:05}"


def _tags(number: int) -> list[str]:
    rare = ["rare"] if number % 400 == 0 else []
    return sorted({TAGS[number % 7], TAGS[number // 3 % 7], *rare})


def _take(projects: list[Any]) -> None:
    """Three takes of most: ready, some approved; every 500th project has one that runs, every 300th one that failed."""
    from storyboard.takes.models import Generation, Order, Take  # noqa: PLC0415

    with_takes = [(number, project) for number, project in enumerate(projects) if number % 5]
    orders = [Order(project=one, model="x", board_version=1, token=f"{one.pk}") for _number, one in with_takes]
    Order.objects.bulk_create(orders, batch_size=1000)
    made = [
        Generation(order=order, project=order.project, model="x", spec={}, shots=[], state="done") for order in orders
    ]
    Generation.objects.bulk_create(made, batch_size=1000)
    takes = [
        Take(project=project, generation=generation, number=take, **_state_of(number, take))
        for (number, project), generation in zip(with_takes, made, strict=True)
        for take in (1, 2, 3)
    ]
    Take.objects.bulk_create(takes, batch_size=2000)
    for _number, project in with_takes:
        project.last_take = 3
    type(projects[0]).objects.bulk_update([one for _number, one in with_takes], ["last_take"], batch_size=500)
    type(projects[0]).objects.filter(pk__in=[one.pk for one in projects[::5]]).update(last_take=0)
    type(projects[0]).objects.filter(pk__in=[one.pk for one in projects[::20]]).update(archived_at="2026-01-01T00:00Z")


def _state_of(number: int, take: int) -> dict[str, str]:
    if take == 3 and number % 500 == 1:
        return {"state": "running"}
    if take == 3 and number % 300 == 1:
        return {"state": "failed"}
    return {"state": "ready", "verdict": "approved" if (number + take) % 4 else "none"}


def address_of(workspace: str, search: dict[str, str], owner: Any) -> str:
    """The address of a search in a workspace."""
    from django.http import QueryDict  # noqa: PLC0415

    from storyboard.projects.finding import _found, place_of, wanted_from  # noqa: PLC0415

    asked = {name: value.format(person=owner.pk) for name, value in search.items() if name != "deep"}
    if "deep" in search:
        wanted = wanted_from(QueryDict(urlencode(asked)))
        found = _found(workspace, wanted).order_by(*wanted.order)
        asked["after"] = place_of(found[found.count() // 2], wanted)
    return f"/?{urlencode({'w': workspace, **asked})}"


def asks_of(spaces: dict[int, str], owner: Any) -> dict[str, str]:
    """The addresses by what they ask for."""
    asks = {}
    for label, search in SEARCHES.items():
        for size, workspace in spaces.items():
            asks[f"{label}, {size} projects"] = address_of(workspace, search, owner)
    for size, workspace in spaces.items():
        asks[f"counts, {size} projects"] = f"/projects/counts/?w={workspace}"
        asks[f"counts of a word, {size} projects"] = f"/projects/counts/?w={workspace}&q=lan"
    return asks


def _measure(ask: Callable[..., int], addresses: dict[str, str], rounds: int) -> None:
    asks: dict[str, Callable[[], int]] = {"empty view": lambda: ask("GET", "/bench/")}
    asks |= {name: lambda address=address: ask("GET", address) for name, address in addresses.items()}  # type: ignore[misc]
    times: dict[str, list[float]] = {name: [] for name in asks}
    for _round in range(rounds):
        for name, one in asks.items():
            times[name].append(_timed(one))
    medians = {name: statistics.median(found[rounds // 10 :]) for name, found in times.items()}
    for name, median in medians.items():
        print(f"{name:52} {median * 1000:7.2f} ms   {median / medians['empty view']:5.2f} × the empty view")
    pairs = [(name, name.replace(f"{LARGE} ", f"{SMALL} ")) for name in medians if f"{LARGE} " in name]
    ratios = [medians[large] / medians[small] for large, small in pairs]
    print(f"{LARGE} beside {SMALL} projects: median {statistics.median(ratios):.2f} ×, highest {max(ratios):.2f} ×")
    print(f"target: at most {TARGET:g} ×")


def _queries(owner: Any, spaces: dict[int, str]) -> None:
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    client = Client(headers={"host": "localhost", "hx-request": "true"})
    client.force_login(owner)
    for label, search in SEARCHES.items():
        counts = []
        for workspace in spaces.values():
            address = address_of(workspace, search, owner)
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            counts.append(len(captured))
        print(f"queries, {label}: {counts[0]} among {SMALL}, {counts[1]} among {LARGE}")


if __name__ == "__main__":
    main()
