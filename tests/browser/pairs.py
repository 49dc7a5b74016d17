"""Takes of one project that differ in their shots, lengths and rates; every frame carries its number.

Run in a process of the installation (`stock_pairs`), as the reels are.
"""

import json
import sys
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from tests.browser.conftest import Studio
from tests.browser.reels import SIZE, Reel, kept, shoot

NAMES = ("Kite", "Tram", "House", "Rain")


@dataclass(frozen=True)
class Version:
    """One take: its rate, the whole seconds of its shots, in their order, by their places in NAMES, and its size."""

    rate: int
    shots: tuple[tuple[int, int], ...]
    size: tuple[int, int] = SIZE

    @property
    def frames(self) -> int:
        return self.rate * sum(seconds for _shot, seconds in self.shots)


# Take 0 is the animatic. 1 and 2 are alike; 3 has a shorter Kite, a longer Tram, Rain for House, and another rate.
VERSIONS = (
    Version(24, ((0, 2), (1, 1), (2, 2))),
    Version(24, ((0, 2), (1, 1), (2, 2))),
    Version(24, ((0, 2), (1, 1), (2, 2))),
    Version(30, ((0, 1), (1, 2), (3, 1))),
)
# The same in other shapes: wide, upright and square.
SHAPES = tuple(Version(24, VERSIONS[0].shots, size) for size in (SIZE, SIZE, (180, 320), (240, 240)))


def stocked_pairs(studio: Studio, folder: Path, versions: str = "VERSIONS") -> str:
    """The address of a project with these takes, or with those of SHAPES."""
    code = f"from tests.browser import pairs; pairs.stock_pairs({str(folder)!r}, pairs.{versions})"
    done = studio.installation.command("shell", "-v", "0", "-c", code)
    assert done.returncode == 0, done.stderr
    address: str = json.loads(done.stdout)
    return address


def stock_pairs(folder: str, versions: tuple[Version, ...]) -> None:
    """Makes them in the first workspace; prints the project's address as JSON."""
    from django.urls import reverse  # noqa: PLC0415  (read by tests beside their server)

    from storyboard.projects.making import NewShot, make_project  # noqa: PLC0415
    from storyboard.studio.people import first_workspace, owner_of  # noqa: PLC0415

    workspace = first_workspace()
    shots = [NewShot(2, name, f"A {name.lower()} in the rain.") for name in NAMES]
    project = make_project(workspace, owner_of(workspace), "Pairs", shots)
    for number, version in enumerate(versions):
        seconds = tuple(each for _shot, each in version.shots)
        reel = Reel(f"pair-{number}", Fraction(version.rate), version.frames, seconds)
        path = Path(folder) / f"pair-{number}.mp4"
        shoot(path, reel, version.size)
        kept(path, reel.name, project, number, version.shots)
    json.dump(reverse("board", args=[project.pk]), sys.stdout)
