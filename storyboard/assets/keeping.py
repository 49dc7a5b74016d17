"""The library page and what is done with one asset there: parse, call one function, render."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from storyboard.assets import access
from storyboard.assets.access import asset_for
from storyboard.assets.grabbing import NoSuchFrame, frame_number, grab_frame
from storyboard.assets.library import AssetView, detail_for, kinds_for, library_for, library_page
from storyboard.assets.models import Asset
from storyboard.assets.renditions import make_again
from storyboard.assets.searching import Wanted, wanted_from
from storyboard.http import PersonRequest, login_required
from storyboard.studio.access import listed_membership, touch
from storyboard.studio.models import Membership
from storyboard.studio.roles import Right

CHANGED, FOUND = "library-changed", "media-found"


@login_required
@require_safe
def media_library(request: PersonRequest) -> HttpResponse:
    """The media of one workspace: `?w=`, else the one used last. htmx gets the cards alone."""
    membership = listed_membership(request.user, request.GET.get("w", ""), Right.READ)
    if membership is None:
        return render(request, "projects/no_workspace.html")
    touch(membership)
    wanted = wanted_from(request.GET)
    if request.htmx and not request.htmx.history_restore_request:
        return _cards(request, membership, wanted)
    return render(request, "assets/media.html", {"library": library_for(membership, wanted)})


def _cards(request: PersonRequest, membership: Membership, wanted: Wanted) -> HttpResponse:
    after = request.GET.get("after", "")
    context = {"page": library_page(membership.workspace_id, wanted, after)}
    if after:
        return render(request, "assets/media.html#more", context)
    response = render(request, "assets/media.html#results", context)
    response["HX-Replace-Url"] = request.get_full_path()
    response["HX-Trigger"] = FOUND
    return response


@login_required
@require_safe
def media_counts(request: PersonRequest) -> HttpResponse:
    """How many pictures, clips and voices the words find, counted after the answer itself."""
    membership = listed_membership(request.user, request.GET.get("w", ""), Right.READ)
    if membership is None:
        raise Http404(_("You are in no workspace yet."))
    kinds = kinds_for(membership, wanted_from(request.GET))
    return render(request, "assets/media.html#counts", {"kinds": kinds})


@login_required
@require_safe
def media_file(request: PersonRequest, asset_id: str) -> HttpResponse:
    """One asset: its panel for htmx, else the library of its kind with the panel open."""
    asset, membership = asset_for(request.user, asset_id, Right.READ)
    context = {"detail": detail_for(membership, asset)}
    if request.htmx and not request.htmx.history_restore_request:
        return render(request, "assets/media.html#detail", context)
    touch(membership)
    library = library_for(membership, wanted_from(request.GET, asset.kind))
    return render(request, "assets/media.html", {"library": library, **context})


@login_required
@require_POST
def state(request: PersonRequest, asset_id: str) -> HttpResponse:
    """Archives an asset, restores it, or has its small copies made again; answers with its panel."""
    asset, membership = asset_for(request.user, asset_id, Right.LIBRARY)
    changes: dict[str, Callable[[Asset], None]] = {
        "archive": access.archive,
        "restore": access.restore,
        "again": make_again,
    }
    change = changes.get(request.POST.get("state", ""))
    if change is None:
        raise Http404(_("There is no such button any more. Reload the page."))
    change(asset)
    if not request.htmx:
        return redirect("media_file", asset.pk)
    response = render(request, "assets/media.html#detail", {"detail": detail_for(membership, asset)})
    response["HX-Trigger"] = CHANGED
    return response


@login_required
@require_POST
def grab(request: PersonRequest, asset_id: str) -> HttpResponse:
    """Puts one frame of a clip into the library; answers with its card, or with a sentence and 422."""
    clip, _membership = asset_for(request.user, asset_id, Right.UPLOAD)
    frame = frame_number(request.POST.get("frame", ""))
    name = _("%(clip)s, frame %(frame)s") % {"clip": clip.name or _("Clip"), "frame": frame}
    try:
        asset = grab_frame(clip, frame, request.user, name)
    except NoSuchFrame:
        sentence = _("This clip has no such frame. Choose another.")
        return render(request, "assets/library.html#unusable", {"sentence": sentence}, status=422)
    return render(request, "assets/library.html#picture", {"view": AssetView(asset)})
