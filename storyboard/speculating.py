"""Pages that browsers may fetch just before somebody goes there: those of takes, once a pointer rests on their link.

Source: the HTML standard, speculative loading. Which links those are is in static/speculation-rules.json. Reading the
page of a take changes nothing, so that one fetched in vain costs its reading alone; one that is old by the time it is
shown hears so as soon as it is connected. Those of a queue are not among them: a verdict leads to the same address.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.templatetags.static import static

RULES = "speculation-rules.json"
MEDIA_TYPE = "application/speculationrules+json"

Answer = Callable[[HttpRequest], HttpResponseBase]


def tell_of_rules(answer: Answer) -> Answer:
    """Middleware that names the rules with every page of somebody who has signed in."""

    def told(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        is_page = response.status_code == 200 and response.get("Content-Type", "").startswith("text/html")
        if is_page and settings.SESSION_COOKIE_NAME in request.COOKIES:
            response["Speculation-Rules"] = f'"{static(RULES)}"'
        return response

    return told
