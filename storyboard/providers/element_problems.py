"""What stands between the elements of a board and an order. A rule blocks an order, never the save.

Sources: Kling's elements page (advanced-custom-elements): one frontal and one to three other images, or one video of 3
to 8 s in MP4 or MOV, 16:9 or 9:16, at most 200 MB; a voice only with images, made from 5 to 30 s of sound; a
description of at most 100 characters.
Runware's schema of `inputs.elements`: elements need a frame; a frontal image alone passes its schema and is refused in
practice unless it is sent once more. Whether an element or its mention would be left out of an order is the house's
concern.
"""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from storyboard.providers.element_ability import ElementAbility
from storyboard.providers.findings import Fix, Problem, Rule, Severity
from storyboard.providers.mentions import MentionStyle, mentioned
from storyboard.providers.pictures import is_address
from storyboard.providers.spec import Absent, Clip, ElementSpec, Spec, Voice

MIN_VIDEO_SECONDS, MAX_VIDEO_SECONDS = 3, 8
MIN_VOICE_SECONDS, MAX_VOICE_SECONDS = 5, 30
MAX_VIDEO_BYTES = 200 * 1024 * 1024
VIDEO_TYPES = ("", "video/mp4", "video/quicktime")
VIDEO_RATIOS = (Fraction(16, 9), Fraction(9, 16))
RATIO_TOLERANCE = Fraction(2, 100)
DROP = (Fix("drop_element"),)


def element_problems(spec: Spec, ability: ElementAbility | None, *, addresses: bool = False) -> list[Problem]:
    """Everything about a spec's elements and mentions; `ability` is None for a model that takes no elements.

    `addresses`: whether the model takes addresses of the web in place of files.

    To such a model mentions are sent as words, so that only those that nobody knows stand in the way.
    """
    if ability is None:
        unknown = [problem for problem in _mention_problems(spec) if problem.code == "mention_unknown"]
        words = replace(_advises("elements_not_taken", "elements", 0, len(spec.elements)), loses=True)
        return unknown + [words] * bool(spec.elements)
    found = [*_mention_problems(spec), *_board_problems(spec, ability)]
    for number, element in enumerate(spec.elements, 1):
        rules = {"only_approved": spec.only_approved, "addresses": addresses}
        found += problems_of_element(element, ability, f"elements[{number}]", **rules)
        found += _use_problems(spec, element, f"elements[{number}]")
    return found


def problems_of_element(
    element: ElementSpec, ability: ElementAbility, path: str, *, only_approved: bool = False, addresses: bool = False
) -> list[Problem]:
    """What one element holds against what a model takes. `path` names the element; each rule adds its field."""
    media = _video_problems if element.source == "video" else _image_problems
    found = [*media(element, ability), *_file_problems(element, addresses), *_figures(element, ability)]
    if only_approved and not element.approved:
        found.append(Problem("element_not_approved", "approval", Severity.BLOCKS, Rule.HOUSE))
    return [replace(one, path=f"{path}.{one.path}", element=element.id, name=element.name) for one in found]


def _blocks(code: str, path: str, limit: int | None = None, found: int | None = None) -> Problem:
    return Problem(code, path, Severity.BLOCKS, Rule.PROVIDER, limit, found)


def _cautions(code: str, path: str, limit: int | None = None, found: int | None = None) -> Problem:
    """The house's: the provider would take the rest, in silence and for the full price."""
    return Problem(code, path, Severity.BLOCKS, Rule.HOUSE, limit, found, loses=True)


def _advises(code: str, path: str, limit: int | None = None, found: int | None = None) -> Problem:
    """The house's as well, where nothing is lost."""
    return Problem(code, path, Severity.WARNS, Rule.HOUSE, limit, found)


def _warns(code: str, path: str, limit: int | None = None, found: int | None = None) -> Problem:
    return Problem(code, path, Severity.WARNS, Rule.PROVIDER, limit, found)


# The board as a whole


def _board_problems(spec: Spec, ability: ElementAbility) -> Iterator[Problem]:
    if len(spec.elements) > ability.most:
        yield _blocks("too_many_elements", "elements", ability.most, len(spec.elements))
    if spec.elements and ability.needs_first_frame and not (spec.first_frame or spec.last_frame):
        yield replace(_blocks("elements_need_first_frame", "first_frame"), fixes=(Fix("add_first_frame"),))
    if ability.mentions is MentionStyle.NUMBER and not _in_order(spec):
        ways = (Fix("order_elements"),)
        yield Problem("elements_out_of_order", "elements", Severity.WARNS, Rule.HOUSE, fixes=ways)


def _in_order(spec: Spec) -> bool:
    """Whether elements are mentioned in the board's order. Numbers count in that order by Runware's page; one who tried
    saw them counted as they appear in the prompt. Where both agree there is no doubt."""
    ids = [element.id for element in spec.elements]
    met = [element_id for element_id in spec.mentioned if element_id in ids]
    return met == ids[: len(met)]


def _use_problems(spec: Spec, element: ElementSpec, path: str) -> Iterator[Problem]:
    about = {"severity": Severity.WARNS, "rule": Rule.HOUSE, "element": element.id, "name": element.name, "fixes": DROP}
    if element.id not in spec.mentioned:
        yield Problem("element_not_mentioned", path, **about)  # type: ignore[arg-type]
    if element.archived:
        yield Problem("element_archived", path, **about)  # type: ignore[arg-type]


def _mention_problems(spec: Spec) -> Iterator[Problem]:
    """Each mention that would not be sent, told once, at the first text that holds it."""
    on_board = {element.id for element in spec.elements}
    absent = {element.id: element for element in spec.absent}
    told: set[str] = set()
    for path, shot, text in _sent_texts(spec):
        for element_id in mentioned(text):
            if element_id not in on_board | told:
                told.add(element_id)
                yield _mention_problem(absent.get(element_id), element_id, path, shot)


def _sent_texts(spec: Spec) -> Iterator[tuple[str, str, str]]:
    """Path, shot id and text of everything whose mentions are sent in this mode."""
    yield "style", "", spec.style
    yield from spec.prompts


def _mention_problem(absent: Absent | None, element_id: str, path: str, shot: str) -> Problem:
    about = (path, Severity.BLOCKS, Rule.HOUSE, None, None, shot, element_id)
    if absent is None:
        return Problem("mention_unknown", *about)
    if absent.archived:
        return Problem("mention_archived", *about, absent.name)
    return Problem("mention_absent", *about, absent.name, fixes=(Fix("add_element"),))


# One element


def _image_problems(element: ElementSpec, ability: ElementAbility) -> Iterator[Problem]:
    if not element.images or (ability.frontal and element.frontal is None):
        yield _blocks("element_no_frontal", "frontal", 1, 0)
    if element.voice and not element.images:
        yield _blocks("element_voice_alone", "voice")
    yield from _extra_problems(element, ability)
    if element.voice and not ability.voice:
        yield _cautions("element_voice_not_taken", "voice")


def _extra_problems(element: ElementSpec, ability: ElementAbility) -> Iterator[Problem]:
    """Where one image alone is taken, more of them are but Kling's advice."""
    least, most = ability.least_images - 1, ability.most_images - (1 if element.frontal else 0)
    extras = [image.asset for image in element.extras]
    says = _blocks if least else _advises
    if ability.frontal and len(extras) < max(least, 1):
        yield says("element_needs_extra", "extras", max(least, 1), len(extras))
    if len(extras) > most:
        yield _blocks("element_too_many_extra", "extras", most, len(extras))
    if element.frontal and element.frontal.asset in extras:
        yield says("element_extra_is_frontal", "extras")


def _video_problems(element: ElementSpec, ability: ElementAbility) -> Iterator[Problem]:
    if not ability.video:
        yield _cautions("element_video_not_taken", "video")
    elif element.video is None:
        # Images that are there would be sent instead, and taken.
        yield (_cautions if element.images else _blocks)("element_no_video", "video", 1, 0)
    else:
        if element.images:
            yield _blocks("element_images_with_video", "frontal", 0, len(element.images))
        if element.voice:
            yield _blocks("element_voice_with_video", "voice")


def _figures(element: ElementSpec, ability: ElementAbility) -> Iterator[Problem]:
    """Kling's figures: the house's caution where the model's own provider does not document them."""
    found = [*_text_problems(element, ability)]
    if element.source == "video" and ability.video and element.video:
        found += _clip_problems(element.video)
    elif element.source != "video" and ability.voice and element.voice:
        found += _voice_problems(element.voice)
    for problem in found:
        yield problem if ability.documented else replace(problem, rule=Rule.HOUSE)


def _voice_problems(voice: Voice) -> Iterator[Problem]:
    if voice.seconds is not None and voice.seconds < MIN_VOICE_SECONDS:
        yield _warns("element_voice_length", "voice", MIN_VOICE_SECONDS, int(voice.seconds))
    if voice.seconds is not None and voice.seconds > MAX_VOICE_SECONDS:
        yield _warns("element_voice_length", "voice", MAX_VOICE_SECONDS, -int(-voice.seconds // 1))


def _clip_problems(clip: Clip) -> Iterator[Problem]:
    if clip.seconds is not None and clip.seconds < MIN_VIDEO_SECONDS:
        yield _blocks("element_video_length", "video", MIN_VIDEO_SECONDS, int(clip.seconds))
    if clip.seconds is not None and clip.seconds > MAX_VIDEO_SECONDS:
        yield _blocks("element_video_length", "video", MAX_VIDEO_SECONDS, -int(-clip.seconds // 1))
    if clip.media_type not in VIDEO_TYPES:
        yield _blocks("element_video_type", "video")
    if clip.width and clip.height and not _is_wide_or_tall(Fraction(clip.width, clip.height)):
        yield _warns("element_video_shape", "video")
    if clip.bytes > MAX_VIDEO_BYTES:
        yield _blocks("element_video_size", "video", MAX_VIDEO_BYTES, clip.bytes)


def _is_wide_or_tall(ratio: Fraction) -> bool:
    return any(abs(ratio - wanted) <= RATIO_TOLERANCE for wanted in VIDEO_RATIOS)


def _file_problems(element: ElementSpec, addresses: bool) -> Iterator[Problem]:
    """A file that is still an address has no bytes to give away. Its address is sent where the model takes those."""
    files = {"frontal": [element.frontal], "extras": element.extras, "video": [element.video], "voice": [element.voice]}
    for path, kept in files.items():
        waiting = [file for file in kept if file and not file.sha256]
        if waiting:
            sent = addresses and all(is_address(file.url) for file in waiting)
            yield Problem("element_not_fetched", path, Severity.WARNS if sent else Severity.BLOCKS, Rule.HOUSE)


def _text_problems(element: ElementSpec, ability: ElementAbility) -> Iterator[Problem]:
    limit, found = ability.description_caution, len(element.description.strip())
    if limit is not None and found > limit:
        yield _warns("description_long", "description", limit, found)
