"""Amounts as people read them."""

from decimal import Decimal

from storyboard.takes.models import Take

SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}


def charged_for(take: Take) -> Decimal | None:
    """What one take cost, as far as its provider said so: of several in a task each has a price of its own."""
    single = take.generation.settled if take.generation.wanted == 1 else None
    return take.cost if take.cost is not None else single


def expected_for(take: Take) -> Decimal | None:
    """What one take was to cost: its share of what was expected."""
    expected = take.generation.estimated
    return None if expected is None else expected / take.generation.wanted


def shown(amount: Decimal, unit: str) -> str:
    """An amount with its unit: $3.78, or 60 credits. At least two decimals for a currency, more where they count."""
    plain = f"{amount.normalize():f}"
    if unit not in SIGNS and len(unit) != 3:
        return f"{plain} {unit}".strip()
    whole, _point, rest = plain.partition(".")
    figure = f"{whole}.{rest:0<2}"
    return f"{SIGNS[unit]}{figure}" if unit in SIGNS else f"{figure} {unit}"
