"""The addresses of the live connection."""

from django.urls import path

from storyboard.live.consumer import ProjectConsumer

websocket_urlpatterns = [path("ws/projects/<id:project_id>/", ProjectConsumer.as_asgi())]
