"""A project's rule for verdicts: read by everybody, changed by owners."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from storyboard.live.sending import Fragment, record
from storyboard.projects.models import Project
from storyboard.review.decision import rule_in_words
from storyboard.review.judging import Jury, judges_of, jury_of
from storyboard.review.models import ReviewRule, Rule
from storyboard.review.recording import record_rule
from storyboard.studio.models import Person

MOST = 20


class NotARule(Exception):
    """Nothing was changed; the message is the sentence to show."""


def set_rule(project: Project, person: Person, rule: str, least: str, people: Sequence[str]) -> ReviewRule:
    """Has verdicts from now on go by another rule, which `person` chose; `people` are ids. Raises NotARule."""
    chosen = [person for person in judges_of(project) if person.pk in people]
    number = _least_from(least, len(judges_of(project))) if rule == Rule.LEAST else 2
    if rule not in Rule.values:
        raise NotARule(_("Choose one of the three rules."))
    if rule == Rule.LISTED and not chosen:
        raise NotARule(_("Choose at least one person for the list, or another rule."))
    with transaction.atomic():
        before = _in_words(jury_of(project))
        kept, _made = ReviewRule.objects.update_or_create(project=project, defaults={"rule": rule, "least": number})
        kept.people.set(chosen if rule == Rule.LISTED else [])
        record_rule(project, person, before, _in_words(jury_of(project)))
        record(project.pk, [Fragment("verdicts", "", 0)])
    return kept


def _in_words(jury: Jury) -> str:
    """The rule as a sentence, and who is on its list."""
    listed = ", ".join(str(person) for person in jury.people if person.pk in jury.ruling.listed)
    return ": ".join(filter(None, (rule_in_words(jury.ruling), listed)))


def _least_from(text: str, judges: int) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 3 and 1 <= int(text) <= MOST):
        raise NotARule(_("Choose a number of people from 1 to %(most)s.") % {"most": MOST})
    if int(text) > judges:
        words = ngettext(
            "%(count)s person can give verdicts here, so no more can be asked for.",
            "%(count)s people can give verdicts here, so no more can be asked for.",
            judges,
        )
        raise NotARule(words % {"count": judges})
    return int(text)
