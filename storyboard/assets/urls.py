"""Addresses of media, and of the library that holds them."""

from django.urls import path

from storyboard.assets import keeping, remote_views, views

urlpatterns = [
    path("media/<id:asset_id>/<str:rendition>", views.media, name="media"),
    path("assets/", views.library, name="library"),
    path("assets/upload/", views.upload, name="upload"),
    path("assets/fetch/", views.fetch, name="fetch"),
    path("assets/keep/", remote_views.keep, name="keep_remote"),
    path("assets/<id:asset_id>/", remote_views.remote, name="remote_asset"),
    path("assets/<id:asset_id>/retry/", remote_views.try_again, name="retry_remote"),
    path("assets/<id:asset_id>/replace/", remote_views.put_in_place, name="replace_remote"),
    path("library/", keeping.media_library, name="media_library"),
    path("library/counts/", keeping.media_counts, name="media_counts"),
    path("library/<id:asset_id>/", keeping.media_file, name="media_file"),
    path("library/<id:asset_id>/state/", keeping.state, name="media_file_state"),
    path("library/<id:asset_id>/grab/", keeping.grab, name="grab_clip_frame"),
]
