"""Addresses of media."""

from django.urls import path

from storyboard.assets import views

urlpatterns = [path("media/<id:asset_id>/<str:rendition>", views.media, name="media")]
