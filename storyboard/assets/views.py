"""The library and what comes into it; media, to people of the workspace and to guests it was shared with."""

from collections.abc import Callable
from dataclasses import replace

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from storyboard.assets.accepting import NotFetched, Sender, Unusable, accept_address, accept_upload
from storyboard.assets.access import seen_by
from storyboard.assets.finding import found_for, found_for_guest
from storyboard.assets.forms import FetchForm, UploadForm
from storyboard.assets.guests import is_guest
from storyboard.assets.library import AssetView, library_page
from storyboard.assets.models import Asset
from storyboard.assets.searching import wanted_from
from storyboard.assets.serving import response_for
from storyboard.http import PersonRequest, login_required
from storyboard.studio.access import listed_membership, membership_for
from storyboard.studio.roles import Right


@require_safe
def media(request: HttpRequest, asset_id: str, rendition: str) -> HttpResponseBase:
    """One file, whole or a range of it."""
    if is_guest(request.session) and not _is_seen(request, asset_id):
        accept = request.headers.get("Accept", "")
        return response_for(request, found_for_guest(request.session, asset_id, rendition, accept))
    return _media_of_people(request, asset_id, rendition)


def _is_seen(request: HttpRequest, asset_id: str) -> bool:
    return request.user.is_authenticated and seen_by(request.user).filter(pk=asset_id).exists()


@login_required
def _media_of_people(request: PersonRequest, asset_id: str, rendition: str) -> HttpResponseBase:
    accept = request.headers.get("Accept", "")
    return response_for(request, found_for(request.user, asset_id, rendition, accept))


@login_required
@require_safe
def library(request: PersonRequest) -> HttpResponse:
    """Assets of one kind, a page at a time, for whoever chooses; `after` is the last one of the page before."""
    membership = listed_membership(request.user, request.GET.get("w", ""), Right.READ)
    if membership is None:
        raise Http404(_("You are in no workspace yet."))
    after = request.GET.get("after", "")
    page = library_page(membership.workspace_id, replace(wanted_from(request.GET), archived=False), after)
    return render(request, f"assets/library.html#{'more' if after else 'grid'}", {"page": page})


@login_required
@require_POST
def upload(request: PersonRequest) -> HttpResponse:
    """Takes one file into the library; answers with its card, or with a sentence and 422."""
    form = UploadForm(request.POST, request.FILES)

    def accept(sender: Sender) -> Asset:
        return accept_upload(sender, form.cleaned_data["file"], form.cleaned_data["name"])

    return _brought(request, form, accept)


@login_required
@require_POST
def fetch(request: PersonRequest) -> HttpResponse:
    """Fetches a picture from an address into the library; answers as an upload does."""
    form = FetchForm(request.POST)
    return _brought(request, form, lambda sender: accept_address(sender, form.cleaned_data["url"]))


def _brought(request: PersonRequest, form: Form, accept: Callable[[Sender], Asset]) -> HttpResponse:
    membership = membership_for(request.user, request.POST.get("workspace", ""), Right.UPLOAD)
    if not form.is_valid():
        return _unusable(request, str(next(iter(form.errors.values()))[0]))
    try:
        return _card(request, accept(Sender(membership.workspace_id, request.user)))
    except NotFetched as refused:
        return render(request, "assets/library.html#not_fetched", {"sentence": str(refused)}, status=422)
    except Unusable as unusable:
        return _unusable(request, str(unusable))


def _card(request: PersonRequest, asset: Asset) -> HttpResponse:
    return render(request, "assets/library.html#picture", {"view": AssetView(asset)})


def _unusable(request: PersonRequest, sentence: str) -> HttpResponse:
    return render(request, "assets/library.html#unusable", {"sentence": sentence}, status=422)
