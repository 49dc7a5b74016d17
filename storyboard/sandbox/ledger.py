"""The provider's side of the money: accounts by key, and a line for every create that was accepted."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

BALANCES = {"USD": Decimal(100_000), "credits": Decimal(20_000_000)}
"""What every account starts with, in play money."""

MOST_LINES = 100_000


class NoCredit(Exception):
    """The account cannot pay; `balance` is what it has."""

    def __init__(self, balance: Decimal) -> None:
        super().__init__(str(balance))
        self.balance = balance


class LineState(StrEnum):
    """Reserved while the task runs, then charged in whole or in part, or released."""

    RESERVED = "reserved"
    CHARGED = "charged"
    RELEASED = "released"


@dataclass(frozen=True)
class Account:
    """Whoever holds a key at one API. Keys with `broke` in them have no balance."""

    api: str
    key: str

    @property
    def shown(self) -> str:
        """The key, as far as a ledger should show it: what is long enough to be a real one loses its middle."""
        return self.key if len(self.key) <= 24 else f"{self.key[:4]}…{self.key[-4:]}"


@dataclass
class Line:
    """One accepted create. `amount` is what was reserved for `results` videos, `charged` what was taken in the end;
    `request` is the SHA-256 of the body it came with; times in seconds."""

    account: Account
    model: str
    task: str
    client_id: str | None
    amount: Decimal
    unit: str
    accepted_at: float
    results: int = 1
    request: str = ""
    state: LineState = LineState.RESERVED
    charged: Decimal = Decimal(0)
    settled_at: float | None = None

    def as_json(self) -> dict[str, Any]:
        """As `GET /ledger` gives it; money as text, so that nobody rounds it."""
        return {
            "api": self.account.api,
            "account": self.account.shown,
            "model": self.model,
            "task": self.task,
            "client_id": self.client_id,
            "request": self.request,
            "results": self.results,
            "amount": f"{self.amount:f}",
            "unit": self.unit,
            "state": self.state.value,
            "charged": f"{self.charged:f}",
            "accepted_at": self.accepted_at,
            "settled_at": self.settled_at,
        }


@dataclass
class Ledger:
    """All lines, oldest first, and what each account has spent."""

    lines: deque[Line] = field(default_factory=lambda: deque(maxlen=MOST_LINES))
    _gone: dict[tuple[Account, str], Decimal] = field(default_factory=dict)

    def balance(self, account: Account, unit: str) -> Decimal:
        """What the account has left, reservations taken off."""
        start = Decimal(0) if "broke" in account.key.lower() else BALANCES[unit]
        return start - self._gone.get((account, unit), Decimal(0))

    def reserve(self, line: Line) -> None:
        """Takes the amount and writes the line. Raises NoCredit, and then nothing is written."""
        balance = self.balance(line.account, line.unit)
        if balance < line.amount:
            raise NoCredit(balance)
        self._take(line, line.amount)
        self.lines.append(line)

    def settle(self, line: Line, charged: Decimal, at: float) -> None:
        """Ends a reservation: what is not charged is given back."""
        self._take(line, charged - line.amount)
        line.state = LineState.CHARGED if charged else LineState.RELEASED
        line.charged, line.settled_at = charged, at

    def of(self, account: Account) -> Iterator[Line]:
        """The account's lines, oldest first."""
        return (line for line in self.lines if line.account == account)

    def _take(self, line: Line, amount: Decimal) -> None:
        key = (line.account, line.unit)
        self._gone[key] = self._gone.get(key, Decimal(0)) + amount
