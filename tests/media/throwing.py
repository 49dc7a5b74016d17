"""The child that files are thrown at: `python -m tests.media.throwing <folder>` with one path a line on its input.

Answers one line of JSON for each: what came of it. Ends with a line that tells the most memory it ever held.
"""

import json
import resource
import signal
import sys
import time
from pathlib import Path
from typing import Any

from PIL import Image

from storyboard.media.errors import MediaError
from storyboard.media.frames import grab
from storyboard.media.intake import take_in
from storyboard.media.probing import Kind
from storyboard.media.renditions import BUCKETS, waveform
from storyboard.media.taken import Taken
from tests.media.memory import peak

_SECONDS = 20
_ADDRESS_SPACE = 3_000_000_000


def main() -> None:
    folder = Path(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESS_SPACE, _ADDRESS_SPACE))
    for line in sys.stdin:
        path = Path(line.rstrip("\n"))
        signal.alarm(_SECONDS)
        start = time.perf_counter()
        answer = {"name": path.name, **_thrown(path, folder), "seconds": time.perf_counter() - start}
        signal.alarm(0)
        print(json.dumps(answer), flush=True)
    print(json.dumps({"peak": peak()}), flush=True)


def _thrown(path: Path, folder: Path) -> dict[str, Any]:
    try:
        taken = take_in(path, folder)
    except MediaError as error:
        left = [file.name for file in folder.iterdir()]
        return {"refused": error.code, "reason": error.reason, **({"wrong": f"left {left}"} if left else {})}
    except BaseException as error:  # noqa: BLE001 - the very thing that must not happen
        return {"wrong": f"{type(error).__name__}: {error}"}
    try:
        _show(taken)
    except BaseException as error:  # noqa: BLE001
        return {"wrong": f"taken, but cannot be shown: {type(error).__name__}: {error}"}
    finally:
        content = taken.path.read_bytes()
        taken.path.unlink()
    return {"wrong": "a script came through"} if b"POLYGLOT" in content else {"taken": taken.extension}


def _show(taken: Taken) -> None:
    """Opens the file as a page or player would."""
    if taken.kind is Kind.PICTURE:
        with Image.open(taken.path, formats=("JPEG", "PNG")) as image:
            image.load()
            assert image.size == (taken.width, taken.height)
    elif taken.kind is Kind.VIDEO:
        assert taken.frames
        for number in (0, taken.frames - 1):
            assert grab(taken.path, number).size == (taken.width, taken.height)
    else:
        assert len(waveform(taken.path, Path(f"{taken.path}.json"))) == BUCKETS
        Path(f"{taken.path}.json").unlink()


if __name__ == "__main__":
    main()
