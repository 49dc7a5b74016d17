"""Comments at frames and the shots that they are about, once the real cuts of a video are known."""

from storyboard.assets.models import Asset
from storyboard.live.sending import Fragment, record
from storyboard.review.films import film
from storyboard.review.models import Comment
from storyboard.takes.models import Take
from storyboard.takes.speaking import is_made_here


def follow_cuts(asset: Asset) -> None:
    """Binds what was said at frames of a video to the shots that these are really in, and tells every open page. Call
    in the transaction that keeps its cuts. An animatic goes by its plan."""
    for take in Take.objects.filter(asset=asset).select_related("asset", "generation"):
        if is_made_here(take.generation.model):
            continue
        _rebind(take)
        record(take.project_id, [Fragment("cuts", take.pk, 0), Fragment("comments", take.pk, 0)])


def _rebind(take: Take) -> None:
    here = film(take)
    for comment in Comment.objects.filter(take=take, first__isnull=False):
        span = here.at(comment.first or 0)
        if span and span.shot != comment.shot:
            Comment.objects.filter(pk=comment.pk).update(shot=span.shot)
