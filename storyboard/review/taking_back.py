"""A verdict is taken back by whoever gave it, for a short while: to mend a slip. The rows stay, as a trace."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from storyboard.review.judging import NotGiven, locked, settle, tell, verdicts_on, votes_among
from storyboard.review.models import GivenVerdict
from storyboard.review.recording import record_verdict
from storyboard.studio.models import Person
from storyboard.takes.models import Take, Verdict
from storyboard.takes.viewing import TakeView

OFFERED = timedelta(seconds=10)
# Longer than it is offered: a note that somebody's hand rests on stays on screen.
ALLOWED = timedelta(seconds=60)
LOADED = ("take__project", "take__asset", "take__generation")


@dataclass(frozen=True)
class Offer:
    """The verdict that its person may take back with one press, for so many `milliseconds` more."""

    given: GivenVerdict
    milliseconds: int

    @property
    def title(self) -> str:
        return TakeView(self.given.take).full_title

    @property
    def project(self) -> str:
        return self.given.take.project.title


def offer_to(person: Person) -> Offer | None:
    """What a person did last, if that was to give a verdict, and just now."""
    now = timezone.now()
    rows = GivenVerdict.objects.filter(person=person, at__gt=now - OFFERED).select_related(*LOADED, "taken_back")
    given = rows.order_by("-at", "-pk").filter(gave_way_to=None).first()
    if given is None or given.verdict == Verdict.NONE or hasattr(given, "taken_back"):
        return None
    return Offer(given, int((given.at + OFFERED - now) / timedelta(milliseconds=1)))


def take_back(given: GivenVerdict) -> None:
    """Undoes a verdict: the take, and another that it took the place of, stand as they did before. Raises NotGiven."""
    with transaction.atomic():
        take = locked(given.take)
        _refuse(given)
        was_approved, votes = take.verdict == Verdict.APPROVED, votes_among(verdicts_on(take))
        _undo(given, take, given.person)
        if was_approved and take.verdict != Verdict.APPROVED:
            # Where several decide, another vote than this one may have been the last that was needed.
            for reopening in GivenVerdict.objects.filter(gave_way_to__in=votes, taken_back=None):
                _undo(reopening, locked(reopening.take), given.person)


def _undo(row: GivenVerdict, take: Take, person: Person) -> None:
    undoing = GivenVerdict.objects.create(
        take=take, person=person, verdict=Verdict.NONE, shot=row.shot, sha256=row.sha256, takes_back=row
    )
    record_verdict(undoing)
    if not row.shot:
        settle(take, undoing)
    tell(take)


def _refuse(given: GivenVerdict) -> None:
    if GivenVerdict.objects.filter(takes_back=given).exists():
        raise NotGiven(_("This verdict is taken back already."))
    if given.verdict == Verdict.NONE or timezone.now() - given.at > ALLOWED:
        raise NotGiven(_("This verdict stands by now. Give another one, or reopen the take."))
