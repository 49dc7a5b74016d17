"""A frame of a take as a picture of the library."""

from django.utils.translation import gettext as _

from storyboard.assets.grabbing import NoSuchFrame, grab_frame
from storyboard.assets.models import Asset
from storyboard.studio.models import Person
from storyboard.takes.models import Take
from storyboard.takes.viewing import TakeView


def grab_from_take(take: Take, frame: int, person: Person) -> Asset:
    """The picture of frame `frame` (the first is 0), named after its take. Raises NoSuchFrame."""
    if take.asset is None:
        raise NoSuchFrame
    name = _("%(take)s, frame %(frame)s") % {"take": TakeView(take).title, "frame": frame}
    return grab_frame(take.asset, frame, person, name)
