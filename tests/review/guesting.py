"""Links for guests as their makers make them, and the browsers of guests."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from storyboard.assets.models import Rendition
from storyboard.review.links import token_of
from storyboard.review.models import GuestLink
from storyboard.takes.models import Take

HTMX = {"HX-Request": "true"}
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def links_address(take: Take) -> str:
    """Where links to a take are made."""
    return f"/projects/{take.project_id}/takes/{take.number}/links/?render={take.render}"


def made(client: Client, address: str, **form: str) -> GuestLink:
    """The link that comes of a form of the dialog: for seven days, with comments, without downloads or a password."""
    answer = client.post(address, {"lasts": "7", "may_comment": "on", **form}, headers=HTMX)
    assert answer.status_code == 200, answer.content
    return GuestLink.objects.latest("created_at")


def proxied(take: Take) -> None:
    """Its proxy is made, and the copy for guests."""
    assert take.asset
    for name in ("proxy", "guest"):
        Rendition.objects.create(asset=take.asset, name=name, file=take.asset.file, media_type="video/mp4")


@dataclass
class Guest:
    """A browser at a link."""

    link: GuestLink
    client: Client = field(default_factory=lambda: Client(headers={"User-Agent": FIREFOX}))

    @property
    def address(self) -> str:
        return f"/guest/{token_of(self.link)}/"

    def open(self, place: str = "") -> Any:
        """The answer to its page, or to one below it."""
        return self.client.get(f"{self.address}{place}")

    def name(self, take: Take, name: str = "Ann") -> Any:
        """Gives a name."""
        return self.client.post(f"{self.address}takes/{take.pk}/name/", {"name": name}, headers=HTMX)

    def say(self, take: Take, text: str = "Too dark.", **form: Any) -> Any:
        """Writes a comment."""
        return self.client.post(f"{self.address}takes/{take.pk}/comments/", {"text": text, **form}, headers=HTMX)

    def act(self, comment: str, deed: str, **form: Any) -> Any:
        """Presses a button of a comment."""
        return self.client.post(f"{self.address}comments/{comment}/{deed}/", form, headers=HTMX)

    def media(self, take: Take, rendition: str = "proxy", **headers: str) -> int:
        """The status of a file of a take."""
        return self.client.get(f"/media/{take.asset_id}/{rendition}", headers=headers).status_code

    def files(self, answer: Any) -> set[str]:
        """The addresses of media on a page."""
        return set(re.findall(r"/media/[a-z0-9]+/[a-z0-9]+", answer.content.decode()))


def let_in(link: GuestLink) -> Guest:
    """A guest who opened a link without a password."""
    guest = Guest(link)
    assert guest.open().status_code == 200
    return guest
