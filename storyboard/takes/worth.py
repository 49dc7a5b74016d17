"""What an amount is worth in the workspace's currency. Exact to the millionth, rounded up; never a float."""

from collections.abc import Mapping
from decimal import ROUND_CEILING, Decimal
from typing import Any

from storyboard.providers.kinds import KINDS
from storyboard.takes.models import Generation
from storyboard.takes.speaking import kind_of

MILLIONTH = Decimal("0.000001")
MOST = Decimal(10**8)


def worth(amount: Decimal, unit: str, own_unit: str, rate: Decimal | None, currency: str) -> Decimal | None:
    """An amount in `currency`: through the owner's rate where it is in the provider's own unit. None: nobody can say.

    More than a column holds is nothing that anybody can say either.
    """
    if unit and unit == own_unit and rate is not None:
        amount *= rate
    elif amount and unit != currency:
        return None
    value = amount.quantize(MILLIONTH, ROUND_CEILING)
    return value if value < MOST else None


def worth_of(generation: Generation, amount: Decimal, unit: str) -> Decimal | None:
    """What an amount of a generation is worth, by the rate of its order."""
    own_unit = KINDS[kind_of(generation.model)].unit
    return worth(amount, unit, own_unit, generation.rate, generation.currency)


def settling(generation: Generation, writes: Mapping[str, Any]) -> dict[str, object]:
    """What becomes of a reservation when these fields are written: a price that is told takes its place. Nothing
    where none is, or where it cannot be converted: then a person settles it."""
    settled = writes.get("settled")
    if settled is None or not generation.currency:
        return {}
    spent = worth_of(generation, Decimal(settled), str(writes.get("unit", generation.unit)))
    return {} if spent is None else {"reserved": None, "spent": spent}
