"""The addresses of the live connection."""

from django.urls import path, re_path

from storyboard.live.consumer import Nowhere, ProjectConsumer

websocket_urlpatterns = [
    path("ws/projects/<id:project_id>/", ProjectConsumer.as_asgi()),
    re_path("", Nowhere.as_asgi()),
]
