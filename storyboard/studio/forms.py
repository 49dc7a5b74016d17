"""What owners type about provider accounts, checked before anything is done with it."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from storyboard.providers.http import AddressRefused
from storyboard.providers.key_checks import is_key
from storyboard.providers.kinds import KINDS
from storyboard.studio.currencies import CURRENCIES
from storyboard.studio.models import Period
from storyboard.studio.outside import door

NAME_LIMIT, URL_LIMIT, REASON_LIMIT = 60, 300, 200


class OneLine(forms.CharField):
    """A text on one line: every run of white space is one space."""

    def to_python(self, value: Any) -> str:
        return " ".join(str(super().to_python(value) or "").split())


class KeyField(forms.CharField):
    """A key. What was typed is never put back on a page."""

    def clean(self, value: Any) -> str:
        key = str(super().clean(value))
        if not is_key(key):
            raise forms.ValidationError(
                _("A key has at most 500 letters, digits and signs, and no spaces. Copy it again from its page.")
            )
        return key


class AddressField(forms.CharField):
    """An address of a provider's API: https and public, or the very host and port that the environment names."""

    def clean(self, value: Any) -> str:
        url = str(super().clean(value)).rstrip("/")
        if url:
            _check_address(url)
        return url


def _check_address(url: str) -> None:
    if any(sign in url for sign in "?#@\\ "):
        raise forms.ValidationError(_("An address here has no question mark, no #, no @ and no spaces."))
    try:
        door().check(url)
    except AddressRefused:
        raise forms.ValidationError(
            _("Only public https addresses can be asked, on their usual port. Write it like https://api.example.com.")
        ) from None


class NewAccountForm(forms.Form):
    """A new account: its provider, its key, and what may be left to the provider's own."""

    provider = forms.ChoiceField(choices=lambda: [(kind.name, kind.title) for kind in KINDS.values()])
    name = OneLine(max_length=NAME_LIMIT, required=False)
    key = KeyField(max_length=500)
    url = AddressField(max_length=URL_LIMIT, required=False)


class KeyForm(forms.Form):
    """Another key, and the address it goes to."""

    url = AddressField(max_length=URL_LIMIT)
    key = KeyField(max_length=500)


class DetailsForm(forms.Form):
    """Name, rate, price and limit. Empty amounts are not known."""

    name = OneLine(max_length=NAME_LIMIT)
    rate = forms.DecimalField(
        required=False, min_value=Decimal("0.00000001"), max_digits=16, decimal_places=8, localize=False
    )
    price_per_second = forms.DecimalField(
        required=False, min_value=Decimal("0.000001"), max_digits=14, decimal_places=6, localize=False
    )
    at_once = forms.IntegerField(min_value=1, max_value=1000)


class PauseForm(forms.Form):
    """Why an account is paused, in a few words; may be empty."""

    reason = OneLine(max_length=REASON_LIMIT, required=False)


class CurrencyForm(forms.Form):
    """The currency of a workspace."""

    currency = forms.ChoiceField(choices=[(code, code) for code in CURRENCIES])


class BudgetForm(forms.Form):
    """A budget: what it is for (`whole`, `project:<id>` or `person:<id>`), for how long, and how much."""

    about = forms.CharField(max_length=40)
    period = forms.ChoiceField(choices=Period.choices)
    cap = forms.DecimalField(
        min_value=Decimal(0),
        max_digits=14,
        decimal_places=6,
        localize=False,
        error_messages={
            "required": gettext_lazy("Write how much may be spent, like 250 or 12.50."),
            "invalid": gettext_lazy("Write an amount like 250 or 12.50, with a point; nothing was changed."),
        },
    )


class CostForm(forms.Form):
    """What a generation cost, in the workspace's currency."""

    cost = forms.DecimalField(min_value=Decimal(0), max_digits=14, decimal_places=6, localize=False)
