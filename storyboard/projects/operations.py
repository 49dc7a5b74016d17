"""From the fields of a form to an operation: parse, check the kind of each value, name what cannot be."""

from collections.abc import Callable

from django.http import QueryDict

from storyboard.assets.models import Asset
from storyboard.ids import is_id
from storyboard.projects import casting, cutting, pinning, several, timing, undoing, writing
from storyboard.projects.crops import read_crop
from storyboard.projects.delivery import set_delivery
from storyboard.projects.editing import Operation
from storyboard.projects.motion import drop_motion, set_motion
from storyboard.projects.pasted_shots import read_shots
from storyboard.projects.pasting import Pasting
from storyboard.projects.pinning import Pinned
from storyboard.projects.timeline import Refused


def operation_from(form: QueryDict) -> Operation:
    """The operation that a posted form asks for. Raises Refused."""
    try:
        parse = _PARSERS[form.get("operation", "")]
    except KeyError:
        raise Refused("no_such_operation") from None
    operation, shots = parse(form), _text(form, "unlock").split()
    if "typed_at" in form:
        operation = timing.unless_set_since(_text(form, "shot"), _whole(form, "typed_at"), operation)
    return cutting.unlocking(shots, operation) if shots else operation


def _whole(form: QueryDict, name: str) -> int:
    """A whole number; anything else, 2.5 or 3s or a page of digits, is refused."""
    text = form.get(name, "").strip().removeprefix("+")
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 9):
        raise Refused("not_whole")
    return int(text)


def _text(form: QueryDict, name: str) -> str:
    return form.get(name, "")


def _pinned(form: QueryDict) -> Pinned | None:
    """The picture and crop that the form names; None clears. Raises Refused."""
    asset_id = _text(form, "asset")
    if not asset_id:
        return None
    asset = Asset.objects.filter(pk=asset_id).first() if is_id(asset_id) else None
    if asset is None:
        raise Refused("no_such_picture")
    return Pinned(asset, read_crop(_text(form, "crop")))


def _motion(form: QueryDict) -> Operation:
    asset_id = _text(form, "asset")
    asset = Asset.objects.filter(pk=asset_id).first() if is_id(asset_id) else None
    if asset_id and asset is None:
        raise Refused("no_such_clip")
    return set_motion(_text(form, "part"), asset)


def _several(form: QueryDict) -> list[str]:
    """The ids of several shots, with spaces between them. Raises Refused."""
    shots = list(dict.fromkeys(_text(form, "shots").split()))
    if not shots:
        raise Refused("no_shot_chosen")
    return shots


def _write(form: QueryDict) -> Operation:
    shot, seen = _text(form, "shot"), _whole(form, "version")
    if shot:
        return writing.write_text(shot, _text(form, "field"), _text(form, "value"), seen)
    return writing.write_board_text(_text(form, "field"), _text(form, "value"), seen)


_PARSERS: dict[str, Callable[[QueryDict], Operation]] = {
    "add": lambda form: timing.add_shot(_whole(form, "position")),
    "duplicate": lambda form: cutting.duplicate_shot(_text(form, "shot")),
    "split": lambda form: cutting.split_shot(_text(form, "shot"), _whole(form, "at")),
    "merge": lambda form: cutting.merge_shots(_text(form, "shot")),
    "ripple": lambda form: cutting.ripple_seconds(_text(form, "shot"), _whole(form, "seconds")),
    "delete": lambda form: timing.delete_shot(_text(form, "shot")),
    "move": lambda form: timing.move_shot(_text(form, "shot"), _whole(form, "position")),
    "roll": lambda form: timing.roll_edge(_text(form, "shot"), _whole(form, "by")),
    "change_seconds": lambda form: timing.change_seconds(_text(form, "shot"), _whole(form, "by")),
    "seconds": lambda form: timing.set_seconds(_text(form, "shot"), _whole(form, "seconds")),
    "change_total": lambda form: timing.change_total(_whole(form, "by")),
    "total": lambda form: timing.set_total(_whole(form, "seconds")),
    "at_least": lambda form: cutting.lengthen_shots(_whole(form, "seconds"), _text(form, "shot")),
    "merge_last": lambda form: cutting.merge_last(_whole(form, "count")),
    "even": lambda form: timing.even_out(),
    "duplicate_shots": lambda form: several.duplicate_shots(_several(form)),
    "delete_shots": lambda form: several.delete_shots(_several(form)),
    "lock_shots": lambda form: several.lock_shots(_several(form), _text(form, "locked") == "true"),
    "even_shots": lambda form: several.even_shots(_several(form)),
    "paste": lambda form: Pasting(_text(form, "after"), read_shots(_text(form, "text"), _text(form, "pasted"))),
    "lock": lambda form: timing.lock_seconds(_text(form, "shot"), _text(form, "locked") == "true"),
    "choose": lambda form: writing.choose(_text(form, "field"), _text(form, "value")),
    "frame": lambda form: pinning.set_frame(_text(form, "edge"), _pinned(form)),
    "picture": lambda form: pinning.set_picture(_text(form, "shot"), _pinned(form)),
    "motion": _motion,
    "drop_motion": lambda form: drop_motion(),
    "deliver": lambda form: set_delivery(_text(form, "part"), _text(form, "value")),
    "undo": lambda form: undoing.undo,
    "redo": lambda form: undoing.redo,
    "restore": lambda form: undoing.restore(_whole(form, "to")),
    "swap": lambda form: pinning.swap_frames(),
    "write": _write,
    "add_element": lambda form: casting.add_element(_text(form, "element")),
    "remove_element": lambda form: casting.remove_element(_text(form, "element")),
    "order_elements": lambda form: casting.order_elements(_text(form, "order").split()),
    "move_element": lambda form: casting.move_element(_text(form, "element"), _whole(form, "position")),
}
