"""Lines of the workspace's audit log about verdicts, who decides, and links. Call each in the change's transaction."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from storyboard.projects.models import Project
from storyboard.review.films import film, named
from storyboard.review.models import GivenVerdict, GuestLink
from storyboard.studio.auditing import What, note
from storyboard.studio.models import Person
from storyboard.takes.models import Take, Verdict
from storyboard.takes.viewing import TakeView

WHATS = {
    Verdict.APPROVED: What.APPROVED,
    Verdict.CHANGES: What.CHANGES,
    Verdict.REJECTED: What.REJECTED,
    Verdict.NONE: What.REOPENED,
}


def record_verdict(given: GivenVerdict) -> None:
    """A verdict, a reopening, or that one was taken back; the take loaded as `judging.locked` does."""
    before = given.takes_back.verdict if given.takes_back else ""
    note(given.take.project.workspace, given.person, _what(given), _about(given), before, given.sha256)


def _what(given: GivenVerdict) -> What:
    if given.takes_back is None:
        return WHATS[Verdict(given.verdict)]
    return What.RESTORED if given.takes_back.verdict == Verdict.NONE else What.TAKEN_BACK


def record_rule(project: Project, person: Person, before: str, after: str) -> None:
    """Another rule for verdicts, both in words; nothing where it is the same one."""
    if before != after:
        note(project.workspace, person, What.RULE, project.title, before, after)


def record_link(link: GuestLink, person: Person, what: What) -> None:
    """A link for guests that was made or revoked."""
    note(link.workspace, person, what, _shared(link), after=", ".join(_terms(link)))


def _about(given: GivenVerdict) -> str:
    span = film(given.take).shot(given.shot) if given.shot else None
    return " · ".join(filter(None, (named(span) if span else "", _title(given.take))))


def _title(take: Take) -> str:
    return f"{TakeView(take).full_title} · {take.project.title}"


def _shared(link: GuestLink) -> str:
    if link.take:
        return _title(link.take)
    return link.project.title if link.project else link.playlist.title if link.playlist else ""


def _terms(link: GuestLink) -> list[str]:
    """For whom it is and what it allows; its password never."""
    ends = _("until %(when)s") % {"when": date_format(link.expires_at)} if link.expires_at else _("until revoked")
    terms = [
        link.label,
        ends,
        _("with a password") if link.password else _("without a password"),
        _("guests may comment") if link.may_comment else _("guests read only"),
        _("guests may download") if link.may_download else _("no download"),
    ]
    if link.with_drafts:
        terms.append(_("with drafts"))
    return [term for term in terms if term]
