"""Static files at once, HTTP to Django, WebSockets to the live room behind origin and session checks."""

import os

from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "storyboard.settings")
http = get_asgi_application()

from storyboard.live.routing import websocket_urlpatterns  # noqa: E402  (the apps must be loaded first)
from storyboard.static_files import with_static_files  # noqa: E402
from storyboard.takes.bounding import Bounded  # noqa: E402

application = ProtocolTypeRouter(
    {
        "http": with_static_files(Bounded(http)),
        "websocket": AllowedHostsOriginValidator(AuthMiddlewareStack(URLRouter(websocket_urlpatterns))),
    }
)
