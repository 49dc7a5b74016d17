"""Where this installation may send requests."""

from urllib.parse import urlsplit

from django.conf import settings

from storyboard.providers.http import Door

PORTS = {"https": 443, "http": 80}


def door() -> Door:
    """What may be asked outside: public https, and the very hosts and ports of the environment's provider addresses.

    An address typed by an owner opens nothing more, so that nobody reaches the inside of a network through the page.
    """
    urls = [urlsplit(provider.url) for provider in settings.ENVIRONMENT.providers]
    return Door(frozenset((url.hostname or "", url.port or PORTS[url.scheme]) for url in urls))
