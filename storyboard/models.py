"""The index of the data: every room's models, so that one app with one line of migrations holds them all."""

from storyboard.assets.models import Asset, AssetWord, Rendition
from storyboard.elements.models import (
    BoardElement,
    Element,
    ElementMedia,
    ElementRevision,
    ElementTag,
    ElementWord,
    SavedFilter,
)
from storyboard.live.models import Event, Feed
from storyboard.projects.models import (
    Continuation,
    Project,
    ProjectPerson,
    ProjectTag,
    ProjectWord,
    Revision,
    Shot,
)
from storyboard.review.models import (
    Attachment,
    Comment,
    GivenVerdict,
    GuestLink,
    GuestVisit,
    Playlist,
    PlaylistTake,
    ReviewRule,
)
from storyboard.studio.models import AuditEntry, Budget, Membership, Person, ProviderAccount, SigninLink, Workspace
from storyboard.takes.models import Generation, KeptElement, KeptMedia, Order, Take
from storyboard.work.models import Job, Worker

__all__ = [
    "Asset",
    "AssetWord",
    "Attachment",
    "AuditEntry",
    "BoardElement",
    "Budget",
    "Comment",
    "Continuation",
    "Element",
    "ElementMedia",
    "ElementRevision",
    "ElementTag",
    "ElementWord",
    "Event",
    "Feed",
    "Generation",
    "GivenVerdict",
    "GuestLink",
    "GuestVisit",
    "Job",
    "KeptElement",
    "KeptMedia",
    "Membership",
    "Order",
    "Person",
    "Playlist",
    "PlaylistTake",
    "Project",
    "ProjectPerson",
    "ProjectTag",
    "ProjectWord",
    "ProviderAccount",
    "Rendition",
    "ReviewRule",
    "Revision",
    "SavedFilter",
    "Shot",
    "SigninLink",
    "Take",
    "Worker",
    "Workspace",
]
