"""Sentences for scripts in a language; the address has the version of all static files, so that browsers keep them."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe
from django.views.i18n import JavaScriptCatalog

YEAR = 365 * 86_400  # seconds

_catalogue = JavaScriptCatalog.as_view(packages=["storyboard"])


@require_safe
def words(request: HttpRequest, static_version: str, language: str) -> HttpResponseBase:
    """The catalogue of a language. Of another version it is what is here, and nothing that a browser may keep."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    with override(language):
        answer = _catalogue(request)
    if static_version == settings.STATIC_VERSION:
        patch_cache_control(answer, public=True, max_age=YEAR, immutable=True)
    else:
        patch_cache_control(answer, no_cache=True)
    return answer


def menu(request: HttpRequest) -> dict[str, object]:
    """For every template: where the sentences of its language are."""
    return {"words_url": reverse("words", args=[settings.STATIC_VERSION, get_language() or settings.LANGUAGE_CODE])}
