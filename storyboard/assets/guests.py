"""Media for people without an account: rooms above say what a session was let in to."""

from collections.abc import Callable

from django.contrib.sessions.backends.base import SessionBase

# Whether a session was ever let in by a link; and (session, asset id) -> None where the file is not shared with it,
# else whether its original may be had.
Known = Callable[[SessionBase], bool]
Gate = Callable[[SessionBase, str], bool | None]
_known: list[Known] = []
_gate: list[Gate] = []


def open_to_guests(is_guest: Known, may_have_original: Gate) -> None:
    """Sets both checks, once, when the app is ready."""
    _known[:], _gate[:] = [is_guest], [may_have_original]


def is_guest(session: SessionBase) -> bool:
    """Whether anything was ever shared with a session."""
    return bool(_known) and _known[0](session)


def original_for_guest(session: SessionBase, asset_id: str) -> bool | None:
    """None where the file is not shared with a session; else whether its original may be had."""
    return _gate[0](session, asset_id) if _gate else None
