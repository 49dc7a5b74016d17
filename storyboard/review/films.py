"""The video of a take as places are reckoned in it."""

from fractions import Fraction

from django.db.models import Q
from django.utils.translation import gettext as _

from storyboard.review.places import Film
from storyboard.takes.models import Take
from storyboard.takes.planned import PlannedShot
from storyboard.takes.shots import shots_of


def film(take: Take) -> Film:
    """The video of a take, or one without frames where there is none yet. Its asset and generation must be loaded."""
    asset, spans = take.asset, shots_of(take)
    if asset is None or not (asset.frames and asset.rate_numerator and asset.rate_denominator):
        return Film(0, Fraction(24), spans)
    return Film(asset.frames, Fraction(asset.rate_numerator, asset.rate_denominator), spans)


def named(span: PlannedShot) -> str:
    """A shot in words, like “Shot 2 · Tram”."""
    number = _("Shot %(number)s") % {"number": span.number}
    return f"{number} · {span.name}" if span.name else number


def of_earlier_takes(take: Take) -> Q:
    """Comments and verdicts of the earlier takes of a project. What was said of rehearsals stays with rehearsals, and
    what was said of animatics with animatics."""
    alike = Q(take__project=take.project_id, take__rehearsal=take.rehearsal)
    if take.number:
        return alike & Q(take__number__gt=0, take__number__lt=take.number)
    return alike & Q(take__number=0, take__render__lt=take.render)
