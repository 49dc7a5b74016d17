"""What the verdicts of several people come to, by a project's rule. Values in, values out, no database."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from storyboard.review.models import Rule
from storyboard.takes.models import Verdict


@dataclass(frozen=True)
class Ruling:
    """A rule as it holds now: `listed` are the ids of those on the list, `least` how many have to approve."""

    rule: str = Rule.ANYONE
    least: int = 1
    listed: frozenset[str] = field(default_factory=frozenset)


def outcome(ruling: Ruling, votes: Sequence[tuple[str, str]]) -> Verdict:
    """The verdict on a take: `votes` are pairs of person and verdict in the order in which they were given.

    Of each person the newest counts. Where anyone decides, the newest of all does. Else one objection outweighs every
    approval until its person takes it back, and a rejection outweighs asking for changes.
    """
    if ruling.rule == Rule.ANYONE:
        return Verdict(votes[-1][1]) if votes else Verdict.NONE
    newest = {person: verdict for person, verdict in votes if _counts(ruling, person)}
    for objection in (Verdict.REJECTED, Verdict.CHANGES):
        if objection in newest.values():
            return objection
    approving = {person for person, verdict in newest.items() if verdict == Verdict.APPROVED}
    return Verdict.APPROVED if _enough(ruling, approving) else Verdict.NONE


def _counts(ruling: Ruling, person: str) -> bool:
    return ruling.rule != Rule.LISTED or person in ruling.listed


def _enough(ruling: Ruling, approving: set[str]) -> bool:
    if ruling.rule == Rule.LISTED:
        return bool(ruling.listed) and approving >= ruling.listed
    return len(approving) >= ruling.least
