"""Media, to people of the workspace alone."""

from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from storyboard.assets.serving import response_for, stored_for
from storyboard.http import PersonRequest, login_required


@login_required
@require_safe
def media(request: PersonRequest, asset_id: str, rendition: str) -> HttpResponseBase:
    """One file, whole or a range of it."""
    return response_for(request, stored_for(request.user, asset_id, rendition))
