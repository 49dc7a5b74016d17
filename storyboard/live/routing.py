"""The addresses of the live connection."""

from django.urls import path, re_path

from storyboard.live.consumer import Nowhere, ProjectConsumer
from storyboard.live.guests import GuestConsumer
from storyboard.live.workspaces import WorkspaceConsumer

websocket_urlpatterns = [
    path("ws/projects/<id:project_id>/", ProjectConsumer.as_asgi()),
    path("ws/workspaces/<id:workspace_id>/", WorkspaceConsumer.as_asgi()),
    path("ws/guests/<id:take_id>/", GuestConsumer.as_asgi()),
    re_path("", Nowhere.as_asgi()),
]
