"""What the provider's ledger and our rows say of each other. Lines and rows are matched by the request itself: the
bytes that went out were committed before, and every request of these tests is like no other."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any
from urllib.request import urlopen

from tests.faults.installation import Installation
from tests.sandbox.outside import Outside

OPEN = ("queued", "preparing", "submitting", "running", "collecting")
WORKING = ("waiting", "running", "collecting")

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Books:
    """Our side: generations, and takes with the SHA-256 of the file that was kept for each."""

    generations: Sequence[Row]
    takes: Sequence[Row]

    @cached_property
    def by_request(self) -> dict[str, list[Row]]:
        """Generations by the SHA-256 of what was sent for them."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.generations:
            if row["final_request"]:
                found[digest(row["final_request"])].append(row)
        return found

    @cached_property
    def takes_of(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for take in self.takes:
            found[take["generation_id"]].append(take)
        return found


def digest(request: str) -> str:
    """As the sandbox notes it."""
    return hashlib.sha256(request.encode()).hexdigest()


def books_of(studio: Installation) -> Books:
    """As they stand now."""
    takes = studio.rows(
        "SELECT take.*, asset.sha256 FROM storyboard_take take LEFT JOIN storyboard_asset asset ON asset_id = asset.id"
    )
    return Books(studio.rows("SELECT * FROM storyboard_generation"), takes)


def told_by(sandbox: Outside) -> dict[str, Any]:
    """The provider's side: `lines`, and how often each kind of fault `struck`."""
    with urlopen(f"{sandbox.base}/ledger", timeout=30) as answer:
        told: dict[str, Any] = json.load(answer)
    return told


def faults_found(books: Books, lines: Sequence[Row]) -> list[str]:
    """Everything on which the ledger and the rows disagree."""
    return [*_twice(books, lines), *_unknown(books, lines), *_missing(books, lines), *_in_limbo(books)]


def _twice(books: Books, lines: Sequence[Row]) -> Iterator[str]:
    tasks = Counter(row["provider_task"] for row in books.generations if row["provider_task"])
    yield from (f"{task} stands twice in our rows" for task, count in tasks.items() if count > 1)
    accepted = Counter(line["request"] for line in lines)
    paid = Counter(line["request"] for line in lines if line["state"] != "released")
    for request, count in accepted.items():
        ours = books.by_request.get(request, ())
        if ours and count > len(ours):
            yield f"{ours[0]['id']} was {'charged' if paid[request] > len(ours) else 'accepted'} twice"


def _unknown(books: Books, lines: Sequence[Row]) -> Iterator[str]:
    """What was accepted and nobody asks about, nor tells a person; and what we ask about that is another's."""
    unmatched: Counter[str] = Counter()
    for line in lines:
        ours = books.by_request.get(line["request"])
        if ours is None:
            yield f"{line['task']} was accepted for a request that was never written down"
        elif line["task"] not in {row["provider_task"] for row in ours}:
            unmatched[line["request"]] += 1
    for request, count in unmatched.items():
        ours = books.by_request[request]
        if count > sum(1 for row in ours if row["state"] == "unconfirmed" and not row["provider_task"]):
            yield f"{ours[0]['id']} was accepted, and does not know it: {ours[0]['state']}, {ours[0]['failure']}"
    known = {(line["request"], line["task"]) for line in lines}
    for row in books.generations:
        if row["provider_task"] and (digest(row["final_request"]), row["provider_task"]) not in known:
            yield f"{row['id']} asks about {row['provider_task']}, which is not its own"


def _missing(books: Books, lines: Sequence[Row]) -> Iterator[str]:
    by_task = {row["provider_task"]: row for row in books.generations if row["provider_task"]}
    for line in lines:
        ours = by_task.get(line["task"])
        if ours is None or line["state"] != "charged" or ours["state"] == "unconfirmed":
            continue
        charged, home = results_charged(line), _at_home(books.takes_of[ours["id"]])
        if home < charged:
            yield f"{charged - home} of {charged} results of {ours['id']} were charged, and are not here"


def results_charged(line: Row) -> int:
    """For how many videos money was taken."""
    share = Decimal(line["charged"]) * line["results"] / Decimal(line["amount"])
    assert share == int(share), line
    return int(share)


def _at_home(takes: Sequence[Row]) -> int:
    """How many videos are here, each a file of its own, or told to a person as missing."""
    files = {take["sha256"] for take in takes if take["state"] == "ready"} - {None}
    return len(files) + sum(1 for take in takes if _is_stuck(take))


def _is_stuck(take: Row) -> bool:
    return take["state"] == "collecting" and bool(take["stuck"])


def _in_limbo(books: Books) -> Iterator[str]:
    """What is worked on by nobody and told to nobody: nothing is under way any more but what is stuck."""
    for row in books.generations:
        working = [take for take in books.takes_of[row["id"]] if take["state"] in WORKING]
        if any(not _is_stuck(take) for take in working) or (row["state"] in OPEN and not working):
            yield f"{row['id']} is in limbo: {row['state']}"
