"""Addresses of media."""

from django.urls import path

from storyboard.assets import views

urlpatterns = [
    path("media/<id:asset_id>/<str:rendition>", views.media, name="media"),
    path("assets/", views.library, name="library"),
    path("assets/upload/", views.upload, name="upload"),
    path("assets/fetch/", views.fetch, name="fetch"),
]
