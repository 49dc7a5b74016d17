"""Media of a request as assets of a workspace: addresses, data, and the names that requests of this server give."""

import base64
import binascii
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from storyboard.assets.accepting import Sender, Unusable, accept, work_folder
from storyboard.assets.models import Asset, AssetKind
from storyboard.assets.remote import at_address, is_remote
from storyboard.projects.pasted import Told, short
from storyboard.providers.pictures import LONGEST_ADDRESS, Box

OWN = re.compile(r"asset:([0-9a-f]{64})(?:#(\d{1,6}),(\d{1,6}),(\d{1,6}),(\d{1,6}))?")
DATA = re.compile(r"data:[^,]{0,200};base64,")
BARE = re.compile(r"[A-Za-z0-9+/\s]{200,}={0,2}\s*")

Finder = Callable[[str, str], Asset | None]
"""Workspace id and a name at a provider, to the asset that was given to it under that name."""

_finders: list[Finder] = []


def know_with(finder: Finder) -> None:
    """Sets what knows media by the names that providers gave them, once, when the app is ready."""
    _finders[:] = [finder]


@dataclass(frozen=True)
class Source:
    """What a request holds for a file, of which kind the file has to be, and where in the request it stands."""

    text: str
    kind: AssetKind
    path: str


@dataclass(frozen=True)
class Found:
    """An asset, and the part of it in whole pixels where the request names one."""

    asset: Asset
    box: Box | None = None


def data_among(sources: Iterable[Source]) -> list[Source]:
    """Those that hold a file themselves, each file once."""
    return list({one.text: one for one in sources if DATA.match(one.text) or BARE.fullmatch(one.text)}.values())


@dataclass
class Media:
    """The media of one import. `told` is what was not kept, `waiting` the assets that are not fetched yet."""

    sender: Sender
    told: list[Told] = field(default_factory=list)
    waiting: list[Asset] = field(default_factory=list)
    _taken: dict[str, Asset | None] = field(default_factory=dict)

    def take_data(self, sources: Iterable[Source]) -> None:
        """Takes in every file that stands in the request itself. Slow, and outside of any transaction."""
        for source in data_among(sources):
            content = _content(source.text)
            self._taken[source.text] = self._accepted(content, source) if content else None
            if not content:
                self._lose("media_broken", source)

    def find(self, source: Source) -> Found | None:
        """The asset of a source; None where there is none, which is told if anything was named."""
        if not source.text:
            return None
        if source.text in self._taken:
            taken = self._taken[source.text]
            return self._fitting(taken, source) if taken else None
        own = OWN.fullmatch(source.text)
        if own:
            return self._own(own, source)
        given = _finders[0](self.sender.workspace_id, source.text) if _finders else None
        if given:
            return self._fitting(given, source)
        if source.text.startswith(("https://", "http://")) and len(source.text) <= LONGEST_ADDRESS:
            return Found(self._at(source))
        self._lose("media_unknown", source)
        return None

    def _at(self, source: Source) -> Asset:
        asset = at_address(self.sender.workspace_id, self.sender.person, source.text, source.kind)
        if is_remote(asset) and asset not in self.waiting:
            self.waiting.append(asset)
        return asset

    def _own(self, own: re.Match[str], source: Source) -> Found | None:
        rows = Asset.objects.filter(workspace=self.sender.workspace_id, sha256=own[1])
        found = self._fitting(rows.first(), source)
        if found is None or own[2] is None:
            return found
        left, top, width, height = (int(side) for side in own.groups()[1:])
        inside = left + width <= (found.asset.width or 0) and top + height <= (found.asset.height or 0)
        if not (inside and width and height):
            self.told.append(Told("part_unknown", source.path, short(source.text)))
            return found
        return Found(found.asset, (left, top, width, height))

    def _fitting(self, asset: Asset | None, source: Source) -> Found | None:
        """The asset if it is of the kind that is wanted."""
        if asset and asset.kind == source.kind:
            return Found(asset)
        self._lose("media_of_another_kind" if asset else "media_unknown", source)
        return None

    def _lose(self, code: str, source: Source) -> None:
        self.told.append(Told(code, source.path, short(source.text), {"kind": str(source.kind)}))

    def _accepted(self, content: bytes, source: Source) -> Asset | None:
        try:
            with work_folder() as folder:
                file = folder / "pasted"
                file.write_bytes(content)
                return accept(self.sender, file, folder, _("Out of a request"))
        except Unusable as unusable:
            values = {"reason": str(unusable)}
            self.told.append(Told("media_unusable", source.path, short(source.text), values))
            return None


def _content(text: str) -> bytes | None:
    """The bytes of a data URI or of bare base64; None for anything else."""
    start = DATA.match(text)
    if start is None and not BARE.fullmatch(text):
        return None
    try:
        return base64.b64decode("".join(text[start.end() if start else 0 :].split()), validate=True)
    except (binascii.Error, ValueError):
        return None
