"""Search and paging in both libraries, elements and media, beside an empty view that answers 204; small and large.

Run it with `python -m tests.bench.library`. Each size is a workspace of its own in one database; a real server is asked
over one kept-alive connection, the kinds of request in turn. Set STORYBOARD_DATABASE_URL for PostgreSQL.
"""

import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from tests.bench.edit import _browser, _serving, _set_up, _timed

TARGET = 3.0
SMALL, LARGE = 500, 10_000
ASSETS_EACH = 10
KINDS = ("picture", "picture", "picture", "picture", "picture", "picture", "clip", "clip", "voice", "picture")
PLACES = ("harbour", "orchard", "tower", "bridge", "dune", "station", "glacier", "market")
THINGS = ("lantern", "kite", "tram", "mask", "globe", "beast", "gate", "keeper", "courier", "pilot", "clock")
TAGS = ("night", "sea", "caravan", "indigo", "winter", "hero", "crowd")
SEARCHES = {
    "a rare word": "q=no0421",
    "a frequent word": "q=lan",
    "two words": "q=kite%20har",
    "a word never found": "q=zzz",
    "a frequent and a rare": "q=lantern%20no0",
    "a tag": "tag=sea",
    "a word and a kind": "kind=prop&q=lan",
    "all": "",
}
# `deep`: the page after the asset in the middle.
MEDIA_SEARCHES = {
    "media, all": "/assets/?",
    "media, all, deep": "/assets/?after={middle}&",
    "media, clips": "/assets/?kind=clip&",
    "media, a rare word": "/assets/?q=n0042100&",
    "media, a frequent word": "/assets/?q=lan&",
    "media, a frequent word, deep": "/assets/?q=lan&after={middle}&",
    "media, two words": "/assets/?q=kite%20har&",
    "media, a word never found": "/assets/?q=zzz&",
    "media page": "/library/?",
    "media page, a word": "/library/?q=lan&",
    "counts of media": "/library/counts/?",
    "counts of media, a word": "/library/counts/?q=lan&",
}


def main() -> None:
    """Prints medians, their ratios to the empty view, and how many queries each answer took."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 150
    with tempfile.TemporaryDirectory(prefix="storyboard-bench-") as folder:
        os.environ.update(STORYBOARD_DATA=folder, DJANGO_SETTINGS_MODULE="storyboard.settings")
        _set_up()
        from storyboard.studio.people import found_workspace, owner_of  # noqa: PLC0415

        owner = owner_of(found_workspace("Bench", "bench"))
        spaces = {size: fill(owner, size) for size in (SMALL, LARGE)}
        with _serving() as port:
            _measure(_browser(port, owner), spaces, rounds)
        _queries(owner, spaces)


def fill(owner: Any, size: int) -> str:
    """A workspace with so many elements and ten times as many assets; returns its id."""
    from storyboard.assets.models import Asset  # noqa: PLC0415
    from storyboard.assets.storing import index_words  # noqa: PLC0415
    from storyboard.elements.models import Element, ElementTag, ElementWord  # noqa: PLC0415
    from storyboard.studio.people import found_workspace  # noqa: PLC0415

    workspace = found_workspace(f"Library of {size}", owner.name)
    assets = [asset(workspace, number, size) for number in range(size * ASSETS_EACH)]
    Asset.objects.bulk_create(assets, batch_size=2000)
    index_words(assets)
    elements = [element(workspace, number, assets[number * ASSETS_EACH]) for number in range(size)]
    Element.objects.bulk_create(elements, batch_size=1000)
    tags, words = [], []
    for number, made in enumerate(elements):
        own = sorted({TAGS[number % 7], TAGS[number // 3 % 7]})
        tags += [ElementTag(element=made, workspace=workspace, tag=tag, sort_key=made.sort_key) for tag in own]
        words += [
            ElementWord(element=made, workspace=workspace, word=word, sort_key=made.sort_key)
            for word in found_by(made, own)
        ]
    ElementTag.objects.bulk_create(tags, batch_size=2000)
    ElementWord.objects.bulk_create(words, batch_size=2000)
    return str(workspace.pk)


def asset(workspace: Any, number: int, size: int) -> Any:
    """A file with a name as people give them; a tenth are voices, a fifth clips. Those shown need no bytes."""
    from storyboard.assets.models import Asset  # noqa: PLC0415

    kind = KINDS[number % 10]
    return Asset(
        workspace=workspace,
        kind=kind,
        origin="upload",
        sha256=f"{size:05}{number:059}",
        file="none.jpg",
        name=f"{THINGS[number * 3 % 11]}_{PLACES[number * 7 % 8]}_n{number:07}.{kind}",
        width=1920,
        height=1080,
        frames=120,
        rate_numerator=24,
        rate_denominator=1,
        milliseconds=5000,
    )


def element(workspace: Any, number: int, face: Any) -> Any:
    """An element with texts as people write them."""
    from storyboard.elements import naming  # noqa: PLC0415
    from storyboard.elements.models import Element, Kind  # noqa: PLC0415

    name = f"{THINGS[number % 11].title()} of the {PLACES[number * 7 % 8]} no{number:04}"
    description = f"A {THINGS[number * 5 % 11]} in {TAGS[number % 7]} light near the {PLACES[number % 8]}, weathered."
    return Element(
        workspace=workspace,
        name=name,
        name_key=naming.in_one_case(name),
        sort_key=naming.sort_key(name),
        handle=f"e{number}",
        kind=Kind.values[number % 7],
        approval=("draft", "approved")[number % 2],
        description=description,
        face=face,
        images=1 + number % 4,
    )


def found_by(made: Any, tags: list[str]) -> set[bytes]:
    from storyboard.folding import words_of  # noqa: PLC0415

    return words_of([made.name, made.handle, made.description, *tags])


def _address(workspace: str, search: str) -> str:
    return f"/elements/?w={quote(workspace)}&{search}"


def _media_address(workspace: str, search: str) -> str:
    from storyboard.assets.models import Asset  # noqa: PLC0415

    fitting = Asset.objects.filter(workspace=workspace, kind="picture", name__startswith="lantern").order_by("pk")
    return f"{search.format(middle=fitting[fitting.count() // 2].pk)}w={quote(workspace)}"


def _measure(ask: Callable[..., int], spaces: dict[int, str], rounds: int) -> None:
    asks: dict[str, Callable[[], int]] = {"empty view": lambda: ask("GET", "/bench/")}
    for label, search in SEARCHES.items():
        for size, workspace in spaces.items():
            address = _address(workspace, search)
            asks[f"{label}, {size} elements"] = lambda address=address: ask("GET", address)  # type: ignore[misc]
    for label, search in MEDIA_SEARCHES.items():
        for size, workspace in spaces.items():
            address = _media_address(workspace, search)
            asks[f"{label}, {size * ASSETS_EACH} assets"] = lambda address=address: ask("GET", address)  # type: ignore[misc]
    for size, workspace in spaces.items():
        asks[f"counts of facets, {size}"] = lambda w=workspace: ask("GET", f"/elements/facets/?w={w}&q=lan")  # type: ignore[misc]
    times: dict[str, list[float]] = {name: [] for name in asks}
    for _round in range(rounds):
        for name, one in asks.items():
            times[name].append(_timed(one))
    medians = {name: statistics.median(found[rounds // 10 :]) for name, found in times.items()}
    for name, median in medians.items():
        print(f"{name:48} {median * 1000:7.2f} ms   {median / medians['empty view']:5.2f} × the empty view")
    print(f"target: a search answer at most {TARGET} × the empty view, and the same at both sizes")


def _queries(owner: Any, spaces: dict[int, str]) -> None:
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    client = Client(headers={"host": "localhost", "hx-request": "true"})
    client.force_login(owner)
    for label, search in SEARCHES.items():
        counts = []
        for workspace in spaces.values():
            with CaptureQueriesContext(
                connection,
            ) as captured:
                client.get(_address(workspace, search))
            counts.append(len(captured))
        print(f"queries, {label}: {counts[0]} in the small library, {counts[1]} in the large one")
    for label, search in MEDIA_SEARCHES.items():
        counts = []
        for workspace in spaces.values():
            address = _media_address(workspace, search)
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            counts.append(len(captured))
        print(f"queries, {label}: {counts[0]} in the small library, {counts[1]} in the large one")


if __name__ == "__main__":
    main()
