"""Every address, room by room."""

from django.urls import include, path

from storyboard.api.addresses import api
from storyboard.words import words

urlpatterns = [
    path("", include("storyboard.projects.urls")),
    path("", include("storyboard.takes.urls")),
    path("", include("storyboard.review.urls")),
    path("", include("storyboard.elements.urls")),
    path("", include("storyboard.assets.urls")),
    path("", include("storyboard.studio.urls")),
    path("", include("storyboard.health")),
    path("api/v1/", api.urls),
    path("words/<slug:static_version>/<slug:language>/", words, name="words"),
]
handler403 = "storyboard.studio.views.forbidden"
handler404 = "storyboard.studio.views.not_found"
handler500 = "storyboard.studio.views.server_error"
