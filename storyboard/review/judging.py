"""Verdicts: given by named people on the very file they saw, and what they come to by the project's rule.

The rows are the log: none is ever changed or removed. Whoever gives one locks the project first, so that two people
cannot approve two takes at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from storyboard.live.sending import Fragment, record
from storyboard.projects.models import Project
from storyboard.review.films import film
from storyboard.review.models import GivenVerdict, ReviewRule, Rule
from storyboard.review.recording import record_verdict
from storyboard.review.ruling import Ruling, outcome
from storyboard.studio.models import Membership, Person
from storyboard.studio.roles import Right
from storyboard.takes.models import Take, Verdict
from storyboard.takes.pipeline import change_take
from storyboard.takes.states import TakeState
from storyboard.takes.viewing import TakeView

LONGEST_NOTE = 5_000
OBJECTIONS = (Verdict.CHANGES, Verdict.REJECTED)


class NotGiven(Exception):
    """No verdict was written; the message is the sentence to show."""


@dataclass(frozen=True)
class Wanted:
    """A verdict as a person gives it. `sha256` is of the file that was on screen; an empty `shot` is the whole take."""

    verdict: Verdict
    sha256: str
    note: str = ""
    shot: str = ""


def give(take: Take, person: Person, wanted: Wanted) -> GivenVerdict:
    """Writes a verdict and has it count; one that was just given the same way is that one. Raises NotGiven."""
    note = _note_from(wanted)
    with transaction.atomic():
        take = locked(take)
        _refuse(take, wanted)
        if same := _same(take, person, wanted, note):
            return same
        given = GivenVerdict.objects.create(
            take=take, person=person, verdict=wanted.verdict, shot=wanted.shot, note=note, sha256=wanted.sha256
        )
        record_verdict(given)
        if not wanted.shot:
            settle(take, given)
        tell(take)
    return given


def reopen(take: Take, person: Person) -> None:
    """Takes an approval back: from then on verdicts are given anew. Raises NotGiven."""
    with transaction.atomic():
        take = locked(take)
        if take.verdict != Verdict.APPROVED:
            raise NotGiven(_("This take is not approved any more, so there is nothing to reopen."))
        _reopen(take, person)


def votes_among(rows: Iterable[GivenVerdict]) -> list[GivenVerdict]:
    """Those of a take's verdicts, told in the order in which they were given, that count for the whole of it."""
    votes: list[GivenVerdict] = []
    for given in rows:
        if given.counts and given.verdict == Verdict.NONE:
            votes.clear()
        elif given.counts:
            votes.append(given)
    return votes


def verdicts_on(take: Take) -> "QuerySet[GivenVerdict]":
    """All verdicts that were given on a take, the oldest first, with their people."""
    return take.verdicts.select_related("person", "taken_back").order_by("pk")


@dataclass(frozen=True)
class Jury:
    """A project's rule, not saved yet where none was set, and everybody who may give verdicts there, by name."""

    rule: ReviewRule
    people: list[Person]
    chosen: frozenset[str]

    @property
    def ruling(self) -> Ruling:
        """The rule as it holds now: of a list only those who may still give verdicts."""
        return Ruling(self.rule.rule, self.rule.least, self.chosen & {person.pk for person in self.people})


def jury_of(project: Project) -> Jury:
    """Who decides about a project's takes."""
    rule = ReviewRule.objects.filter(project=project).first() or ReviewRule(project=project)
    chosen = rule.people.values_list("pk", flat=True) if rule.rule == Rule.LISTED else []
    return Jury(rule, judges_of(project), frozenset(chosen))


def judges_of(project: Project) -> list[Person]:
    """Everybody who may give verdicts on a project's takes, by name."""
    rows = Membership.objects.filter(workspace=project.workspace_id, person__is_active=True).select_related("person")
    people = [row.person for row in rows if row.may(Right.VERDICT)]
    return sorted(people, key=lambda person: str(person).casefold())


def approved_instead(take: Take) -> Take | None:
    """The take of the same project that is approved now, if it is another one."""
    others = Take.objects.filter(project=take.project_id, verdict=Verdict.APPROVED).exclude(pk=take.pk)
    return others.select_related("asset", "generation").first()


def why_not(take: Take) -> str:
    """Why nobody can give a verdict on a take; empty where people can."""
    if take.state != TakeState.READY or take.asset is None:
        return _("Verdicts can be given once the video is here.")
    if take.verdict == Verdict.APPROVED:
        return _("This take is approved and locked. Reopen it to give another verdict.")
    return ""


def why_not_approved(take: Take) -> str:
    """Why a take cannot be approved, whoever wants to; empty where it can."""
    if take.rehearsal:
        return _("A rehearsal cannot be approved: its video comes from a stand-in, not from the model.")
    return ""


def no_verdict() -> str:
    """What was posted is none of the three."""
    return _("Choose one of the three verdicts.")


def locked(take: Take) -> Take:
    """The row as it is now; the project's row is locked with it, so that verdicts come one after another."""
    Project.objects.select_for_update(of=("self",), no_key=True).get(pk=take.project_id)
    rows = Take.objects.select_for_update(of=("self",)).select_related("asset", "generation", "project")
    return rows.get(pk=take.pk)


def settle(take: Take, given: GivenVerdict) -> None:
    """Has the take say what its verdicts come to now, with the one just written; the take that was approved before is
    reopened. Call with the take locked."""
    votes = [(vote.person_id, vote.verdict) for vote in votes_among(verdicts_on(take))]
    verdict = outcome(jury_of(take.project).ruling, votes)
    if verdict == Verdict.APPROVED:
        note = _("%(take)s was approved instead.") % {"take": TakeView(take).full_title}
        for other in Take.objects.filter(project=take.project_id, verdict=verdict).exclude(pk=take.pk):
            _reopen(locked(other), given.person, note, given)
    if verdict != take.verdict:
        change_take(take, verdict=verdict)


def tell(take: Take) -> None:
    """Has every open page look at the verdicts of a take again. Call in the change's transaction."""
    record(take.project_id, [Fragment("verdicts", take.pk, 0)])


def _refuse(take: Take, wanted: Wanted) -> None:
    """Raises NotGiven where this verdict cannot be given on this take."""
    if why := why_not(take):
        raise NotGiven(why)
    if wanted.verdict == Verdict.APPROVED and (why := why_not_approved(take)):
        raise NotGiven(why)
    if take.asset is None or take.asset.sha256 != wanted.sha256:
        raise NotGiven(_("The video is not the one you saw any more. Load the page anew, look at it, and decide then."))
    if wanted.shot and film(take).shot(wanted.shot) is None:
        raise NotGiven(_("This take has no such shot. Choose another, or the whole take."))


def _same(take: Take, person: Person, wanted: Wanted, note: str) -> GivenVerdict | None:
    """The newest verdict on a take where it is this person's, and says the very same, as a second press does."""
    last = verdicts_on(take).last()
    if last is None or last.takes_back_id or hasattr(last, "taken_back") or last.person_id != person.pk:
        return None
    said = (last.verdict, last.shot, last.note, last.sha256)
    return last if said == (wanted.verdict, wanted.shot, note, wanted.sha256) else None


def _note_from(wanted: Wanted) -> str:
    note = wanted.note.replace("\r\n", "\n").replace("\x00", "").strip()
    if wanted.verdict not in (Verdict.APPROVED, *OBJECTIONS):
        raise NotGiven(no_verdict())
    if wanted.verdict in OBJECTIONS and not note:
        raise NotGiven(_("Say what is wrong: whoever makes the next take goes by your note."))
    if len(note) > LONGEST_NOTE:
        found = {"limit": LONGEST_NOTE, "found": len(note)}
        raise NotGiven(_("A note has at most %(limit)s characters; this one has %(found)s.") % found)
    return note


def _reopen(take: Take, person: Person, note: str = "", gave_way_to: GivenVerdict | None = None) -> None:
    sha256 = take.asset.sha256 if take.asset else ""
    reopening = GivenVerdict.objects.create(
        take=take, person=person, verdict=Verdict.NONE, note=note, sha256=sha256, gave_way_to=gave_way_to
    )
    record_verdict(reopening)
    change_take(take, verdict=Verdict.NONE)
    tell(take)
