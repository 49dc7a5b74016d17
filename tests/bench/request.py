"""The time from the rows of a board to its spec, and from there to every model's problems and requests, beside one bare
json.dumps of a request.

Run it with `python -m tests.bench.request`. The kinds of work are done in turn: a slow moment slows all of them. Set
STORYBOARD_DATABASE_URL for PostgreSQL.
"""

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

from storyboard.providers.portability import report
from storyboard.providers.requests import compile_request
from storyboard.providers.sheets import provider_sheets
from storyboard.providers.spec import Spec
from tests.bench.edit import _set_up
from tests.systems.rows import klingai, runware

ROUNDS = 2000
TARGET_MS = 10.0
PICTURES = [f"{number:064x}" for number in range(14)]
SIZE = {"width": 4000, "height": 3000}


def main() -> None:
    """Prints medians and their ratios to the bare json.dumps."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory(prefix="storyboard-bench-") as folder:
        os.environ.update(STORYBOARD_DATA=folder, DJANGO_SETTINGS_MODULE="storyboard.settings")
        _set_up()
        medians = _medians(_work(_compiler()), rounds)
    for name, median in medians.items():
        print(f"{name:22} {median * 1000:7.3f} ms   {median / medians['json.dumps']:6.2f} × a bare json.dumps")
    print(f"target: spec to all of it in at most {TARGET_MS:.0f} ms, {len(provider_sheets())} models")


def _work(compiled: Callable[[], Spec]) -> dict[str, Callable[[], object]]:
    board, models = compiled(), list(provider_sheets())
    largest = json.loads(compile_request(board, models[0]).body)

    def all_of_it(spec: Spec) -> object:
        return report(spec), [compile_request(spec, model) for model in models]

    return {
        "json.dumps": lambda: json.dumps(largest, ensure_ascii=False, indent=2).encode(),
        "rows to spec": compiled,
        "one request": lambda: compile_request(board, models[0]),
        "all requests": lambda: [compile_request(board, model) for model in models],
        "all problems": lambda: report(board),
        "spec to all of it": lambda: all_of_it(board),
        "rows to all of it": lambda: all_of_it(compiled()),
    }


def _medians(work: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Of each kind of work, in seconds; the first tenth warms up."""
    times: dict[str, list[float]] = {name: [] for name in work}
    for _round in range(rounds):
        for name, do in work.items():
            start = time.perf_counter()
            do()
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(found[rounds // 10 :]) for name, found in times.items()}


def _compiler() -> Callable[[], Spec]:
    """Reads a full board from the database, as every answer about an order does: its project, shots and elements."""
    from storyboard.assets.models import Asset  # noqa: PLC0415
    from storyboard.projects.compiling import compile_spec, live_shots  # noqa: PLC0415
    from storyboard.projects.importing import import_text  # noqa: PLC0415
    from storyboard.projects.models import Project  # noqa: PLC0415
    from storyboard.studio.people import first_workspace  # noqa: PLC0415

    workspace = first_workspace()
    for name in PICTURES:
        Asset.objects.create(workspace=workspace, kind="picture", origin="upload", sha256=name, file="a", **SIZE)
    (made,) = import_text(workspace, None, json.dumps(_full()))
    projects = Project.objects.select_related("workspace", *Project.PINNED)

    def compiled() -> Spec:
        project = projects.get(pk=made.project.pk)
        return compile_spec(project, live_shots(project))

    return compiled


def _full() -> list[dict[str, Any]]:
    """Six shots of long prompts, three elements of four images each, both frames."""
    said = " ".join(f"<<<element_{number}>>>" for number in (1, 2, 3))
    shots = [{"prompt": f"{said} {'word ' * 60}".strip(), "duration": 2} for _shot in range(6)]
    first, last, *rest = (f"asset:{name}" for name in PICTURES)
    elements = [
        {"id": f"element_{number}", "description": "d" * 90, "tags": ["prop"], "frontalImage": rest[4 * number - 4],
         "images": rest[4 * number - 3 : 4 * number]}
        for number in (1, 2, 3)
    ]  # fmt: skip
    frames = [{"image": first, "frame": "first"}, {"image": last, "frame": "last"}]
    inputs = {"frameImages": frames, "elements": elements}
    return runware("4k", negativePrompt="low detail", inputs=inputs, **klingai(multiPrompt=shots, sound=True))


if __name__ == "__main__":
    main()
