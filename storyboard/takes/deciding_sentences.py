"""What people are told about what they decided of an order."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def nothing_to_ask_for() -> str:
    """There is no id to ask by."""
    return _("This provider knows nothing of our own numbers, so it cannot be asked. Look the order up on its site.")


def not_answered(words: str) -> str:
    """The question was not answered."""
    return _("The provider did not answer: %(words)s. Nothing was changed.") % {"words": words}


def not_known_there() -> str:
    """The provider answers as if it had never heard of it."""
    return _("The provider answers as if it did not know this order. One that still waits there looks the same.")


def known_there() -> str:
    """The provider has it."""
    return _("The provider has this order. It is followed again.")


def followed() -> str:
    """A person entered its id."""
    return _("The order is followed under this id. If the provider does not know it, it will be listed here again.")


def no_such_id() -> str:
    """What was typed is no id."""
    return _("That is no id of a provider: up to 100 letters, digits and marks without spaces. Nothing was changed.")


def id_of_another() -> str:
    """Two orders cannot be one task."""
    return _("Another order of this account has that id already. Nothing was changed.")


def went_on() -> str:
    """Somebody else, or the provider, was quicker."""
    return _("This order went on meanwhile. Nothing was changed; look at it again.")


def written_off(*, charged: bool) -> str:
    """Why it failed."""
    if charged:
        return _("Given up. It counts as charged with the price that was expected.")
    return _("Given up. It counts as not charged.")


def cancelled(*, alone: bool) -> str:
    """It was taken back; `alone` where nothing else of its order was sent or goes out yet."""
    if alone:
        return _("The order is cancelled. Nothing was sent and nothing is charged.")
    return _("This one is cancelled: it was not sent and is not charged. The others of its order stay as they are.")


def cancelled_all(ended: int, sent: int) -> str:
    """All of it that could be was taken back; so many results were sent before."""
    if not sent:
        return _("The whole order is cancelled. Nothing was sent and nothing is charged.")
    told = ngettext("%(n)s result is cancelled and not charged.", "%(n)s results are cancelled and not charged.", ended)
    rest = ngettext(
        "%(n)s was sent before: what became of it is on its own page.",
        "%(n)s were sent before: what became of them is on their own pages.",
        sent,
    )
    return f"{told % {'n': ended}} {rest % {'n': sent}}"


def first_in_line() -> str:
    """It goes before the others."""
    return _("This goes out first of all that wait at its account.")


def fetched_again() -> str:
    """Files are tried anew."""
    return _("The file is fetched again.")


def file_given_up() -> str:
    """A paid file that cannot be had."""
    return _("The video was made and paid for, and its file could not be had. Somebody gave it up.")


def files_given_up() -> str:
    """The same, to whoever pressed."""
    return _("The file is given up. Its link stays on this page.")


def ordered_again() -> str:
    """The same once more, to whoever comes from the order before."""
    return _("This is the new order. The one before stays as it is.")


def ordered_again_before() -> str:
    """It was ordered once more already."""
    return _("That was ordered again before; this is that order. Nothing was ordered now.")


def account_takes_nothing() -> str:
    """The account of an order is paused or gone."""
    return _("Its account takes no orders now. Ask an owner.")
