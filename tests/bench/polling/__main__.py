"""Ten thousand generations in flight in one worker, beside a bare loop that asks the same and writes the same rows.

Run: `python -m tests.bench.polling [--seconds 60] [--count 10000]`. The worker is a real `manage.py up`, which serves
one open page as well; the stand-ins are a process of their own that notes every question. In a first window all
generations stay under way; then the bare loop asks the noted questions again, at the same pace, with httpx alone, and
writes the same columns in plain SQL. In a second one some end with a real film of three seconds, all on one project,
whose page hears of them; what that costs is told apart. The ages of the
generations are spread over twenty minutes, as if they had been ordered all the while: how often one is asked about goes
by its age. Set STORYBOARD_DATABASE_URL for PostgreSQL.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import quantiles
from typing import TYPE_CHECKING, Any

from tests.bench.edit import _set_up
from tests.bench.polling.bare import tasks_of
from tests.bench.processes import started, up

if TYPE_CHECKING:
    from tests.bench.polling.measuring import Measured, Scene

TARGET = 2.0
# Tasks of the stand-ins last twenty minutes and more at this speed: most polls find theirs a little farther.
SPEED = 0.1
PROJECTS = 50
# Generations of each API that is asked about one at a time.
SINGLE = 50
# A stand-in that uses more of a processor than this may be what is waited for.
BUSY = 0.7


def main() -> None:
    """Prints the figures."""
    wanted = _arguments()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="storyboard-bench-")))
        provider, base = stack.enter_context(started("tests.bench.polling.provider", str(SPEED)))
        _set_environment(folder, base)
        _set_up()
        measured = _measured(base, provider.pid, wanted)
        bare = _bare(base, measured.notes, folder)
        _print(measured, bare, wanted.count)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.polling")
    parser.add_argument("--seconds", type=int, default=60, help="of the measured window (default: 60)")
    parser.add_argument("--count", type=int, default=10_000, help="generations in flight (default: 10000)")
    parser.add_argument("--accounts", type=int, default=2, help="accounts that are asked about many at once")
    parser.add_argument("--ends", type=float, default=1.0, help="generations that end in a second (default: 1)")
    parser.add_argument("--profiler", default="", help="a command run beside the window; {pid} is the worker")
    return parser.parse_args()


def _set_environment(folder: Path, base: str) -> None:
    os.environ.update(STORYBOARD_DATA=str(folder), DJANGO_SETTINGS_MODULE="storyboard.settings")
    for provider, path in (("runware", "/v1"), ("highway", ""), ("crun", "")):
        os.environ[f"STORYBOARD_{provider.upper()}_URL"] = base + path
        os.environ[f"STORYBOARD_{provider.upper()}_KEY"] = f"bench-{provider}-0-{'k' * 20}"


def _measured(base: str, provider: int, wanted: argparse.Namespace) -> "Measured":
    from tests.bench.polling.measuring import measure  # noqa: PLC0415  (the settings must be there first)
    from tests.bench.polling.rows import fill  # noqa: PLC0415

    single = min(SINGLE, wanted.count // 10)
    counts = {"runware": wanted.count - 2 * single, "highway": single, "crun": single}
    in_flight = fill(base, counts, wanted.accounts, PROJECTS)
    watched = [one for one in in_flight if one.project == in_flight[0].project and "-runware-" in one.key]
    with up() as (process, address):
        scene = _scene(base, address, process.pid, provider)
        count = min(len(watched), max(1, int(wanted.ends * wanted.seconds)))
        return asyncio.run(measure(scene, watched, wanted.seconds, count, wanted.profiler))


def _scene(base: str, address: str, worker: int, provider: int) -> "Scene":
    from django.test import Client  # noqa: PLC0415

    from storyboard.studio.people import first_workspace, owner_of  # noqa: PLC0415
    from tests.bench.polling.measuring import Scene  # noqa: PLC0415

    client = Client(headers={"host": "localhost"})
    client.force_login(owner_of(first_workspace()))
    return Scene(base, address, f"sessionid={client.cookies['sessionid'].value}", worker, provider)


def _bare(base: str, notes: list[dict[str, Any]], folder: Path) -> dict[str, Any]:
    file = folder / "notes.json"
    file.write_text(json.dumps(notes))
    database = os.environ.get("STORYBOARD_DATABASE_URL", str(folder / "storyboard.sqlite3"))
    command = [sys.executable, "-m", "tests.bench.polling.bare", base, str(file), database]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    found: dict[str, Any] = json.loads(said)
    return found


def _print(measured: "Measured", bare: dict[str, Any], count: int) -> None:
    seconds, posts = measured.seconds, [note for note in measured.notes if note["method"] == "POST"]
    polls, in_posts = (sum(len(tasks_of(note)) for note in notes) for notes in (measured.notes, posts))
    print(f"{count} in flight, {seconds:.0f} s: {polls} polls, {in_posts} of them in {len(posts)} POSTs,", end=" ")
    print(f"{in_posts / max(1, len(posts)):.1f} a POST; the others one a request")
    print(f"worker:    {measured.worker:6.2f} s of CPU, {measured.worker / seconds:5.1%}; peak {measured.peak:.0f} MB")
    print(f"bare loop: {bare['seconds']:6.2f} s of CPU, {bare['seconds'] / seconds:5.1%}; {bare['written']} rows")
    print(f"worker / bare loop: {measured.worker / bare['seconds']:.2f} (target: at most {TARGET})")
    ends = len(measured.ends)
    print(
        f"{ends} that end in as long a window: {measured.ending / ends * 1000:.0f} ms of CPU of the worker each,",
        end=" ",
    )
    print(f"{measured.children / ends * 1000:.0f} ms of its children, which check films and make renditions")
    share = measured.provider / seconds
    print(f"stand-ins: {share:.1%} of a CPU" + (", so that they may be what is waited for" if share > BUSY else ""))
    _print_delays(measured)


def _print_delays(measured: "Measured") -> None:
    from tests.bench.polling.delays import delays_of  # noqa: PLC0415

    delays = delays_of(measured)
    ready = [one.ready for one in delays if one.ready is not None]
    print(f"{len(delays)} of {len(measured.ends)} that ended were heard of by the page, {len(ready)} as ready; delay")
    for name, found in (
        ("from the end to the page", [one.told for one in delays]),
        ("of that from the question that told of it", [one.own for one in delays]),
        ("from the end to a video that plays", ready),
    ):
        cuts = quantiles(found, n=100, method="inclusive")
        print(f"  {name}: p50 {cuts[49] * 1000:.0f} ms, p95 {cuts[94] * 1000:.0f} ms, most {max(found) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
