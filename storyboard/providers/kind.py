"""What there is to know about a provider of models before any order: its address, how a key is shown, what it keeps."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from storyboard.providers.keeping import Life
from storyboard.providers.key_checks import Checked


@dataclass(frozen=True)
class Check:
    """The one harmless call that tells whether a key is good: it orders nothing and costs nothing.

    `path` goes behind the account's address, `body` makes what is posted (None: a GET), `read` judges an answer by its
    HTTP status and its JSON.
    """

    path: str
    read: Callable[[int, Any], Checked]
    body: Callable[[], Any] | None = None


@dataclass(frozen=True)
class Kind:
    """One provider. `unit` is what its prices are in: a currency, credits, or empty where it publishes none.

    `header` and `scheme` say how the key is shown, like Authorization: Bearer. `at_once` is how many generations an
    account may have under way unless its owner says otherwise. `lives` says how long it keeps files of a kind (image,
    video, voice) that were given to it; a kind it does not name cannot be given to it. `estimates`: it says what an
    order would cost before it is placed.
    """

    name: str
    title: str
    url: str
    header: str
    scheme: str
    unit: str
    at_once: int
    check: Check | None = None
    lives: Mapping[str, Life] = field(default_factory=dict)
    estimates: bool = False

    def headers(self, key: str) -> dict[str, str]:
        """The header that shows the key."""
        return {self.header: f"{self.scheme} {key}".strip()}

    @property
    def publishes_prices(self) -> bool:
        """Whether the provider tells what a generation costs."""
        return bool(self.unit)

    def rate_into(self, currency: str) -> Decimal | None:
        """What one of its unit is worth in a currency, as far as that needs nobody's word."""
        return Decimal(1) if self.unit == currency else None
