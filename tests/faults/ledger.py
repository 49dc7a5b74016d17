"""Orders over all dialects with every fault mixed in, and what the provider's ledger and our rows say of them."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from tests.conftest import FULL
from tests.faults.installation import Installation, Server, installation, wait_until
from tests.machine.running import CHECKOUT
from tests.sandbox.outside import Outside, outside

ORDERS, KILLS, SECONDS_BETWEEN = (300, 300, 2.0) if FULL else (12, 3, 0.5)
SECONDS_TO_SETTLE = 900 if FULL else 150
OPEN = ("queued", "preparing", "submitting", "running", "collecting")


def faults() -> dict[str, Any]:
    """Every kind that ends by itself, each by chance, the same ones at every run."""
    often, rare = 0.12, 0.05
    creates = ("drop_before", "drop_after", "malformed", "too_many", "moderation", "failed", "partial")
    lives = ("dead_link", "corrupt", "truncated", "broken_off")
    return {
        "seed": 11,
        "faults": [
            *({"kind": kind, "on": "create", "chance": rare} for kind in creates),
            {"kind": "drop_after", "on": "create", "chance": often},
            {"kind": "server_error", "on": "create", "chance": rare},
            {"kind": "server_error", "on": "create", "chance": rare, "accepted": True},
            {"kind": "conflict", "on": "create", "chance": rare, "api": "runware"},
            *({"kind": kind, "on": "create", "chance": rare, "fetches": 1} for kind in lives),
            {"kind": "not_found", "on": "create", "chance": rare, "polls": 2},
            *({"kind": kind, "on": "poll", "chance": rare} for kind in ("drop_before", "server_error")),
            {"kind": "too_many", "on": "poll", "chance": rare, "retry_after": 1},
            *({"kind": kind, "on": "file", "chance": rare} for kind in ("drop_before", "server_error")),
        ],
    }


@contextmanager
def studio(folder: Path, manage: Sequence[str]) -> Iterator[tuple[Installation, Outside]]:
    plan = folder / "faults.json"
    plan.write_text(json.dumps(faults()))
    with (
        outside(folder, "--speed", "40", "--faults", str(plan)) as sandbox,
        installation(folder / "studio") as installed,
    ):
        for kind, url in sandbox.urls.items():
            installed.settings[f"STORYBOARD_{kind}_URL"] = url
            installed.settings[f"STORYBOARD_{kind}_KEY"] = f"play-money-of-{kind.lower()}"
        installed.manage = tuple(manage)
        installed.up("--no-demo").end()
        with orders_coming_in(installed):
            yield installed, sandbox


@contextmanager
def orders_coming_in(studio: Installation) -> Iterator[None]:
    """One after the other, from a process of their own, whether a server is there or not."""
    command = (sys.executable, "-m", "tests.faults.placing", str(ORDERS), str(SECONDS_BETWEEN))
    placing = subprocess.Popen(command, cwd=CHECKOUT, env=studio.environment)
    try:
        yield
        assert placing.wait(60) == 0
    finally:
        placing.kill()
        placing.wait()


def kill_at_random(studio: Installation) -> int:
    """The server, its worker and sometimes its children too, each at another moment; how often work was in flight."""
    dice, met = random.Random(5), 0
    for _kill in range(KILLS):
        server = studio.launch("--no-demo")
        wait_until(partial(studio.printed, server), 60, "the sign-in link")
        time.sleep(dice.uniform(0.1, 4.0))
        met += bool(studio.rows(WORKED_ON))
        if dice.random() < 0.5:
            with suppress(ProcessLookupError):
                os.killpg(server.process.pid, signal.SIGKILL)
        server.kill()
        server.clear_away()
    return met


def settled(studio: Installation) -> Server:
    """The server, left alone until all orders are in and nothing is worked on but what waits for a person."""
    server = studio.up("--no-demo")
    wait_until(lambda: len(studio.rows(PLACED)) == ORDERS, SECONDS_TO_SETTLE, "all orders")
    wait_until(lambda: not studio.rows(WORKED_ON), SECONDS_TO_SETTLE, "an end of all orders")
    return server


STUCK = "SELECT generation_id FROM storyboard_take WHERE state = 'collecting' AND stuck"
PLACED = "SELECT id FROM storyboard_order"
WORKED_ON = f"SELECT 1 FROM storyboard_generation WHERE state IN {OPEN} AND id NOT IN ({STUCK})"


def ledger_of(sandbox: Outside) -> list[dict[str, Any]]:
    with urlopen(f"{sandbox.base}/ledger", timeout=30) as answer:
        lines: list[dict[str, Any]] = json.load(answer)["lines"]
    return lines


def faults_found(studio: Installation, ledger: list[dict[str, Any]]) -> list[str]:
    """Everything on which the ledger and the rows disagree."""
    generations = studio.rows("SELECT * FROM storyboard_generation")
    tasks = [row["provider_task"] for row in generations if row["provider_task"]]
    found = [f"{task} stands twice in our rows" for task, count in Counter(tasks).items() if count > 1]
    ids = [line["client_id"] for line in ledger if line["client_id"]]
    found += [f"{one} was charged twice" for one, count in Counter(ids).items() if count > 1]
    by_task = {row["provider_task"]: row for row in generations if row["provider_task"]}
    by_client = {row["client_id"]: row for row in generations}
    doubts: Counter[str] = Counter()
    for row in generations:
        if row["state"] == "unconfirmed" and not row["provider_task"]:
            doubts[row["model"].partition("/")[0]] += 1
    for line in ledger:
        ours = by_task.get(line["task"]) or by_client.get(line["client_id"])
        if ours is None:
            doubts[line["api"]] -= 1
        elif line["state"] == "charged" and not is_home(studio, ours):
            found.append(f"{line['task']} was charged, and is not here: {ours['state']}, {ours['failure']}")
    found += [f"{api}: {-count} charged that nobody asks about" for api, count in doubts.items() if count < 0]
    return found + [f"{row['id']} is in limbo: {row['state']}" for row in generations if is_in_limbo(studio, row)]


def is_home(studio: Installation, row: dict[str, Any]) -> bool:
    """Whether a take of it is here, or a person is told that it is missing."""
    takes = studio.rows("SELECT * FROM storyboard_take WHERE generation_id = ?", row["id"])
    return row["state"] == "unconfirmed" or any(take["state"] == "ready" or take["stuck"] for take in takes)


def is_in_limbo(studio: Installation, row: dict[str, Any]) -> bool:
    stuck = studio.rows(f"{STUCK} AND generation_id = ?", row["id"])
    return row["state"] in OPEN and not stuck
