"""What people write about a take, each render of the animatic for itself."""

from django.utils.translation import gettext as _

from storyboard.takes.models import Take

LONGEST = 10_000


class TooLong(Exception):
    """The text cannot be kept whole; the message is the sentence to show."""


def save_note(take: Take, text: str) -> None:
    """Keeps the note. Raises TooLong."""
    text = text.replace("\r\n", "\n").replace("\x00", "")
    if len(text) > LONGEST:
        raise TooLong(
            _("A note has at most %(limit)s characters; this one has %(found)s. The last saved one stands.")
            % {"limit": LONGEST, "found": len(text)}
        )
    take.note = text
    take.save(update_fields=["note"])
