"""An object storage that is away while a page needs it: a sentence in place of a server error."""

from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _

from storyboard.assets import bucket

AGAIN_SECONDS = 30


class TellAbsence(MiddlewareMixin):
    """Answers 503 where a view was stopped by the object storage."""

    def process_exception(self, _request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not bucket.is_away(exception):
            return None
        sentence = _("The object storage does not answer, so that this was not done. Nothing is lost; try again later.")
        return HttpResponse(sentence, status=503, content_type="text/plain", headers={"Retry-After": AGAIN_SECONDS})
