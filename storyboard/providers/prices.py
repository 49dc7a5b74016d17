"""What an order would cost, as far as its provider publishes a price."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from storyboard.providers.sheet import Sheet
from storyboard.providers.shot_problems import sounds
from storyboard.providers.spec import Spec


@dataclass(frozen=True)
class Price:
    """An amount in `unit`, a currency or credits; since when it has been known, and from where."""

    amount: Decimal
    unit: str
    on: date
    source: str


def price_of(sheet: Sheet, spec: Spec) -> Price | None:
    """Rate × seconds × results, with or without sound; None where no price is published."""
    rates = sheet.price
    if rates is None:
        return None
    rate = rates.sound if sounds(spec, sheet) else rates.silent
    return Price(rate * spec.seconds * spec.results, rates.unit, rates.on, rates.source)
