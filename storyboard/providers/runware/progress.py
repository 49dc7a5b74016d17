"""Where a task of Runware stands, out of the cumulative items and errors that one poll holds about it.

Each result that has ended is an item of its own with the same taskUUID; running ones may stand beside finished ones. A
failure is either an item or, more often, only an error. Source: Runware's pages on polling, the tests of its SDKs.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from storyboard.providers.answers import SUCCESS, Answer, Result, State, a_dict, link_in, name_in, number_in, price_in
from storyboard.providers.runware.envelope import Trouble, index_in, trouble_in

UNIT = "USD"
WAITING = ("queued", "pending", "scheduled", "waiting")


def standing(items: list[dict[str, Any]], troubles: list[Trouble], wanted: int, key: str) -> Answer:
    """The answer for one task of which so many results are wanted. Without items and errors the task is missing."""
    if not items and not troubles:
        return Answer(State.MISSING, unit=UNIT)
    ready = _ready(items)
    broken = [trouble_in(_error_of(item), key) for item in items if item.get("status") == "error"] + troubles
    results = (*ready.values(), *_failures(broken))
    under_way = [item for item in items if item.get("status") != "error" and not _key(item)]
    if broken and not ready and (len(broken) >= wanted or not under_way):
        return Answer(State.FAILED, unit=UNIT, failure=broken[0].message, code=broken[0].code, kind=broken[0].reason)
    if ready and (len(ready) >= wanted or len(results) >= wanted):
        return Answer(State.DONE, 100, results, _sum(ready.values()), UNIT)
    state = State.WAITING if all(item.get("status") in WAITING for item in items) and not results else State.RUNNING
    return Answer(state, _percent(len(results), under_way, wanted), results, unit=UNIT)


def _ready(items: list[dict[str, Any]]) -> dict[str, Result]:
    """Finished results by their keys; one told twice is one, and so is the same index under two keys."""
    ready: dict[str, Result] = {}
    indexes: set[int] = set()
    for item in items:
        result_key, index = _key(item), index_in(item)
        if not result_key or (index in indexes and result_key not in ready):
            continue
        indexes |= {index} if index is not None else set()
        # A reported 0 is not a price.
        ready[result_key] = Result(result_key, link_in(item.get("videoURL")), cost=price_in(item.get("cost")) or None)
    return ready


def _key(item: dict[str, Any]) -> str:
    """What a finished result goes by; empty for one that is not finished or whose file is not there yet."""
    link = link_in(item.get("videoURL"))
    if not link or item.get("status") not in (*SUCCESS, None):
        return ""
    index = index_in(item)
    return name_in(item.get("videoUUID")) or (link if index is None else f"#{index}")


def _error_of(item: dict[str, Any]) -> dict[str, Any]:
    named = {name: item.get(name) for name in ("taskUUID", "taskType", "resultIndex", "code", "message")}
    return {**named, **a_dict(item.get("error"))}


def _failures(broken: Iterable[Trouble]) -> Iterable[Result]:
    for number, trouble in enumerate(broken):
        name = f"#{trouble.index}" if trouble.index is not None else f"failed-{number}"
        yield Result(name, "", failure=trouble.message or "failed")


def _sum(results: Iterable[Result]) -> Decimal | None:
    """What all cost together; unknown where one of them is."""
    costs = [result.cost for result in results]
    known = [cost for cost in costs if cost is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(costs) else None


def _percent(ended: int, under_way: list[dict[str, Any]], wanted: int) -> int | None:
    """How far all results are together, None where nothing says."""
    told = [number_in(item.get("progress"), 100) for item in under_way]
    known = [percent for percent in told if percent is not None]
    if not known and not ended:
        return None
    return min((100 * ended + sum(known)) // max(wanted, ended + len(known), 1), 99)
