"""The time to check a board against every model and to compile its requests, beside one bare json.dumps of a request.

Run it with `python -m tests.bench.request`. The kinds of work are done in turn: a slow moment slows all of them.
"""

import json
import statistics
import time
from collections.abc import Callable

from storyboard.providers.mentions import mention_of
from storyboard.providers.portability import report
from storyboard.providers.requests import compile_request
from storyboard.providers.sheets import provider_sheets
from storyboard.providers.spec import ElementSpec, Picture, ShotSpec, Spec

ROUNDS = 2000
TARGET_MS = 10.0


def main() -> None:
    """Prints medians and their ratios to the bare json.dumps."""
    board = _board()
    models = list(provider_sheets())
    largest = json.loads(compile_request(board, models[0]).body)
    work: dict[str, Callable[[], object]] = {
        "json.dumps": lambda: json.dumps(largest, ensure_ascii=False, indent=2).encode(),
        "one request": lambda: compile_request(board, models[0]),
        "all requests": lambda: [compile_request(board, model) for model in models],
        "all problems": lambda: report(board),
        "all of it": lambda: (report(board), [compile_request(board, model) for model in models]),
    }
    times: dict[str, list[float]] = {name: [] for name in work}
    for _round in range(ROUNDS):
        for name, do in work.items():
            start = time.perf_counter()
            do()
            times[name].append(time.perf_counter() - start)
    medians = {name: statistics.median(found[ROUNDS // 10 :]) for name, found in times.items()}
    for name, median in medians.items():
        print(f"{name:13} {median * 1000:7.3f} ms   {median / medians['json.dumps']:6.2f} × a bare json.dumps")
    print(f"target: all of it in at most {TARGET_MS:.0f} ms, {len(models)} models")


def _board() -> Spec:
    """A full board: six shots of long prompts, three elements of four images each, both frames."""
    picture = Picture("a", "f" * 64, (0.1, 0.1, 0.8, 0.8), 4000, 3000)
    cast = [f"element{letter * 5}" for letter in "abc"]
    elements = tuple(ElementSpec(one, one, one, "prop", "d" * 90, ("prop",), 1, frontal=picture, extras=(picture,) * 3)
                     for one in cast)  # fmt: skip
    said = " ".join(mention_of(one) for one in cast)
    shots = tuple(ShotSpec(f"shot{n}", "", f"{said} {'word ' * 60}", 2) for n in range(6))
    rest = {"first_frame": picture, "last_frame": picture, "elements": elements}
    return Spec("Board", "16:9", "custom", "x" * 500, "35 mm.", "low detail", True, shots, **rest)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
