"""Kill -9 at any moment of a render, start again: the take becomes ready by itself, once, and nothing is left lying."""

import random
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import av

from tests.conftest import FULL
from tests.faults.installation import Installation, installation, wait_until
from tests.faults.visiting import Visitor

KILLS = 25 if FULL else 3
AT_ONCE = 3
SECONDS = 6
LONGEST_MOMENT = 2.0
SECONDS_TO_RECOVER = 90


def test_an_animatic_becomes_ready_by_itself_after_the_process_was_killed(tmp_path: Path) -> None:
    moments = [random.uniform(0, LONGEST_MOMENT) for _ in range(KILLS)]
    with ThreadPoolExecutor(AT_ONCE) as side_by_side:
        list(side_by_side.map(partial(killed_and_started_again, tmp_path), moments))


def killed_and_started_again(folder: Path, moment: float) -> None:
    with installation(folder / f"killed after {moment:.6f} s") as storyboard:
        kill_in_the_middle(storyboard, moment)
        storyboard.up()
        wait_until(lambda: storyboard.takes()[0]["state"] == "ready", SECONDS_TO_RECOVER, f"the take ({moment=})")
        assert [take["state"] for take in storyboard.takes()] == ["ready"]
        assert [
            job["state"] for job in storyboard.rows("SELECT state FROM storyboard_job WHERE kind = 'animatic'")
        ] == ["done"]
        wait_until(lambda: not storyboard.half_files(), 5, f"an empty work folder ({moment=})")
        assert files_kept(storyboard) == files_known(storyboard)
        assert frames_of_the_video(storyboard) == SECONDS * 24


def kill_in_the_middle(storyboard: Installation, moment: float) -> None:
    """Orders an animatic, kills the server `moment` seconds later, and sees that its children do not outlive it."""
    server = storyboard.up("--no-demo")
    visitor = Visitor(server)
    visitor.order_animatic(visitor.new_project("Killed", SECONDS, 2))
    time.sleep(moment)  # the moment itself is what is tried
    server.kill()
    wait_until(lambda: not server.children(), 10, f"the end of the children ({moment=})")


def files_kept(storyboard: Installation) -> set[str]:
    media = storyboard.data / "media"
    return {str(path.relative_to(media)) for path in media.rglob("*") if path.is_file()}


def files_known(storyboard: Installation) -> set[str]:
    known = storyboard.rows("SELECT file FROM storyboard_asset UNION SELECT file FROM storyboard_rendition")
    return {row["file"] for row in known}


def frames_of_the_video(storyboard: Installation) -> int:
    (row,) = storyboard.rows("SELECT file FROM storyboard_asset")
    with av.open(storyboard.data / "media" / row["file"]) as video:
        return sum(1 for _frame in video.decode(video=0))
