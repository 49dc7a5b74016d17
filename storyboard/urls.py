"""Every address, room by room."""

from django.urls import include, path
from django.views.i18n import JavaScriptCatalog

urlpatterns = [
    path("", include("storyboard.projects.urls")),
    path("", include("storyboard.takes.urls")),
    path("", include("storyboard.review.urls")),
    path("", include("storyboard.elements.urls")),
    path("", include("storyboard.assets.urls")),
    path("", include("storyboard.studio.urls")),
    path("", include("storyboard.health")),
    path("words.js", JavaScriptCatalog.as_view(packages=["storyboard"]), name="words"),
]
handler403 = "storyboard.studio.views.forbidden"
handler404 = "storyboard.studio.views.not_found"
handler500 = "storyboard.studio.views.server_error"
