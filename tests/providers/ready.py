"""Specs whose texts and media are as a workspace holds them, for properties of requests."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from storyboard.providers.mentions import mention_of
from storyboard.providers.spec import Clip, Delivery, ElementSpec, Motion, Picture, ShotSpec, Spec, Voice

MODELS = [
    "runware/kling-3.0-4k", "runware/kling-3.0-pro", "runware/kling-3.0-standard", "highway/kling-3.0-4k",
    "crun/kling-3.0-std", "crun/kling-3.0-pro", "crun/kling-3.0-4k",
]  # fmt: skip
ADDRESS = "https://pictures.example/{}.png"
words = st.text(st.characters(codec="utf-8", exclude_characters="\0{}"), min_size=1, max_size=20).map(str.strip)
said = words.filter(bool)
digests = st.text("0123456789abcdef", min_size=64, max_size=64)
crops = st.tuples(*[st.floats(0, 0.4)] * 2, *[st.floats(0.3, 0.6)] * 2)


def _sized(digest: str, crop: Any) -> Picture:
    """The same bytes have the same size."""
    return Picture("a", digest, crop, 300 + int(digest[:3], 16), 300 + int(digest[3:6], 16))


stored = st.builds(_sized, digests, st.none() | crops)
remote = st.integers(0, 99).map(lambda number: Picture("a", "", url=ADDRESS.format(number)))
framed = st.none() | stored | remote
shown = st.builds(_sized, digests, st.none()) | remote
clips = st.builds(Clip, st.just("c"), digests, st.fractions(3, 8))
voices = st.builds(Voice, st.just("v"), digests)
handles = st.from_regex("[a-z0-9_]{1,20}", fullmatch=True)
common = {"name": said, "description": words, "tags": st.lists(said, max_size=2).map(tuple), "kind": st.just("prop")}
from_images = st.builds(
    ElementSpec, id=st.just(""), handle=handles, **common, frontal=shown,
    extras=st.lists(shown, max_size=3).map(tuple), voice=st.none() | voices,
)  # fmt: skip
from_video = st.builds(ElementSpec, id=st.just(""), handle=handles, **common, source=st.just("video"), video=clips)
deliveries = st.builds(
    Delivery,
    format=st.sampled_from([None, "MP4", "WEBM", "MOV"]),
    quality=st.none() | st.integers(20, 99),
    safety=st.sampled_from([None, "none", "fast", "full"]),
    link_seconds=st.none() | st.integers(60, 10**5),
    adherence=st.none() | st.floats(0, 1),
)
motions = st.builds(
    Motion, picture=st.none() | shown, clip=clips, orientation=st.sampled_from(["image", "video"]),
    keep_sound=st.booleans(),
)  # fmt: skip


def _id(number: int) -> str:
    return "element" + "abcde"[number] * 5


@st.composite
def ready_specs(draw: st.DrawFn) -> Spec:
    """A board that can be ordered somewhere, more often than not: mentions among its texts, media of every kind."""
    cast = draw(st.lists(from_images | from_video, max_size=3, unique_by=lambda element: element.handle))
    elements = tuple(replace(element, id=_id(number)) for number, element in enumerate(cast))
    mentions = st.sampled_from([mention_of(element.id) for element in elements] or [""])
    typed = st.sampled_from(["<<<element_1>>>", "@", "task", "hook", "upload", "asset:1"])
    texts = st.lists(words | mentions | typed, max_size=4).map(" ".join)
    seconds = draw(st.lists(st.integers(1, 4), min_size=1, max_size=6).filter(lambda each: 3 <= sum(each) <= 15))
    return Spec(
        title="Board",
        ratio=draw(st.sampled_from(["16:9", "9:16", "1:1"])),
        mode=draw(st.sampled_from(["single", "custom", "intelligent"])),
        prompt=draw(texts),
        style=draw(words),
        negative_prompt=draw(words | mentions),
        sound=draw(st.booleans()),
        shots=tuple(ShotSpec(f"shot{n}", "", draw(texts), each) for n, each in enumerate(seconds, 1)),
        first_frame=draw(framed),
        last_frame=draw(framed),
        elements=elements,
        results=draw(st.integers(1, 20)),
        delivery=draw(deliveries),
        motion=draw(st.none() | motions),
    )
