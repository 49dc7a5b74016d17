"""What is on screen where an order is confirmed, and what of it the click brings back."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from storyboard.projects.models import Project
from storyboard.providers.shot_problems import sounds
from storyboard.studio.models import Person
from storyboard.takes.budget_sentences import money_view
from storyboard.takes.money import shown
from storyboard.takes.offering import Offer
from storyboard.takes.ordering import Confirmed


def facts_of(offer: Offer, project: Project, person: Person) -> dict[str, Any]:
    """What a template tells of an offer and its money."""
    return {
        "offer": offer,
        "sound": _("Sound on") if sounds(offer.spec, offer.sheet) else _("Silent"),
        "shape": offer.resolution,
        "price": shown(offer.price.amount, offer.price.unit) if offer.price else "",
        "price_sent": str(offer.price.amount) if offer.price else "",
        "worth": _worth(offer, project),
        "money": None if offer.rehearsal else money_view(offer, project, person),
    }


def confirmed_by(form: QueryDict) -> Confirmed:
    """What was confirmed, as the form brings it back."""
    return Confirmed(form.get("sha256", ""), _amount(form.get("price", "")), "price_unknown" in form)


def _worth(offer: Offer, project: Project) -> str:
    """What a price in another unit comes to in the workspace's currency; empty where that is the same."""
    if offer.price is None or offer.worth is None or offer.price.unit == project.workspace.currency:
        return ""
    return shown(offer.worth, project.workspace.currency)


def _amount(text: str) -> Decimal | None:
    try:
        return Decimal(text) if text and len(text) < 30 else None
    except InvalidOperation:
        return None
