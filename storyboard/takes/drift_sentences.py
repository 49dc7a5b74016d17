"""What people are told about cuts that are not where they were planned."""

from fractions import Fraction

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def late(seconds: Fraction) -> str:
    """The same beside a shot, like +0.4 s; empty where it is less than a tenth of a second."""
    tenths = _tenths(seconds)
    return _("%(seconds)s s") % {"seconds": f"{'+' if seconds > 0 else '−'}{tenths}"} if tenths else ""


def starts(shot: int, seconds: Fraction) -> str:
    """How late a shot begins; empty where it is less than a tenth of a second."""
    words = {"shot": shot, "seconds": _tenths(seconds)}
    if not words["seconds"]:
        return ""
    if seconds > 0:
        return _("Shot %(shot)s starts %(seconds)s s late") % words
    return _("Shot %(shot)s starts %(seconds)s s early") % words


def not_there() -> str:
    """The cut before a shot is missing; beside the shot."""
    return _("no cut")


def not_found(shot: int) -> str:
    """The cut before a shot is missing."""
    return _("The cut before shot %(shot)s was not found") % {"shot": shot}


def inside(shot: int, timecode: str) -> str:
    """A cut that nobody planned."""
    return _("There is a cut inside shot %(shot)s at %(timecode)s") % {"shot": shot, "timecode": timecode}


def more(count: int) -> str:
    """As many cuts that nobody planned again."""
    words = ngettext("and %(count)s more cut", "and %(count)s more cuts", count)
    return words % {"count": count}


def as_planned(count: int) -> str:
    """All of them are where they were planned."""
    words = ngettext("%(count)s, where it was planned", "%(count)s, all where they were planned", count)
    return words % {"count": count}


def found(count: int, planned: int) -> str:
    """How many of the planned ones are there."""
    return _("%(count)s of %(planned)s found") % {"count": count, "planned": planned}


def _tenths(seconds: Fraction) -> str:
    tenths = round(abs(seconds), 1)
    return str(number_format(float(tenths), 1)) if tenths else ""
