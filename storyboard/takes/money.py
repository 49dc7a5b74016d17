"""Amounts as people read them."""

from decimal import Decimal

SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}


def shown(amount: Decimal, unit: str) -> str:
    """An amount with its unit: $3.78, or 60 credits. At least two decimals for a currency, more where they count."""
    plain = f"{amount.normalize():f}"
    if unit not in SIGNS and len(unit) != 3:
        return f"{plain} {unit}".strip()
    whole, _point, rest = plain.partition(".")
    figure = f"{whole}.{rest:0<2}"
    return f"{SIGNS[unit]}{figure}" if unit in SIGNS else f"{figure} {unit}"
