"""What providers said an order would cost. It counts as the price of that very request for an hour."""

from datetime import date
from decimal import Decimal

from django.core.cache import cache
from django.utils import timezone

from storyboard.providers.kinds import KINDS
from storyboard.providers.prices import Price
from storyboard.providers.requests import Request, creates_of
from storyboard.providers.sheet import Sheet
from storyboard.providers.spec import Spec
from storyboard.studio.models import ProviderAccount

COUNTS_FOR_SECONDS = 3600


def keep_quote(account: ProviderAccount, request: Request, amount: Decimal) -> None:
    """Keeps what one create would cost, in the provider's unit."""
    cache.set(_key(account, request), (str(amount), timezone.localdate().isoformat()), COUNTS_FOR_SECONDS)


def quoted(account: ProviderAccount | None, request: Request, spec: Spec, sheet: Sheet) -> Price | None:
    """What the provider said that this order costs in all; None where it did not within the last hour."""
    found = cache.get(_key(account, request)) if account else None
    if found is None:
        return None
    amount, on = found
    kind = KINDS[sheet.kind]
    return Price(Decimal(amount) * creates_of(spec, sheet), kind.unit, date.fromisoformat(on), kind.title)


def _key(account: ProviderAccount, request: Request) -> str:
    return f"quote:{account.pk}:{request.sha256}"
