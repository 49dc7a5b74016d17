"""Every rule of elements and mentions by its source, with a board that breaks it and one that just does not.

Sources as in the table of the other rules; ELEMENTS is Kling's page of elements (advanced-custom-elements).
"""

from dataclasses import replace
from fractions import Fraction
from typing import Any

from storyboard.providers.mentions import mention_of
from storyboard.providers.problems import Rule, Severity
from storyboard.providers.sheet import Sheet
from storyboard.providers.sheets import KLING, provider_sheets
from storyboard.providers.spec import Absent, Clip, ElementSpec, Picture, ShotSpec, Spec, Voice

P, H = Rule.PROVIDER, Rule.HOUSE
B, W = Severity.BLOCKS, Severity.WARNS
SHEETS = provider_sheets()
R4K, HWY, CRUN = SHEETS["runware/kling-3.0-4k"], SHEETS["highway/kling-3.0-4k"], SHEETS["crun/kling-3.0-pro"]
NO_ADDRESSES = replace(R4K, addresses=False)
GUIDE, GATE = "guideguidegu", "gategategate"
FRAME, A, *MORE = (Picture(letter, letter * 64, None, 600, 600) for letter in "fabcde")
FAR = Picture("r", "", url="https://pictures.example/a.png")
CLIP, VOICE = Clip("c", "7" * 64, Fraction(5), 1920, 1080), Voice("v", "8" * 64, Fraction(10))


def images(count: int = 1, **fields: Any) -> ElementSpec:
    """An element of a frontal image and so many others."""
    made = ElementSpec(GUIDE, "Guide", "guide", "character", frontal=A, extras=tuple(MORE[:count]))
    return replace(made, **fields)


def video(**fields: Any) -> ElementSpec:
    """An element of a video; fields of its clip are named clip_…"""
    of_clip = {name.removeprefix("clip_"): fields.pop(name) for name in list(fields) if name.startswith("clip_")}
    made = ElementSpec(GUIDE, "Guide", "guide", "character", source="video", video=replace(CLIP, **of_clip))
    return replace(made, **fields)


GATED = images(id=GATE, name="Gate", handle="gate")
SAYS_GUIDE, SAYS_GATE = mention_of(GUIDE), mention_of(GATE)


def board(*elements: ElementSpec, prompt: str = SAYS_GUIDE, **fields: Any) -> Spec:
    """A single prompt with a first frame, which mentions the first element."""
    made = Spec(
        "Board", "16:9", "single", f"{prompt} A kite.", "", "", False, (ShotSpec("s", "", "", 5),), first_frame=FRAME
    )
    return replace(made, elements=elements, **fields)


def several(count: int) -> Spec:
    cast = [replace(images(), id=f"guide{'abcde'[n] * 7}", handle=f"guide_{n}") for n in range(count)]
    return board(*cast, prompt=" ".join(mention_of(one.id) for one in cast))


def text(element: ElementSpec, **fields: Any) -> Spec:
    """Without a frame, as a model of text takes it."""
    return board(element, first_frame=None, **fields)


# source, code, path, severity, whose rule, sheet, a board that breaks it, a board that does not
ELEMENT_RULES: list[tuple[str, str, str, Severity, Rule, Sheet, Spec, Spec]] = [
    ("HOUSE: lost", "mention_unknown", "prompt", B, H, R4K, board(), board(prompt="")),
    ("HOUSE: lost", "mention_unknown", "prompt", B, H, HWY, text(images(), prompt=SAYS_GATE), text(images())),
    ("HOUSE: lost", "mention_absent", "prompt", B, H, CRUN, board(absent=(Absent(GUIDE, "Guide"),)), board(images())),
    ("HOUSE: lost", "mention_archived", "prompt", B, H, R4K, board(absent=(Absent(GUIDE, "Guide", True),)),
     board(images())),
    ("§7 highway elements 0", "elements_not_taken", "elements", W, H, HWY, text(images()), board(first_frame=None,
     absent=(Absent(GUIDE, "Guide"),))),
    ("R4K elements ≤ 3", "too_many_elements", "elements", B, P, R4K, several(4), several(3)),
    ("CRUN element_list ≤ 3", "too_many_elements", "elements", B, P, CRUN, several(4), several(3)),
    ("§1.4, §8.13 elements need frames", "elements_need_first_frame", "first_frame", B, P, R4K,
     board(images(), first_frame=None), board(images())),
    ("§8.15 counted by appearance", "elements_out_of_order", "elements", W, H, R4K,
     board(images(), GATED, prompt=f"{SAYS_GATE} {SAYS_GUIDE}"), board(images(), GATED, prompt=SAYS_GUIDE + SAYS_GATE)),
    ("HOUSE: paid for nothing", "element_not_mentioned", "elements[1]", W, H, R4K, board(images(), prompt=""),
     board(images())),
    ("HOUSE: archived", "element_archived", "elements[1]", W, H, R4K, board(images(archived=True)), board(images())),
    ("HOUSE: the workspace's rule", "element_not_approved", "elements[1].approval", B, H, R4K,
     board(images(), only_approved=True), board(images(approved=True), only_approved=True)),
    ("R4K frontalImage", "element_no_frontal", "elements[1].frontal", B, P, R4K, board(images(frontal=None)),
     board(images())),
    ("CRUN 1 to 4 images", "element_no_frontal", "elements[1].frontal", B, P, CRUN, board(images(0, frontal=None)),
     board(images(frontal=None))),
    ("§9 Crun: Kling's 300 px", "element_image_too_small", "elements[1].frontal", B, H, CRUN,
     board(images(frontal=replace(A, height=299))), board(images(frontal=replace(A, height=300)))),
    ("§9 Crun: Kling's 1:2.5", "element_image_too_long", "elements[1].extras", B, H, CRUN,
     board(images(extras=(replace(MORE[0], width=751, height=300),))),
     board(images(extras=(replace(MORE[0], width=750, height=300),)))),
    ("KLING ≥ 300 px", "element_image_too_small", "elements[1].extras", B, P, KLING,
     board(images(extras=(replace(MORE[0], width=299),))), board(images())),
    ("KLING 1:2.5", "element_image_too_long", "elements[1].frontal", B, H, R4K,
     board(images(frontal=replace(A, width=1501))), board(images(frontal=replace(A, width=1500)))),
    ("R4K voices: only with images", "element_voice_alone", "elements[1].voice", B, P, R4K,
     board(images(0, frontal=None, voice=VOICE)), board(images(voice=VOICE))),
    ("§8.13 the live route wants images", "element_needs_extra", "elements[1].extras", W, H, R4K, board(images(0)),
     board(images(1))),
    ("ELEMENTS refer_images 1–3", "element_needs_extra", "elements[1].extras", B, P, KLING, board(images(0)),
     board(images(1))),
    ("R4K images ≤ 3", "element_too_many_extra", "elements[1].extras", B, P, R4K, board(images(4)), board(images(3))),
    ("CRUN 1 to 4 images", "element_too_many_extra", "elements[1].extras", B, P, CRUN, board(images(4)),
     board(images(4, frontal=None))),
    ("ELEMENTS different from the frontal", "element_extra_is_frontal", "elements[1].extras", W, H, R4K,
     board(images(extras=(A,))), board(images())),
    ("ELEMENTS different from the frontal", "element_extra_is_frontal", "elements[1].extras", B, P, KLING,
     board(images(extras=(A,))), board(images())),
    ("§8.16", "element_voice_not_taken", "elements[1].voice", B, H, CRUN, board(images(voice=VOICE)), board(images())),
    ("§7 crun", "element_video_not_taken", "elements[1].video", B, H, CRUN, board(video()), board(images())),
    ("R4K an element can contain", "element_no_video", "elements[1].video", B, P, R4K, board(video(video=None)),
     board(video())),
    ("HOUSE: its images would go instead", "element_no_video", "elements[1].video", B, H, R4K,
     board(video(video=None, frontal=A)), board(video())),
    ("R4K videos: not with images", "element_images_with_video", "elements[1].frontal", B, P, R4K,
     board(video(frontal=A)), board(video())),
    ("R4K videos: not with voices", "element_voice_with_video", "elements[1].voice", B, P, R4K,
     board(video(voice=VOICE)), board(video())),
    ("ELEMENTS voices 5–30 s", "element_voice_length", "elements[1].voice", W, H, R4K,
     board(images(voice=replace(VOICE, seconds=Fraction(119, 24)))),
     board(images(voice=replace(VOICE, seconds=Fraction(5))))),
    ("ELEMENTS voices 5–30 s", "element_voice_length", "elements[1].voice", W, P, KLING,
     board(images(voice=replace(VOICE, seconds=Fraction(721, 24)))),
     board(images(voice=replace(VOICE, seconds=Fraction(30))))),
    ("ELEMENTS videos 3–8 s", "element_video_length", "elements[1].video", B, H, R4K,
     board(video(clip_seconds=Fraction(193, 24))), board(video(clip_seconds=Fraction(8)))),
    ("ELEMENTS videos 3–8 s", "element_video_length", "elements[1].video", B, P, KLING,
     board(video(clip_seconds=Fraction(71, 24))), board(video(clip_seconds=Fraction(3)))),
    ("ELEMENTS mp4, mov", "element_video_type", "elements[1].video", B, H, R4K,
     board(video(clip_media_type="video/webm")), board(video(clip_media_type="video/quicktime"))),
    ("ELEMENTS 16:9 or 9:16", "element_video_shape", "elements[1].video", W, H, R4K, board(video(clip_width=1440)),
     board(video())),
    ("ELEMENTS ≤ 200 MB", "element_video_size", "elements[1].video", B, H, R4K,
     board(video(clip_bytes=200 * 2**20 + 1)), board(video(clip_bytes=200 * 2**20))),
    ("R4K URL", "element_not_fetched", "elements[1].frontal", W, H, R4K, board(images(frontal=FAR)), board(images())),
    ("HOUSE: no bytes to give", "element_not_fetched", "elements[1].frontal", B, H, NO_ADDRESSES,
     board(images(frontal=FAR)), board(images())),
    ("ELEMENTS description ≤ 100", "description_long", "elements[1].description", W, H, CRUN,
     board(images(description="d" * 101)), board(images(description="d" * 100))),
]  # fmt: skip
