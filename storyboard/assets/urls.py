"""Addresses of media, and of the library that holds them."""

from django.urls import path

from storyboard.assets import keeping, views

urlpatterns = [
    path("media/<id:asset_id>/<str:rendition>", views.media, name="media"),
    path("assets/", views.library, name="library"),
    path("assets/upload/", views.upload, name="upload"),
    path("assets/fetch/", views.fetch, name="fetch"),
    path("library/", keeping.media_library, name="media_library"),
    path("library/counts/", keeping.media_counts, name="media_counts"),
    path("library/<id:asset_id>/", keeping.media_file, name="media_file"),
    path("library/<id:asset_id>/state/", keeping.state, name="media_file_state"),
    path("library/<id:asset_id>/grab/", keeping.grab, name="grab_clip_frame"),
]
