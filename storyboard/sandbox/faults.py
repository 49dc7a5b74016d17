"""Faults on request: a plan says which requests go wrong and how. Nothing in a prompt ever does.

A plan is JSON: `{"seed": 7, "faults": [{"kind": "drop_after", "api": "runware", "nth": [2]}, …]}`. Each entry counts
the requests it could strike, from 1, and strikes by `nth`, `every`, `chance`, or all of them where none is given.
"""

import json
import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

APIS = ("runware", "highway", "crun")
EVENTS = ("create", "poll", "upload", "file")


class When(Enum):
    """At which point of a request, or of the life of what it created, a fault strikes."""

    BEFORE = "before anything is accepted"
    INSTEAD = "as a refusal in the API's own words"
    AFTER = "after it was accepted"
    LIFE = "in the life of the task"


@dataclass(frozen=True)
class Sort:
    """A kind of fault: when it strikes, its settings with their defaults, and a sentence for people."""

    when: When
    says: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    apis: tuple[str, ...] = APIS


_FETCHES = {"fetches": None}

SORTS: dict[str, Sort] = {
    "delay": Sort(When.BEFORE, "the answer comes so many seconds later", {"seconds": 10}),
    "drop_before": Sort(When.BEFORE, "the connection closes, nothing was accepted"),
    "server_error": Sort(
        When.BEFORE,
        "a page of HTML with this 5xx status; “accepted”: true accepts it first",
        {"status": 502, "accepted": False},
    ),
    "too_many": Sort(When.INSTEAD, "status 429; “retry_after” seconds give a Retry-After", {"retry_after": None}),
    "no_credit": Sort(When.INSTEAD, "out of credit: Runware 402, Highway 403, Crun 200 with code 402"),
    "refuse": Sort(
        When.INSTEAD,
        "a refusal with this code; “status” 200 gives Runware’s errors, or Crun’s codes, under HTTP 200",
        {"code": None, "status": None, "message": "Refused by the fault plan."},
    ),
    "parameter_array": Sort(When.INSTEAD, "a refusal that names several parameters", apis=("runware",)),
    "drop_after": Sort(When.AFTER, "it is accepted, and the connection closes without an answer"),
    "malformed": Sort(When.AFTER, "it is accepted, and the answer is broken JSON"),
    "conflict": Sort(When.AFTER, "it is accepted, and answered as a conflictTaskUUID", apis=("runware",)),
    "moderation": Sort(When.LIFE, "the task fails on its content"),
    "failed": Sort(When.LIFE, "the task fails; “as_item”: true tells it in Runware’s data", {"as_item": False}),
    "partial": Sort(When.LIFE, "only “keep” of the results come, the others fail", {"keep": 1}),
    "never": Sort(When.LIFE, "the task never finishes"),
    "not_found": Sort(
        When.LIFE, "the first “polls” questions about it are answered 404", {"polls": 2}, ("highway", "crun")
    ),
    "dead_link": Sort(When.LIFE, "the result’s address is dead, for the first “fetches” or always", _FETCHES),
    "corrupt": Sort(When.LIFE, "the file is no video, for the first “fetches” or always", _FETCHES),
    "truncated": Sort(When.LIFE, "the file ends in the middle, for the first “fetches” or always", _FETCHES),
    "broken_off": Sort(When.LIFE, "the connection closes in the middle of the file, likewise", _FETCHES),
    "webhook_early": Sort(When.LIFE, "the task finishes at once; its webhook comes before the answer to the create"),
    "webhook_twice": Sort(When.LIFE, "each webhook comes twice"),
    "webhook_reordered": Sort(
        When.LIFE, "the webhooks of one task come last first, and so many seconds late", {"seconds": 20}
    ),
    "webhook_lost": Sort(When.LIFE, "no webhook comes"),
}  # fmt: skip

_COMMON = {"kind", "api", "on", "nth", "every", "chance", "account", "times"}


class PlanError(Exception):
    """The plan cannot be read; the text is a sentence that says where."""


@dataclass(frozen=True)
class Misfortune:
    """One fault that struck, with its settings filled in."""

    kind: str
    settings: Mapping[str, Any]

    @property
    def when(self) -> When:
        return SORTS[self.kind].when

    def __getitem__(self, name: str) -> Any:
        return self.settings[name]


@dataclass
class Entry:
    """One line of a plan, and how often it was asked and has struck."""

    kind: str
    chance: random.Random
    api: str | None = None
    on: str = "create"
    account: str | None = None
    nth: tuple[int, ...] = ()
    every: int | None = None
    probability: float | None = None
    times: int | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)
    seen: int = 0
    struck: int = 0

    def strikes(self, api: str, event: str, account: str) -> bool:
        """Whether it strikes this request, which it counts."""
        if not self._concerns(api, event, account):
            return False
        self.seen += 1
        if (self.times is not None and self.struck >= self.times) or not self._chosen():
            return False
        self.struck += 1
        return True

    def _concerns(self, api: str, event: str, account: str) -> bool:
        fits = self.api in (None, api) and self.on == event and self.account in (None, account)
        return fits and api in SORTS[self.kind].apis

    def _chosen(self) -> bool:
        if self.probability is not None:
            return self.chance.random() < self.probability
        if self.every is not None:
            return self.seen % self.every == 0
        return not self.nth or self.seen in self.nth


@dataclass(frozen=True)
class Strike:
    """All that goes wrong with one request."""

    misfortunes: tuple[Misfortune, ...] = ()

    def of(self, when: When) -> tuple[Misfortune, ...]:
        """Those of one point in time."""
        return tuple(one for one in self.misfortunes if one.when is when)

    def named(self, kind: str) -> Misfortune | None:
        """The one of this kind, if it struck."""
        return next((one for one in self.misfortunes if one.kind == kind), None)


@dataclass
class Plan:
    """A whole fault plan; the empty one lets everything go well."""

    entries: list[Entry] = field(default_factory=list)

    def strike(self, api: str, event: str, account: str) -> Strike:
        """What goes wrong with this request; `account` is the key it came with."""
        struck = [entry for entry in self.entries if entry.strikes(api, event, account)]
        return Strike(tuple(Misfortune(entry.kind, entry.settings) for entry in struck))

    def struck(self) -> dict[str, int]:
        """How often each kind of the plan has struck so far."""
        counts = dict.fromkeys((entry.kind for entry in self.entries), 0)
        for entry in self.entries:
            counts[entry.kind] += entry.struck
        return counts


def plan_from(source: Any) -> Plan:
    """A plan out of what its JSON holds. Raises PlanError."""
    if not isinstance(source, dict) or not source.keys() <= {"seed", "faults"}:
        raise PlanError("A fault plan is an object with “faults”, a list, and perhaps “seed”, a whole number.")
    seed, entries = source.get("seed", 0), source.get("faults", [])
    if not _is_whole(seed) or not isinstance(entries, list):
        raise PlanError("“seed” is a whole number and “faults” a list.")
    return Plan([_entry(entry, number, seed) for number, entry in enumerate(entries, start=1)])


def explained() -> str:
    """The format of a plan, for the command's help."""
    kinds = "\n".join(
        f"  {kind:18} {sort.says}" + (f" ({', '.join(sort.apis)})" if sort.apis != APIS else "")
        for kind, sort in SORTS.items()
    )
    return f"""A fault plan is JSON:

  {{"seed": 7, "faults": [
    {{"kind": "drop_after", "api": "runware", "nth": [2, 5]}},
    {{"kind": "too_many", "on": "poll", "chance": 0.1, "retry_after": 3}},
    {{"kind": "partial", "keep": 1, "every": 4, "times": 2}}]}}

“kind” is one of the list below. “api” is one of {", ".join(APIS)}; “on” one of {", ".join(EVENTS)}
(create, if not given); “account” a key. Of the requests that fit, counted from 1, those are struck that
“nth” names, every “every”-th, or each with the “chance” (the same ones for the same “seed”); all, if none
is given. “times” ends it after so many. Nothing in a prompt ever causes a fault.

{kinds}
"""


def plan_in(path: Path) -> Plan:
    """The plan in a file. Raises PlanError."""
    try:
        return plan_from(json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise PlanError(f"The fault plan {path} cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise PlanError(f"The fault plan {path} is no JSON: {error}.") from error


def _entry(source: Any, number: int, seed: int) -> Entry:
    if not isinstance(source, dict) or source.get("kind") not in SORTS:
        raise PlanError(f"Fault {number} needs a “kind”, one of {_names(SORTS)}.")
    kind = source["kind"]
    sort = SORTS[kind]
    unknown = sorted(source.keys() - _COMMON - sort.settings.keys())
    if unknown:
        raise PlanError(
            f"Fault {number}, {kind}, has no “{unknown[0]}”; it takes {_names({*_COMMON, *sort.settings})}."
        )
    _check(source, number, sort)
    settings = {name: source.get(name, default) for name, default in sort.settings.items()}
    nth = source.get("nth", [])
    return Entry(
        kind=kind,
        chance=random.Random(f"{seed}:{number}"),  # noqa: S311  (a plan must be the same each time)
        api=source.get("api"),
        on=source.get("on", "create"),
        account=source.get("account"),
        nth=tuple(nth) if isinstance(nth, list) else (nth,),
        every=source.get("every"),
        probability=source.get("chance"),
        times=source.get("times"),
        settings=settings,
    )


def _check(source: Mapping[str, Any], number: int, sort: Sort) -> None:
    """Raises PlanError for a value that cannot be."""
    nth = source.get("nth", [])
    conditions = {
        f"“api” is one of {_names(sort.apis)}": source.get("api") in (None, *sort.apis),
        f"“on” is one of {_names(EVENTS)}": source.get("on", "create") in EVENTS,
        "this kind strikes creates alone": sort.when is not When.LIFE or source.get("on", "create") == "create",
        "“account” is a key": isinstance(source.get("account", ""), str),
        "“nth” is a count from 1 or a list of them": all(map(_is_count, nth if isinstance(nth, list) else [nth])),
        "“every” is a count from 1": source.get("every") is None or _is_count(source["every"]),
        "“times” is a count from 1": source.get("times") is None or _is_count(source["times"]),
        "“chance” is a number from 0 to 1": source.get("chance") is None or _is_share(source["chance"]),
        "“seconds” is a number from 0": _is_span(source.get("seconds", 0)),
        "“status” is 200 or a status from 400 to 599": _is_status(source.get("status")),
        "“keep” is a whole number from 0": _is_whole(source.get("keep", 0)) and source.get("keep", 0) >= 0,
        "“polls” is a count from 1": _is_count(source.get("polls", 1)),
        "“fetches” is a count from 1": source.get("fetches") is None or _is_count(source["fetches"]),
        "“retry_after” is a count of seconds": source.get("retry_after") is None or _is_count(source["retry_after"]),
        "“message” is a text": isinstance(source.get("message", ""), str),
    }  # fmt: skip
    for says, holds in conditions.items():
        if not holds:
            raise PlanError(f"Fault {number}, {source['kind']}: {says}.")


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_count(value: Any) -> bool:
    return _is_whole(value) and value >= 1


def _is_share(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _is_span(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e9


def _is_status(value: Any) -> bool:
    return value is None or (_is_whole(value) and (value == 200 or 400 <= value < 600))


def _names(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
