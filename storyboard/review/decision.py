"""What the page of a take says of its verdicts: who decides, what was said, and what the reader can do."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from storyboard.review.ageing import changed_since
from storyboard.review.films import film, named, of_earlier_takes
from storyboard.review.judging import Jury, approved_instead, verdicts_on, votes_among, why_not, why_not_approved
from storyboard.review.models import GivenVerdict, Rule
from storyboard.review.places import Film
from storyboard.review.ruling import Ruling
from storyboard.review.taking_back import Offer, offer_to
from storyboard.studio.models import Person
from storyboard.studio.roles import Right, may
from storyboard.takes.models import Take, Verdict
from storyboard.takes.viewing import TakeView

JUDGED = ("person", "take__asset", "take__generation")


@dataclass(frozen=True)
class Vote:
    """Where one person stands; `given` None: has not said yet. One that does not count by the rule is `aside`."""

    person: Person
    given: GivenVerdict | None
    aside: bool = False


@dataclass(frozen=True)
class ShotVerdict:
    """The newest verdict of a person on one shot; `source` is the earlier take that it was given on."""

    shot: str
    given: GivenVerdict
    source: TakeView | None


@dataclass(frozen=True)
class Decision:
    """Everything about the verdicts of a take. `why_not` and `why_not_approved` are sentences, empty where all is well.

    `instead` is another take that is approved now; `changed` what of the board is no longer as it was. `undo` is what
    the reader may take back, maybe of another take.
    """

    take: Take
    film: Film
    rule: str
    votes: list[Vote]
    shot_verdicts: list[ShotVerdict]
    history: list[GivenVerdict]
    why_not: str
    why_not_approved: str
    instead: TakeView | None
    changed: list[str]
    can_judge: bool
    can_rule: bool
    undo: Offer | None

    @property
    def title(self) -> str:
        return TakeView(self.take).full_title

    @property
    def is_approved(self) -> bool:
        return self.take.verdict == Verdict.APPROVED

    @property
    def sha256(self) -> str:
        return self.take.asset.sha256 if self.take.asset else ""

    @property
    def shots(self) -> list[tuple[str, str]]:
        """Pairs of id and name."""
        return [(span.shot, named(span)) for span in self.film.spans]


def decision_of(take: Take, reader: Person, jury: Jury) -> Decision:
    """The verdicts of a take for whoever reads them; the take loaded as `access.take_for` does."""
    roles, given = take.project.roles, list(verdicts_on(take))
    here, instead = film(take), approved_instead(take)
    return Decision(
        take=take,
        film=here,
        rule=rule_in_words(jury.ruling),
        votes=_votes(given, jury),
        shot_verdicts=_shot_verdicts(take, here),
        history=given[::-1],
        why_not=why_not(take),
        why_not_approved=why_not_approved(take),
        instead=TakeView(instead) if instead else None,
        changed=changed_since(take),
        can_judge=may(roles, Right.VERDICT),
        can_rule=may(roles, Right.RULES),
        undo=offer_to(reader) if may(roles, Right.VERDICT) else None,
    )


def rule_in_words(ruling: Ruling) -> str:
    """Whose verdicts decide, as a sentence."""
    if ruling.rule == Rule.LEAST:
        words = ngettext("%(count)s approval needed", "%(count)s approvals needed", ruling.least)
        return words % {"count": ruling.least}
    if ruling.rule != Rule.LISTED:
        return _("One verdict decides")
    if not ruling.listed:
        return _("Nobody on the list can give verdicts any more. An owner chooses others.")
    return _("Everybody on the list has to approve")


def _votes(rows: list[GivenVerdict], jury: Jury) -> list[Vote]:
    """Whoever gave a verdict, by name, and those of a list who have not yet."""
    newest, ruling = {given.person_id: given for given in votes_among(rows)}, jury.ruling
    listed = [person for person in jury.people if person.pk in ruling.listed]
    people = {**{given.person_id: given.person for given in newest.values()}, **{one.pk: one for one in listed}}
    is_list = ruling.rule == Rule.LISTED
    votes = [Vote(one, newest.get(key), is_list and key not in ruling.listed) for key, one in people.items()]
    return sorted(votes, key=lambda vote: str(vote.person).casefold())


def _shot_verdicts(take: Take, here: Film) -> list[ShotVerdict]:
    """The newest verdict of each person on each shot that this take has, its own or carried over from earlier takes."""
    rows = GivenVerdict.objects.filter(Q(take=take) | of_earlier_takes(take))
    rows = rows.filter(shot__in=[span.shot for span in here.spans], takes_back=None, taken_back=None)
    newest: dict[tuple[str, str], GivenVerdict] = {}
    for given in rows.select_related(*JUDGED).order_by("take__number", "take__render", "pk"):
        newest[given.shot, given.person_id] = given
    order = {span.shot: span.number for span in here.spans}
    sources = {given.pk: None if given.take_id == take.pk else TakeView(given.take) for given in newest.values()}
    found = [ShotVerdict(_name(here, given.shot), given, sources[given.pk]) for given in newest.values()]
    return sorted(found, key=lambda one: (order[one.given.shot], str(one.given.person).casefold()))


def _name(here: Film, shot: str) -> str:
    span = here.shot(shot)
    return named(span) if span else ""
