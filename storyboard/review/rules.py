"""A project's rule for verdicts: read by everybody, changed by owners."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from storyboard.live.sending import Fragment, record
from storyboard.projects.models import Project
from storyboard.review.judging import judges_of
from storyboard.review.models import ReviewRule, Rule

MOST = 20


class NotARule(Exception):
    """Nothing was changed; the message is the sentence to show."""


def set_rule(project: Project, rule: str, least: str, people: Sequence[str]) -> ReviewRule:
    """Has verdicts from now on go by another rule; `people` are ids. Raises NotARule."""
    chosen = [person for person in judges_of(project) if person.pk in people]
    number = _least_from(least, len(judges_of(project))) if rule == Rule.LEAST else 2
    if rule not in Rule.values:
        raise NotARule(_("Choose one of the three rules."))
    if rule == Rule.LISTED and not chosen:
        raise NotARule(_("Choose at least one person for the list, or another rule."))
    with transaction.atomic():
        kept, _made = ReviewRule.objects.update_or_create(project=project, defaults={"rule": rule, "least": number})
        kept.people.set(chosen if rule == Rule.LISTED else [])
        record(project.pk, [Fragment("verdicts", "", 0)])
    return kept


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
