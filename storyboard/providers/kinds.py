"""Every provider there is, in the order in which they are offered. Rooms above know them by this table alone."""

from storyboard.providers.crun.account import CRUN
from storyboard.providers.highway.account import HIGHWAY
from storyboard.providers.kind import Kind
from storyboard.providers.runware.account import RUNWARE

KINDS: dict[str, Kind] = {kind.name: kind for kind in (RUNWARE, HIGHWAY, CRUN)}
