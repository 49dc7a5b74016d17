"""How long providers keep what was given to them. No rows here."""

from dataclasses import dataclass
from datetime import datetime, timedelta


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
