"""How long providers keep what was given to them, and under which id an element is known there. No rows here."""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from storyboard.providers.spec import ElementSpec

ELEMENT_ID_LENGTH = 20


@dataclass(frozen=True)
class Life:
    """How long a provider keeps a file: `lasts` from when it was given, or from its last use where it `slides`.

    `margin` is left unused at the end, for clocks that differ and orders that wait. `documented` is False where the
    provider says nothing and the figure is the house's caution.
    """

    lasts: timedelta
    slides: bool = False
    margin: timedelta = timedelta(0)
    documented: bool = True


# Nothing is known of how long these files live. A day is short enough to be believed and long enough for a day's work.
UNDOCUMENTED = Life(timedelta(days=1), documented=False)


def expiry(life: Life, at: datetime) -> datetime:
    """Until when a file given (or used, where its life slides) at that moment may be used again."""
    return at + life.lasts - life.margin


def element_id(account_id: str, element: str, revision: int) -> str:
    """The id an element goes by at a provider: `e` and 19 characters of a–z and 2–7.

    Another account or another revision is another id, so that neither another workspace's nor an older face comes back.
    At most 20 characters are taken. Source: Runware refuses longer ids; Kling names have 20 characters.
    """
    digest = hashlib.sha256(f"{account_id}\n{element}\n{revision}".encode()).digest()
    return "e" + base64.b32encode(digest).decode("ascii").lower()[: ELEMENT_ID_LENGTH - 1]


@dataclass(frozen=True)
class KnownElements:
    """What an account knows of elements: its own id, and those it keeps, element id -> id there."""

    account: str = ""
    kept: Mapping[str, str] = field(default_factory=dict)

    def id_of(self, element: ElementSpec) -> str:
        """The id an element goes by there."""
        return self.kept.get(element.id) or element_id(self.account, element.id, element.revision)

    def keeps(self, element: ElementSpec) -> bool:
        """Whether the id alone is enough."""
        return element.id in self.kept
