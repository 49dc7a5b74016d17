"""What became of an order, in sentences: what happened, what was kept, what to do next."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from storyboard.providers.answers import Refused, Said
from storyboard.providers.errors import ProviderError, Reason
from storyboard.providers.sheets import provider_sheets
from storyboard.takes.budget_sentences import unpriced
from storyboard.takes.models import Order, Take
from storyboard.takes.money import shown
from storyboard.takes.offering import Offer
from storyboard.takes.ordering import Blocked, Changed, InArchive, NoAccount, NotTicked, Unpriced, WentOn
from storyboard.takes.speaking import is_rehearsal, model_of

REASONS = {
    Reason.CREDIT: gettext_lazy("The account at the provider has no credit left. Nothing was charged."),
    Reason.BUSY: gettext_lazy("The provider is busy and did not take the order. Nothing was charged; try again later."),
    Reason.CONTENT: gettext_lazy("The provider’s content check stopped this order. Change the prompt or the pictures."),
    Reason.KEY: gettext_lazy("The provider did not accept the account’s key. Nothing was charged; ask an owner."),
    Reason.TIMEOUT: gettext_lazy("The provider ran out of time."),
    Reason.TROUBLE: gettext_lazy("The provider failed."),
    Reason.GENERATION: gettext_lazy("The provider could not make this video."),
    Reason.REQUEST: gettext_lazy("The provider refused the request. Nothing was charged."),
    Reason.DISABLED: gettext_lazy("The provider has switched this model off for now. Nothing was charged."),
    Reason.ADDRESS: gettext_lazy("The account’s address may not be asked. Nothing was sent; ask an owner."),
}

NOT_PLACED: dict[type[Exception], object] = {
    Changed: gettext_lazy(
        "The board or its price changed since you looked. Nothing was ordered; look at it again and confirm."
    ),
    NoAccount: gettext_lazy("That account takes no orders now. Nothing was ordered; choose another, or ask an owner."),
    InArchive: gettext_lazy(
        "This project is in the archive. Nothing was ordered; restore it on the page of projects first."
    ),
    NotTicked: gettext_lazy(
        "What this comes to is not known before. Nothing was ordered; tick that you order it all the same."
    ),
    Blocked: gettext_lazy(
        "Something stands in the way of this order; it is listed under Problems. Nothing was ordered."
    ),
}


NOT_PLACED_AGAIN: dict[type[Exception], object] = {
    Changed: gettext_lazy(
        "The price or the request changed since you looked. Nothing was ordered; look at it again and confirm."
    ),
    WentOn: gettext_lazy(
        "This order went on since you looked, so that nothing was ordered again. Look at what became of it."
    ),
    Blocked: gettext_lazy("Something stands in the way of this order; it is listed here. Nothing was ordered."),
    NoAccount: gettext_lazy("Its account takes no orders now. Nothing was ordered; ask an owner."),
}


def refusal(refused: Refused) -> str:
    """Why a provider did not take an order."""
    return _with_words(_reason(refused.kind), refused.message)


def failure(words: str, reason: Reason | None = None) -> str:
    """Why a provider gave a generation up."""
    return _with_words(_reason(reason or Reason.GENERATION), words)


def unprepared(error: ProviderError) -> str:
    """Why media could not be given to a provider."""
    return _with_words(_("A file could not be given to the provider, so that nothing was ordered."), error.message)


def no_estimate(words: str) -> str:
    """The provider did not say what an order would cost."""
    return _with_words(_("The provider did not say what this would cost. Nothing was ordered."), words)


def in_doubt(reason: str) -> str:
    """The answer to the create is lost, and the provider is asked by our own id."""
    return _with_words(_("The answer to this order was lost. The provider is asked whether it has it."), reason)


def not_reached() -> str:
    """Nothing was sent, and it goes out another time."""
    return _("The provider cannot be reached. Nothing was sent yet; it is tried again until it answers.")


def file_waits() -> str:
    """Media of an order cannot be read for now, so that nothing was sent."""
    return _("A file of this order cannot be read for now. Nothing was sent yet; it is tried again until it can.")


def pause_reason(reason: Reason) -> str:
    """Why an account takes no more orders by itself."""
    if reason is Reason.CREDIT:
        return _("The provider says that this account has no credit left. Top it up there, then resume it here.")
    return _("The provider did not accept the key of this account. Type it again, then resume the account.")


def unsure(reason: str) -> str:
    """The create was sent and its answer is lost."""
    sentence = _(
        "It is not known whether the provider took this order; it may have been charged. "
        "It is never sent again unasked."
    )
    return _with_words(sentence, reason)


def no_answer() -> str:
    """A day has passed."""
    return _("The provider has not said for a day what became of this order. It may have been charged.")


def rehearsal_lost() -> str:
    """The process with the stand-in has ended."""
    return _("The server was started anew during this rehearsal, and the stand-in knows nothing of it. Rehearse again.")


def not_collected(reason: str) -> str:
    """The video is made and paid for, and its file was not had."""
    return _("The video is made, and its file could not be fetched yet: %(reason)s. It is tried again.") % {
        "reason": reason
    }


def disk_full() -> str:
    """The video is made and paid for, and there is no room for it here."""
    return _("The server’s disk is full, so that the video could not be saved yet. Free some space; it is tried again.")


def storage_away() -> str:
    """The video is made, paid for and here, and the object storage does not take it."""
    return _(
        "The video is here, and the object storage does not take it yet, so that it is not ready. It is kept and tried "
        "again every minute."
    )


def file_gone() -> str:
    """A picture of the order is not here any more."""
    return _("A picture of this order is gone from the library, so that nothing was sent. Order the board again.")


def key_gone() -> str:
    """The account's key cannot be opened."""
    return _("The account’s key cannot be read any more, so that nothing was sent. An owner has to type it again.")


def obstacle_of(offer: Offer) -> str:
    """Why the order button does nothing; empty where it does."""
    if offer.blocked:
        return _("Something stands in the way of this order; it is listed under Problems.")
    return ""


def not_placed(error: Exception) -> str:
    """Why nothing was ordered."""
    if isinstance(error, Unpriced):
        return unpriced()
    known = NOT_PLACED.get(type(error))
    return str(known or _("There is no such model any more. Nothing was ordered; choose another."))


def not_placed_again(error: Exception) -> str:
    """Why nothing was ordered once more."""
    return str(NOT_PLACED_AGAIN.get(type(error)) or not_placed(error))


def archived() -> str:
    """Nothing is ordered there."""
    return _("This project is in the archive. Restore it on the page of projects first.")


def has_arrived(order: Order) -> str:
    """To whoever clicked and got no answer."""
    numbers = Take.objects.filter(generation__order=order).order_by("number").values_list("number", flat=True)
    takes = ngettext("take %(takes)s", "takes %(takes)s", len(numbers)) % {"takes": ", ".join(map(str, numbers))}
    price = "" if order.estimated is None or is_rehearsal(order.model) else shown(order.estimated, order.unit)
    sheet = provider_sheets().get(model_of(order.model))  # none any more, where an update took the model away
    what = ", ".join(part for part in (takes, sheet.title if sheet else order.model, price) if part)
    return _("This order has arrived: %(what)s. Nothing was ordered a second time.") % {"what": what}


def _reason(reason: Reason) -> str:
    return str(REASONS.get(reason) or _("The provider did not make this video."))


def _with_words(sentence: str, words: str) -> str:
    """Adds a provider's own words, or what was noted here of its answer."""
    if not words:
        return sentence
    told = (
        _("%(sentence)s It says: “%(words)s”") if isinstance(words, Said) else _("%(sentence)s Noted here: %(words)s.")
    )
    return told % {"sentence": sentence, "words": words}
