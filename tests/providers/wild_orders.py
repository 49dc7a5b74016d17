"""Orders of every kind for one model: right for the most part, each with up to two parts that may be anything, most
often just at a limit or just beyond it. Parts are drawn whole from lists, which is quick.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any

from hypothesis import strategies as st

from storyboard.providers.element_ability import ElementAbility
from storyboard.providers.element_problems import problems_of_element
from storyboard.providers.mentions import mention_of
from storyboard.providers.problems import blocks
from storyboard.providers.sheet import Sheet
from storyboard.providers.sheets import provider_sheet
from storyboard.providers.spec import Absent, Clip, Delivery, ElementSpec, Motion, Picture, ShotSpec, Spec, Voice
from tests.providers.judging import Order

PARTS = (
    "mode", "shots", "texts", "style", "negative", "frames", "elements", "results", "delivery", "motion", "ratio",
    "mentions",
)  # fmt: skip
ABSENT = (Absent("absentabsent", "Somebody"), Absent("archivedarch", "Old", archived=True))
STRANGERS = [*(one.id for one in ABSENT), "nobodynobody"]
SPACES = ["", " ", "\n\t ", "\u2003"]
CLIP_SECONDS = [Fraction(71, 24), Fraction(3), Fraction(8), Fraction(193, 24)]
MOTION_SECONDS = [None, Fraction(3), Fraction(10), Fraction(241, 24), Fraction(30), Fraction(721, 24)]
VOICE_SECONDS = [None, Fraction(4), Fraction(5), Fraction(31)]
GOOD_SIZES = [(600, 600), (900, 600), (600, 900), (1280, 720)]
ODD_SIZES = [(533, 299), (534, 300), (300, 300), (299, 300), (750, 300), (751, 300), (300, 751), (1, 1)]
ADDRESSES = ["https://pictures.example/a.png", "http://pictures.example/b.jpg?w=1"]
ODD_ADDRESSES = [
    "data:image/png;base64,AAAA", "https://pictures.example/a b.png", "https:///a.png", "ftp://a.example/b.png",
    "https://pictures.example:0/a.png", "https://[pictures/a.png", f"https://pictures.example/{'x' * 8200}",
]  # fmt: skip


def _picture(size: tuple[int, int], number: int = 0, crop: Any = None) -> Picture:
    """The same bytes have the same size."""
    width, height = size
    return Picture(f"{width}×{height} {number}", f"{width:08x}{height:08x}{number:048x}", crop, width, height)


GOOD = [_picture(size, number) for size in GOOD_SIZES for number in range(3)]
CUT = [_picture((1280, 1280), crop=(0.1, 0.1, 0.8, 0.8)), _picture((900, 900), crop=(0.0, 0.5, 1.0, 0.5))]
REMOTE = [Picture("r", "", url=url) for url in ADDRESSES]
FRAMES = GOOD + CUT + REMOTE
ODD_FRAMES = [
    *(_picture(size, crop=crop) for size in ODD_SIZES for crop in (None, (0.25, 0.25, 0.5, 0.5))),
    *(replace(one, width=None) for one in GOOD[:2]),
    *(Picture("r", "", url=url) for url in ODD_ADDRESSES),
    *(Picture("r", "", None, *size, ADDRESSES[0]) for size in ODD_SIZES),
]
FAR_CLIP = Clip("c", "", url="https://clips.example/c.mp4")


def _clips(seconds: Sequence[Fraction | None], **more: Any) -> list[Clip]:
    return [Clip("c", "c" * 64, each, **more) for each in seconds]


@st.composite
def orders(draw: st.DrawFn, model: str) -> Order:
    """An order to a model, right but for the parts that are odd."""
    sheet = provider_sheet(model)
    odd = draw(st.sets(st.sampled_from(PARTS), max_size=2))
    mode = draw(st.sampled_from(("single", "custom", "intelligent") if "mode" in odd else sheet.modes))
    motion = draw(_motions(odd=True)) if "motion" in odd else None
    if mode == "single" and sheet.motion and not odd:
        motion = draw(st.none() | _motions(odd=False))
    elements = () if motion and "elements" not in odd else draw(_casts(model, odd="elements" in odd))
    style = draw(st.sampled_from([*SPACES, "y", "yy", "35 mm."] if "style" in odd else ["", "", "35 mm.", " y "]))
    says = _texts(elements, odd)
    spec = Spec(
        title="Board",
        ratio=draw(st.sampled_from(["4:3", "21:9", "1:1"] if "ratio" in odd else ["16:9", "9:16", "1:1"])),
        mode=mode,
        prompt=draw(says) + draw(_prompts(2500, len(style), odd="texts" in odd)),
        style=style,
        negative_prompt=draw(_negatives(model, odd="negative" in odd)),
        sound=draw(st.booleans()),
        shots=draw(_shots(says, style, odd)),
        elements=elements,
        absent=ABSENT,
        results=draw(st.sampled_from([0, sheet.results + 1, 21] if "results" in odd else [1, 1, 1, 2, sheet.results])),
        delivery=draw(_deliveries(odd="delivery" in odd)),
        motion=motion,
    )
    spec = draw(_framed(spec, sheet, odd="frames" in odd))
    return Order(spec, draw(_kept(spec, sheet)), draw(st.booleans()))


# Texts


@cache
def _prompts(limit: int, style: int, *, odd: bool) -> st.SearchStrategy[str]:
    """At a limit or within it; odd ones just beyond either end, or without a word."""
    room = limit - (style + 1 if style else 0)
    if not odd:
        lengths = [2, 3, 20, min(room, 500) - 60, room - 60]
        return st.sampled_from([letter * length for length in lengths for letter in "xé😀"])
    around = {limit + by for limit in (1, 2, 500, room, limit) for by in (-1, 0, 1)}
    return st.sampled_from([*SPACES, *("x" * length for length in sorted(around))])


def _texts(elements: tuple[ElementSpec, ...], odd: set[str]) -> st.SearchStrategy[str]:
    """What may stand before a text: now and then a mention; odd ones are of elements that are not on the board."""
    ids = [element.id for element in elements] + (STRANGERS if "mentions" in odd else [])
    typed = ["<<<element_1>>> ", "@guide_a "] if "mentions" in odd else []
    return st.sampled_from(["", *typed, *(f"{mention_of(one)} " for one in ids)])


RIGHT_SECONDS = [[5], [3], [15], [1, 2], [2, 3, 4], [1] * 6, [5, 10], [3] * 5, [2, 1, 4, 3, 3, 2]]
ODD_SECONDS = [[2], [16], [1, 1], [8, 8], [2] * 7, [0, 5], [1] * 7, [4] * 4]


@st.composite
def _shots(draw: st.DrawFn, says: st.SearchStrategy[str], style: str, odd: set[str]) -> tuple[ShotSpec, ...]:
    seconds = draw(st.sampled_from(ODD_SECONDS if "shots" in odd else RIGHT_SECONDS))
    texts = [_prompts(512, len(style), odd=False), _prompts(512, len(style), odd=True), _prompts(2500, 0, odd=True)]
    prompts = [draw(texts[0]) for _each in seconds]
    if "texts" in odd:
        prompts[draw(st.integers(0, len(prompts) - 1))] = draw(texts[1] | texts[2])
    first = draw(says)
    return tuple(
        ShotSpec(f"shot{number}", "", (first if number == 1 else "") + prompt, each)
        for number, (prompt, each) in enumerate(zip(prompts, seconds, strict=True), 1)
    )


@cache
def _negatives(model: str, *, odd: bool) -> st.SearchStrategy[str]:
    right = ["", "xx", "x" * 2500] if provider_sheet(model).negative_limit else ["", "x"]
    return _prompts(2500, 0, odd=True) if odd else st.sampled_from(right)


# What is drawn from


def _framed(spec: Spec, sheet: Sheet, *, odd: bool) -> st.SearchStrategy[Spec]:
    """With frames, as the model takes them beside the rest."""
    if odd:
        return st.builds(
            lambda one, other: replace(spec, first_frame=one, last_frame=other),
            _any_frame(odd=True),
            _any_frame(odd=True),
        )
    if spec.motion or not sheet.first_frame:
        return st.just(spec)
    with_elements = spec.elements and sheet.elements and sheet.elements.needs_first_frame
    needs = with_elements or (spec.mode != "single" and sheet.shots_need_first_frame)
    first = st.sampled_from(FRAMES) if needs else _any_frame(odd=False)
    last = _any_frame(odd=False) if spec.mode == "single" or sheet.last_frame_with_shots else st.none()
    return st.builds(_with_frames, st.just(spec), first, last, st.just(sheet.last_frame_alone))


def _with_frames(spec: Spec, first: Picture | None, last: Picture | None, last_alone: bool) -> Spec:
    return replace(spec, first_frame=first, last_frame=last if first or last_alone else None)


@cache
def _any_frame(*, odd: bool) -> st.SearchStrategy[Picture | None]:
    return st.sampled_from([None, None, *FRAMES, *(ODD_FRAMES if odd else [])])


@cache
def _motions(*, odd: bool) -> st.SearchStrategy[Motion]:
    ways = [("image", False), ("video", True), *([("up", False)] if odd else [])]
    pictures: list[Picture | None] = [None, GOOD[0], REMOTE[0], *ODD_FRAMES] if odd else [*GOOD, *REMOTE]
    clips: list[Clip | None] = [None, FAR_CLIP, *_clips(MOTION_SECONDS)] if odd else [FAR_CLIP, *_clips(CLIP_SECONDS)]
    return st.sampled_from([Motion(one, clip, *way) for one, clip, way in product(pictures, clips, ways)])


# Elements


@cache
def _casts(model: str, *, odd: bool) -> st.SearchStrategy[tuple[ElementSpec, ...]]:
    """Ids and handles are unique in a workspace, names are not."""
    right = st.sampled_from(_right_elements(provider_sheet(model).elements or ElementAbility(least_images=1)))
    cast = st.lists(right | st.sampled_from(_odd_elements()) if odd else right, max_size=5 if odd else 3)
    return st.just(()) | cast.map(lambda each: tuple(_called(element, number) for number, element in enumerate(each)))


def _called(element: ElementSpec, number: int) -> ElementSpec:
    letter = "abcde"[number]
    return replace(element, id="element" + letter * 5, handle=f"guide_{letter}", revision=number)


def _element(source: str, **fields: Any) -> ElementSpec:
    return ElementSpec("", fields.pop("name", "Guide"), "", "prop", source=source, **fields)


def _right_elements(ability: ElementAbility) -> list[ElementSpec]:
    counts = range(ability.least_images - 1, ability.most_images)
    sounds = [None, *(Voice("v", "e" * 64, each) for each in VOICE_SECONDS)] if ability.voice else [None]
    texts = [("Guide", "", ()), ("Gate", "A tall man.", ("hero",)), ("Gate", "d" * 101, ("hero", "tall"))]
    found = [
        _element("images", name=name, description=text, tags=tags, frontal=GOOD[0], extras=tuple(GOOD[1 : count + 1]),
                 voice=voice, archived=bool(count))
        for count, voice, (name, text, tags) in product(counts, sounds, texts)
    ]  # fmt: skip
    clips = [*_clips([None, Fraction(3), Fraction(8)], width=1440, height=1080)] if ability.video else []
    return found + [_element("video", video=clip) for clip in clips]


@cache
def _odd_elements() -> list[ElementSpec]:
    frontals = [None, GOOD[0], ODD_FRAMES[0], REMOTE[0], ODD_FRAMES[-9]]
    extras = [(), *(tuple(GOOD[:count]) for count in (1, 3, 4, 5)), (REMOTE[1], GOOD[1])]
    voices = [None, Voice("v", "e" * 64), Voice("v", "", url="https://voices.example/v.mp3")]
    clips = [None, *_clips(CLIP_SECONDS), *_clips([None], media_type="video/webm"), FAR_CLIP]
    return [
        _element(source, frontal=frontal, extras=extra, voice=voice, video=clip)
        for source, frontal, extra, voice, clip in product(["images", "video"], frontals, extras, voices, clips)
    ]


def _kept(spec: Spec, sheet: Sheet) -> st.SearchStrategy[tuple[str, ...]]:
    """Elements that an earlier order has given: only those that could be ordered, to a provider that keeps them."""
    ability = sheet.elements
    if ability is None or sheet.kind != "runware":
        return st.just(())
    rules = {"addresses": sheet.addresses}
    ids = [one.id for one in spec.elements[:3] if not blocks(problems_of_element(one, ability, "", **rules))]
    return st.sampled_from([(), tuple(ids), tuple(ids[:1])])


# Delivery


@cache
def _deliveries(*, odd: bool) -> st.SearchStrategy[Delivery]:
    choices: list[list[Any]] = (
        [[None, "MP4", "MOV", "GIF"], [None, 0, 19, 20, 99, 100], [None, "none", "fast", "full", "strict"],
         [None, 0, 59, 60, 10**9], [None, -0.01, 0.0, 0.5, 1.0, 1.01]]
        if odd else
        [[None, "MP4", "WEBM", "MOV"], [None, 20, 99], [None, "none", "fast", "full"], [None, 60, 3600],
         [None, 0.0, 0.3, 1.0]]
    )  # fmt: skip
    return st.sampled_from([Delivery(*each) for each in product(*choices)])
