"""Codes turned into sentences for people, at the edge where they are shown."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from storyboard.elements.errors import Refused
from storyboard.elements.using import Uses
from storyboard.providers.findings import Problem

REFUSALS = {
    "name_empty": gettext_lazy("An element needs a name. Nothing was changed."),
    "name_taken": gettext_lazy("Another element here is called “%(name)s”. Choose another name. Nothing was changed."),
    "handle_taken": gettext_lazy("Another element here has the id “%(handle)s”. The old one was kept."),
    "handle_wrong": gettext_lazy(
        "An id has 1 to 20 characters: a to z without accents, digits and underscores. The old one was kept."
    ),
    "text_too_long": gettext_lazy(
        "This text has %(found)s characters; at most %(limit)s can be kept. "
        "The last saved version stands until it is shorter."
    ),
    "no_such_field": gettext_lazy("That field cannot be written."),
    "no_such_choice": gettext_lazy("That is not one of the choices."),
    "no_such_file": gettext_lazy("That file is not in this workspace’s library, or is of another kind."),
    "no_such_place": gettext_lazy("That place is empty; somebody may have changed it. Reload the page."),
    "too_many_extra": gettext_lazy("An element has at most %(limit)s extra images. Remove one first."),
    "no_tag": gettext_lazy("Type a tag first."),
    "nothing_selected": gettext_lazy("Select at least one element first."),
    "filter_needs_name": gettext_lazy("Give the filter a name first."),
}
PROBLEMS = {
    "element_no_frontal": gettext_lazy("Choose a frontal image."),
    "element_needs_extra": gettext_lazy(
        "Add at least one extra image: Kling takes no element with a frontal image alone."
    ),
    "element_too_many_extra": gettext_lazy("Kling takes at most %(limit)s extra images; there are %(found)s."),
    "element_extra_is_frontal": gettext_lazy("One extra image is the frontal image again; Kling wants another view."),
    "element_image_too_small": gettext_lazy(
        "An image is %(found)s pixels on its shorter side; Kling asks for at least %(limit)s. Choose a larger one."
    ),
    "element_image_too_long": gettext_lazy(
        "An image is more than %(limit)s times longer than wide or high. Choose another."
    ),
    "element_voice_alone": gettext_lazy("A voice goes with images. Choose a frontal image, or remove the voice."),
    "element_no_video": gettext_lazy("Choose one reference video of 3 to 8 seconds."),
    "element_video_length": gettext_lazy(
        "The reference video lasts about %(found)s s; Kling takes 3 to 8. Choose another clip, or cut this one."
    ),
    "element_video_type": gettext_lazy("Kling takes a reference video in MP4 or MOV. Choose another clip."),
    "element_images_with_video": gettext_lazy("An element made from a video has no images. Remove them."),
    "element_video_shape": gettext_lazy("Kling asks for a reference video in 16:9 or 9:16."),
    "element_video_size": gettext_lazy("The reference video is larger than the 200 MB that Kling takes."),
    "element_not_fetched": gettext_lazy("A file is not fetched yet. Open its mark to retry or replace it."),
    "element_voice_with_video": gettext_lazy("A voice goes with images only. Remove it, or make this from images."),
    "element_voice_length": gettext_lazy(
        "The voice lasts about %(found)s s; Kling takes 5 to 30. Choose another, or cut this one."
    ),
    "description_long": gettext_lazy(
        "The description has %(found)s characters; Kling takes %(limit)s and may cut or refuse the rest."
    ),
    "element_not_approved": gettext_lazy("Only approved elements may be ordered in this workspace."),
    "element_not_fetched frontal": gettext_lazy(
        "The frontal image is not fetched yet. Open its mark to retry or replace it."
    ),
    "element_not_fetched extras": gettext_lazy(
        "An extra image is not fetched yet. Open its mark to retry or replace it."
    ),
    "element_not_fetched video": gettext_lazy(
        "The reference video is not fetched yet. Open its mark to retry or replace it."
    ),
    "element_not_fetched voice": gettext_lazy("The voice is not fetched yet. Open its mark to retry or replace it."),
}


def refusal_sentence(refused: Refused) -> str:
    """Why a change was refused, and what to do."""
    return str(REFUSALS[refused.code]) % refused.values


def conflict_sentence(by: str) -> str:
    """Who else wrote the same field."""
    if not by:
        return _("This was changed elsewhere while you wrote. Both versions are here; choose one.")
    return _("%(name)s changed this while you wrote. Both versions are here; choose one.") % {"name": by}


def problem_sentence(problem: Problem) -> str:
    """What stands in the way of an order with this element, and what to do."""
    field = problem.path.rpartition(".")[2]
    sentence = PROBLEMS.get(f"{problem.code} {field}", PROBLEMS[problem.code])
    return str(sentence) % {"limit": problem.limit, "found": problem.found}


def media_label(source: str, images: int, voice: bool, seconds: int | None) -> str:
    """What an element is made from, as short as a card: `3 images, voice` or `Video, 5 s`."""
    if source == "video":
        return _("Video, %(seconds)s s") % {"seconds": seconds} if seconds else _("Video")
    if not images:
        return _("Voice") if voice else _("No media yet")
    label = ngettext("%(n)s image", "%(n)s images", images) % {"n": images}
    return _("%(images)s, voice") % {"images": label} if voice else label


def effect_sentence(uses: Uses, revision: int) -> str:
    """What other media of an element would touch, and what stays on the revision it has now."""
    boards, orders = uses.boards.count, uses.takes.orders
    values = {
        "boards": ngettext("%(n)s board", "%(n)s boards", boards) % {"n": boards},
        "orders": ngettext("%(n)s queued order", "%(n)s queued orders", orders) % {"n": orders},
        "revision": revision,
    }
    if not uses.takes.approved:
        return _("%(boards)s, %(orders)s; takes made before stay on revision %(revision)s.") % values
    if len(uses.takes.revisions) > 1:
        sentence = _("%(boards)s, %(orders)s; %(n)s approved takes stay on revisions %(revision)s.")
    else:
        sentence = ngettext(
            "%(boards)s, %(orders)s; %(n)s approved take stays on revision %(revision)s.",
            "%(boards)s, %(orders)s; %(n)s approved takes stay on revision %(revision)s.",
            uses.takes.approved,
        )
    return sentence % {**values, "n": uses.takes.approved, "revision": _listed(uses.takes.revisions)}


def _listed(numbers: Sequence[int]) -> str:
    """Numbers in a sentence: `1, 2 and 3`."""
    first, last = [str(number) for number in numbers[:-1]], str(numbers[-1])
    return _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def shots_sentence(positions: Sequence[int]) -> str:
    """The shots of a board that mention an element."""
    if not positions:
        return _("On the board, in no shot yet")
    first, last = [str(position) for position in positions[:-1]], str(positions[-1])
    if not first:
        return _("Shot %(n)s") % {"n": last}
    return _("Shots %(first)s and %(last)s") % {"first": ", ".join(first), "last": last}
