"""Sentences about provider accounts: what was refused, what a test of a key showed, who changed what."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from storyboard.providers.key_checks import Checked, Outcome
from storyboard.providers.kind import Kind
from storyboard.studio.account_editing import Refused
from storyboard.studio.auditing import What
from storyboard.studio.models import AuditEntry

REFUSALS = {
    "name_taken": gettext_lazy("Another account of this workspace has that name. Choose another."),
    "from_environment": gettext_lazy("This account follows the server’s environment, which is changed there."),
    "in_use": gettext_lazy("Takes were made with this account, so it is kept. Pause it instead."),
}
OUTCOMES = {
    Outcome.GOOD: gettext_lazy("%(provider)s took the key."),
    Outcome.REFUSED: gettext_lazy(
        "%(provider)s does not know this key (%(code)s). Copy it again from its page and type it here."
    ),
    Outcome.FORBIDDEN: gettext_lazy(
        "%(provider)s does not let this key do anything (%(code)s): it may be switched off or limited. "
        "Look at the page of your keys there."
    ),
    Outcome.NO_CREDIT: gettext_lazy(
        "%(provider)s says that its account is out of credit (%(code)s). Top it up there; nothing is to be done here."
    ),
    Outcome.BUSY: gettext_lazy(
        "%(provider)s has no time right now (%(code)s) and said nothing of the key. Test it again in a minute."
    ),
    Outcome.TROUBLE: gettext_lazy(
        "%(provider)s has trouble of its own (%(code)s) and said nothing of the key. Test it again later."
    ),
    Outcome.DECLINED: gettext_lazy(
        "%(provider)s answered, but not to this question (%(code)s), so the key is neither proved nor refused."
    ),
    Outcome.STRANGE: gettext_lazy(
        "What answered (%(code)s) does not speak like %(provider)s. Check the address of this account."
    ),
    Outcome.SILENT: gettext_lazy(
        "%(provider)s was reached and gave no whole answer in time. The key is neither proved nor refused; "
        "test it again later."
    ),
    Outcome.UNREACHED: gettext_lazy(
        "%(provider)s could not be reached. Check the address, and whether this server may go out to it."
    ),
    Outcome.NOT_ALLOWED: gettext_lazy(
        "This address leads to a place that is not public, so nothing was sent there. Check the address."
    ),
}
NO_CHECK = gettext_lazy("%(provider)s offers no call that only tests a key: it shows with the first order.")
CHANGES = {
    What.ADDED: gettext_lazy("%(who)s added %(about)s at %(after)s."),
    What.RENAMED: gettext_lazy("%(who)s renamed %(before)s to %(after)s."),
    What.KEY: gettext_lazy("%(who)s changed the key of %(about)s."),
    What.URL: gettext_lazy("%(who)s changed the address of %(about)s from %(before)s to %(after)s."),
    What.RATE: gettext_lazy("%(who)s changed the rate of %(about)s from %(before)s to %(after)s."),
    What.PRICE: gettext_lazy("%(who)s changed the price per second of %(about)s from %(before)s to %(after)s."),
    What.AT_ONCE: gettext_lazy("%(who)s changed how many %(about)s makes at once from %(before)s to %(after)s."),
    What.PAUSED: gettext_lazy("%(who)s paused %(about)s: %(after)s."),
    What.RESUMED: gettext_lazy("%(who)s resumed %(about)s."),
    What.ABSENT: gettext_lazy("%(who)s names %(about)s no longer."),
    What.BACK: gettext_lazy("%(who)s names %(about)s again."),
    What.DELETED: gettext_lazy("%(who)s deleted %(about)s."),
    What.CURRENCY: gettext_lazy("%(who)s changed the currency from %(before)s to %(after)s."),
    What.BUDGET_SET: gettext_lazy("%(who)s gave %(about)s a budget of %(after)s."),
    What.BUDGET: gettext_lazy("%(who)s changed the budget of %(about)s from %(before)s to %(after)s."),
    What.BUDGET_REMOVED: gettext_lazy("%(who)s removed the budget of %(about)s, which was %(before)s."),
    What.RELEASED: gettext_lazy("%(who)s released an order of %(about)s over the budget, for %(after)s."),
    What.TURNED_DOWN: gettext_lazy("%(who)s turned down an order of %(about)s for %(after)s."),
    What.COST: gettext_lazy("%(who)s wrote down what an order of %(about)s cost: %(after)s."),
    What.APPROVED: gettext_lazy("%(who)s approved %(about)s. File: %(after)s"),
    What.CHANGES: gettext_lazy("%(who)s requested changes to %(about)s. File: %(after)s"),
    What.REJECTED: gettext_lazy("%(who)s rejected %(about)s. File: %(after)s"),
    What.REOPENED: gettext_lazy("%(who)s reopened %(about)s. File: %(after)s"),
    What.TAKEN_BACK: gettext_lazy("%(who)s took back the verdict on %(about)s. File: %(after)s"),
    What.RESTORED: gettext_lazy(
        "%(who)s took the reopening of %(about)s back: it is approved as before. File: %(after)s"
    ),
    What.RULE: gettext_lazy(
        "%(who)s changed who decides about takes of %(about)s. Before: %(before)s. Now: %(after)s."
    ),
    What.LINK_MADE: gettext_lazy("%(who)s made a guest link to %(about)s: %(after)s."),
    What.LINK_REVOKED: gettext_lazy("%(who)s revoked a guest link to %(about)s: %(after)s."),
}


def refusal_sentence(refused: Refused) -> str:
    """Why a change was refused, and what to do."""
    return str(REFUSALS[refused.code])


def checked_sentence(kind: Kind, checked: Checked) -> str:
    """What a test of a key showed."""
    sentence = str(OUTCOMES[checked.outcome]) % {"provider": kind.title, "code": checked.code}
    if checked.balance is None:
        return sentence
    balance = _("Balance there: %(amount)s %(unit)s.") % {"amount": _amount(checked.balance), "unit": unit_label(kind)}
    return f"{sentence} {balance}"


def level_of(checked: Checked) -> str:
    """How the page shows it: good, warn or bad."""
    if checked.outcome is Outcome.GOOD:
        return "good"
    return "bad" if checked.outcome in (Outcome.REFUSED, Outcome.FORBIDDEN, Outcome.NOT_ALLOWED) else "warn"


def no_check_sentence(kind: Kind) -> str:
    """Why the key of this provider cannot be tested."""
    return str(NO_CHECK) % {"provider": kind.title}


def change_sentence(entry: AuditEntry) -> str:
    """A line of the audit log."""
    unknown = _("not known")
    values = {
        "who": str(entry.person) if entry.person else _("The server’s environment"),
        "about": entry.about,
        "before": entry.before or unknown,
        "after": entry.after or unknown,
    }
    if entry.what == What.PAUSED and not entry.after:
        return _("%(who)s paused %(about)s.") % values
    return str(CHANGES[What(entry.what)]) % values


def unit_label(kind: Kind, *, one: bool = False) -> str:
    """What a provider's prices are in, in the reader's language; `one` of it as `1 credit` or `1 USD`."""
    if kind.unit == "credits":
        return _("1 credit") if one else _("credits")
    return f"1 {kind.unit}" if one else kind.unit


def _amount(balance: Decimal) -> str:
    return f"{balance:,.2f}"
