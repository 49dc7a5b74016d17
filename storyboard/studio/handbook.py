"""The handbook's pages, in the order of its contents."""

from django.utils.translation import gettext_lazy as _

PAGES = {
    "start": _("First steps"),
    "projects": _("Projects"),
    "board": _("The board"),
    "prompts": _("Prompts and modes"),
    "pictures": _("Pictures and frames"),
    "elements": _("Elements"),
    "chains": _("Chains"),
    "animatic": _("The animatic"),
    "watching": _("Watching takes"),
    "orders": _("Orders"),
    "review": _("Review"),
    "guests": _("Sharing with guests"),
    "accounts": _("Provider accounts"),
    "people": _("People and roles"),
    "running": _("Running the server"),
    "faults": _("When something fails"),
    "settings": _("Settings"),
    "sandbox": _("The sandbox"),
}
