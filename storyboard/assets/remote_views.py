"""Assets that are not fetched yet: kept, tried again, replaced. Parse, call one function, render."""

from dataclasses import replace as replace_fields
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from storyboard.assets.accepting import Sender, Unusable, accept_upload
from storyboard.assets.forms import FetchForm, UploadForm
from storyboard.assets.library import AssetView, library_page
from storyboard.assets.models import Asset, AssetKind
from storyboard.assets.remote import is_remote, keep_remote, places_of, replace, retry, rights_to_replace
from storyboard.assets.searching import wanted_from
from storyboard.http import PersonRequest, login_required
from storyboard.ids import is_id
from storyboard.studio.access import membership_for, require
from storyboard.studio.models import Membership
from storyboard.studio.roles import Right


@login_required
@require_POST
def keep(request: PersonRequest) -> HttpResponse:
    """Keeps the place of a picture whose address could not be fetched now; answers with its card."""
    membership = membership_for(request.user, request.POST.get("workspace", ""), Right.UPLOAD)
    form = FetchForm(request.POST)
    if not form.is_valid():
        sentence = str(next(iter(form.errors.values()))[0])
        return render(request, "assets/library.html#unusable", {"sentence": sentence}, status=422)
    asset = keep_remote(membership.workspace_id, request.user, form.cleaned_data["url"])
    return render(request, "assets/library.html#picture", {"view": AssetView(asset)})


@login_required
@require_safe
def remote(request: PersonRequest, asset_id: str) -> HttpResponse:
    """What waits at an address, where it is used, and what could take its place; `with` is what was chosen."""
    asset, membership = _asset_for(request, asset_id, Right.READ)
    return render(request, "assets/remote.html", _page(request, asset, membership))


def _page(request: PersonRequest, asset: Asset, membership: Membership, error: str = "") -> dict[str, Any]:
    wanted = replace_fields(wanted_from(request.GET), kind=AssetKind(asset.kind), archived=False)
    needed = rights_to_replace(asset.pk)
    return {
        "asset": asset,
        "remote": is_remote(asset),
        "places": places_of(asset.pk),
        "chosen": _other(asset, request.GET.get("with", "")),
        "page": library_page(membership.workspace_id, wanted, request.GET.get("after", "")),
        "search": wanted.q,
        "can_retry": membership.may(Right.UPLOAD),
        "can_replace": all(membership.may(right) for right in needed),
        "error": error,
    }


@login_required
@require_POST
def try_again(request: PersonRequest, asset_id: str) -> HttpResponse:
    """Fetches it; a picker gets its card, or a sentence and 422."""
    asset, membership = _asset_for(request, asset_id, Right.UPLOAD)
    try:
        filled = retry(asset)
    except Unusable as unusable:
        if request.htmx:
            return render(request, "assets/library.html#unusable", {"sentence": str(unusable)}, status=422)
        return render(request, "assets/remote.html", _page(request, asset, membership, str(unusable)), status=422)
    if request.htmx:
        return render(request, "assets/library.html#picture", {"view": AssetView(filled)})
    messages.success(request, _("It is fetched. Every board and element that has it shows it now."))
    return redirect("remote_asset", filled.pk)


@login_required
@require_POST
def put_in_place(request: PersonRequest, asset_id: str) -> HttpResponse:
    """Replaces it everywhere with an asset of the library; an uploaded file is shown first, with what it touches."""
    asset, membership = _asset_for(request, asset_id, Right.UPLOAD)
    for right in rights_to_replace(asset.pk):
        require(membership.roles, right)
    try:
        if request.FILES:
            chosen = _uploaded(request, membership)
            return redirect(f"{request.path.removesuffix('replace/')}?with={chosen.pk}")
        return _replaced(request, asset)
    except Unusable as unusable:
        return render(request, "assets/remote.html", _page(request, asset, membership, str(unusable)), status=422)


def _uploaded(request: PersonRequest, membership: Membership) -> Asset:
    form = UploadForm({"workspace": membership.workspace_id}, request.FILES)
    if not form.is_valid():
        raise Unusable(str(next(iter(form.errors.values()))[0]))
    return accept_upload(Sender(membership.workspace_id, request.user), form.cleaned_data["file"])


def _replaced(request: PersonRequest, asset: Asset) -> HttpResponse:
    other = _other(asset, request.POST.get("with", ""))
    if other is None:
        raise Unusable(_("Choose a file of the library first."))
    count = len(places_of(asset.pk))
    replace(asset, other, request.user)
    said = ngettext("It is in %(count)s place now.", "It is in %(count)s places now.", count)
    messages.success(request, said % {"count": count})
    return redirect("remote_asset", other.pk)


def _asset_for(request: PersonRequest, asset_id: str, right: Right) -> tuple[Asset, Membership]:
    asset = Asset.objects.filter(workspace__memberships__person=request.user, pk=asset_id).first()
    if asset is None:
        raise Http404(_("There is no such file, or it is in a workspace you are not in."))
    return asset, membership_for(request.user, asset.workspace_id, right)


def _other(asset: Asset, other_id: str) -> Asset | None:
    """The asset of the same workspace and kind, with bytes, that is to take the place."""
    fitting = Asset.objects.filter(workspace=asset.workspace_id, kind=asset.kind).exclude(file="")
    return fitting.filter(pk=other_id).first() if is_id(other_id) else None
