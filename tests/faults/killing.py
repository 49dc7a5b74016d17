"""Orders over all dialects with every fault mixed in, while the processes that work them are killed at random."""

import json
import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from tests.conftest import FULL
from tests.faults.installation import SECONDS_TO_START, Installation, Server, installation, wait_until
from tests.faults.ledger import OPEN, told_by
from tests.faults.lies import few, many
from tests.machine.running import CHECKOUT
from tests.machine.servers import free_port, redis_program, redis_server
from tests.sandbox.outside import Outside, outside

SECONDS_TO_SETTLE = 900 if FULL else 150
# At this speed no task of three seconds takes longer: what is under way after that never ends.
SPEED, LONGEST_TASK_SECONDS = 40, 8.0


@dataclass(frozen=True)
class Size:
    """So many orders, each so many seconds after the one before, and so many kills meanwhile: of `up`, and of `serve`
    or `worker` beside one another."""

    orders: int
    seconds_between: float
    kills_of_up: int
    kills_of_halves: int

    @property
    def kills(self) -> int:
        return self.kills_of_up + self.kills_of_halves


# What a kill waits for; at every third it comes at any time.
AIMS = ("preparing", "submitting", "", "running", "collecting", "")
SECONDS_TO_AIM = 10

WHOLE = Size(300, 4.0, 180, 120) if FULL else Size(21, 0.3, 1, 2)
WRONG = Size(60, 2.0, 30, 0) if FULL else Size(3, 0.1, 1, 0)


@dataclass
class Scene:
    """What takes part: the studio, reached at one address whichever process serves it, and the provider."""

    studio: Installation
    sandbox: Outside
    size: Size
    port: int
    met: list[set[str]] = field(default_factory=list)

    @property
    def stages(self) -> set[str]:
        """In which states something is worked on."""
        return {row["state"] for row in self.studio.rows(WORKED_ON)}


@contextmanager
def scene(folder: Path, manage: Sequence[str], size: Size) -> Iterator[Scene]:
    plan = folder / "faults.json"
    plan.write_text(json.dumps(many() if FULL else few()))
    with (
        outside(folder, "--speed", str(SPEED), "--faults", str(plan)) as sandbox,
        installation(folder / "studio") as installed,
    ):
        for kind, url in sandbox.urls.items():
            installed.settings[f"STORYBOARD_{kind}_URL"] = url
            installed.settings[f"STORYBOARD_{kind}_KEY"] = f"play-money-of-{kind.lower()}"
        port = free_port()
        installed.settings["STORYBOARD_PUBLIC_URL"] = f"http://127.0.0.1:{port}"
        installed.manage = tuple(manage)
        with orders_coming_in(installed, size):
            yield Scene(installed, sandbox, size, port)


@contextmanager
def orders_coming_in(studio: Installation, size: Size) -> Iterator[None]:
    """One after the other, from a process of their own, whether a server is there or not."""
    command = (sys.executable, "-m", "tests.faults.placing", str(size.orders), str(size.seconds_between))
    placing = subprocess.Popen(command, cwd=CHECKOUT, env=studio.environment)
    try:
        yield
        assert placing.poll() is None
    finally:
        placing.kill()
        placing.wait()


def kill_at_random(scene: Scene) -> list[set[str]]:
    """Each time another process and another moment; the stages in which orders were at each."""
    dice = random.Random(5)
    for _kill in range(scene.size.kills_of_up):
        kill_up(scene, dice)
    kill_halves(scene, dice, scene.size.kills_of_halves)
    return scene.met


def kill_up(scene: Scene, dice: random.Random) -> None:
    """The server with the worker in it, and sometimes its children too."""
    server = scene.studio.launch("--no-demo", port=scene.port)
    wait_until(partial(scene.studio.printed, server), SECONDS_TO_START, "the sign-in link")
    kill_in_the_middle(scene, dice, server)


def kill_in_the_middle(scene: Scene, dice: random.Random, server: Server) -> None:
    """Soon after an order has come to the stage whose turn it is, or some time after there is any work."""
    aim = AIMS[len(scene.met) % len(AIMS)]
    deadline = time.monotonic() + SECONDS_TO_AIM
    while not is_there(scene, aim) and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(dice.uniform(0.0, 0.3) if aim else dice.uniform(0.1, 4.0))
    scene.met.append(scene.stages)
    if dice.random() < 0.5:
        with suppress(ProcessLookupError):
            os.killpg(server.process.pid, signal.SIGKILL)
    server.kill()
    server.clear_away()


def is_there(scene: Scene, aim: str) -> bool:
    """Whether what is aimed at is under way; or never will be, as everything is over."""
    stages = scene.stages
    return aim in stages or bool(stages and not aim) or (not stages and len(placed(scene)) == scene.size.orders)


def kill_halves(scene: Scene, dice: random.Random, kills: int) -> None:
    """`serve` and `worker` beside one another, one of them killed and started again while the other goes on."""
    if not kills or redis_program() is None:
        for _kill in range(kills):
            kill_up(scene, dice)
        return
    with ExitStack() as stack:
        stack.enter_context(redis_for(scene.studio))
        halves: dict[str, Server] = {}
        stack.callback(clear_away, halves)
        for kill in range(kills):
            for name in {"serve", "worker"} - halves.keys():
                halves[name] = start_half(scene, name)
            # Both in turn first, then whichever comes.
            victim = ("worker", "serve")[kill] if kill < 2 else dice.choice(("worker", "serve"))
            kill_in_the_middle(scene, dice, halves.pop(victim))


def clear_away(halves: Mapping[str, Server]) -> None:
    for half in halves.values():
        half.clear_away()


@contextmanager
def redis_for(studio: Installation) -> Iterator[None]:
    """What the two halves hear of each other by."""
    with redis_server(redis_program() or "") as url:
        studio.settings["STORYBOARD_REDIS_URL"] = url
        yield
        del studio.settings["STORYBOARD_REDIS_URL"]


def start_half(scene: Scene, name: str) -> Server:
    """Started, and known to be at work."""
    if name == "serve":
        half = scene.studio.start("serve", "--port", str(scene.port))
        wait_until(lambda: listens(scene.port), SECONDS_TO_START, "an answer of serve")
        return half
    half = scene.studio.start("worker")
    signed_in = "SELECT 1 FROM storyboard_worker WHERE pid = ?"
    wait_until(lambda: scene.studio.rows(signed_in, half.process.pid), SECONDS_TO_START, "a worker")
    return half


def listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


def settled(scene: Scene) -> Server:
    """The server, left alone until all orders are in and nothing is worked on but what waits for a person."""
    write(scene, LEASES_OVER, moment(), moment(), moment())
    server = scene.studio.up("--no-demo", port=scene.port)
    wait_until(lambda: len(placed(scene)) == scene.size.orders, SECONDS_TO_SETTLE, "all orders")
    try:
        wait_until(lambda: not not_ended(scene), SECONDS_TO_SETTLE, "an end of all orders that end", every=0.5)
    except AssertionError as error:
        left = not_ended(scene)
        error.add_note(f"not ended here: {left}; the provider's lines of them: {lines_of(scene, left)}")
        raise
    for task in endless(scene):
        write(scene, A_DAY_LATER, moment(-timedelta(hours=25)), moment(), task)
    wait_until(lambda: not scene.stages, SECONDS_TO_SETTLE, "an end of all orders")
    return server


STUCK = "SELECT generation_id FROM storyboard_take WHERE state = 'collecting' AND stuck"
WORKED_ON = f"SELECT state, provider_task FROM storyboard_generation WHERE state IN {OPEN} AND id NOT IN ({STUCK})"
# As if the half minute of a dead worker's leases had passed: none is alive that could hold one.
LEASES_OVER = (
    "UPDATE storyboard_generation SET due_at = ? WHERE lease != '' AND due_at IS NOT NULL",
    "UPDATE storyboard_take SET due_at = ? WHERE lease != '' AND due_at IS NOT NULL",
    "UPDATE storyboard_provideraccount SET asked_until = ?",
)
A_DAY_LATER = (
    "UPDATE storyboard_generation SET submitted_at = ?, due_at = ?, woken_at = NULL "
    "WHERE provider_task = ? AND state = 'running'",
)


def placed(scene: Scene) -> list[dict[str, Any]]:
    return scene.studio.rows("SELECT id FROM storyboard_order")


def not_ended(scene: Scene) -> list[dict[str, Any]]:
    """State and task of each generation that is worked on and is not under way at the provider for ever."""
    unending = set(endless(scene))
    left = scene.studio.rows(WORKED_ON)
    return [row for row in left if row["state"] != "running" or row["provider_task"] not in unending]


def lines_of(scene: Scene, generations: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What the provider says of these."""
    tasks = {row["provider_task"] for row in generations}
    return [line for line in told_by(scene.sandbox)["lines"] if line["task"] in tasks]


def endless(scene: Scene) -> list[str]:
    """Tasks that have been under way for longer than any takes."""
    long_ago = time.time() - LONGEST_TASK_SECONDS
    lines = told_by(scene.sandbox)["lines"]
    return [line["task"] for line in lines if line["state"] == "reserved" and line["accepted_at"] < long_ago]


def moment(later: timedelta = timedelta(0)) -> str:
    return (datetime.now(UTC) + later).strftime("%Y-%m-%d %H:%M:%S")


def write(scene: Scene, statements: Sequence[str], *values: str) -> None:
    """Changes rows beside the product; the values go to the statements in turn, as many as each takes."""
    left = list(values)
    with closing(sqlite3.connect(scene.studio.data / "storyboard.sqlite3", timeout=60)) as rows, rows:
        for statement in statements:
            count = statement.count("?")
            rows.execute(statement, left[:count])
            del left[:count]
