"""Specs for properties and tables."""

from typing import Any

from hypothesis import strategies as st

from storyboard.providers.spec import Absent, Clip, Delivery, ElementSpec, Motion, Picture, ShotSpec, Spec, Voice

texts = st.text(max_size=30)
fractions = st.floats(0, 1)
ids = st.text("abc234", min_size=12, max_size=12)
digests = st.text("0123456789abcdef", min_size=64, max_size=64)
some_pictures = st.builds(
    Picture,
    asset=ids,
    sha256=digests,
    crop=st.none() | st.tuples(fractions, fractions, fractions, fractions),
    width=st.none() | st.integers(1, 8192),
    height=st.none() | st.integers(1, 8192),
    url=st.sampled_from(["", "https://pictures.example/a.png"]),
)
pictures = st.none() | some_pictures
lengths = st.none() | st.fractions(0, 60, max_denominator=30_000)
clips = st.builds(Clip, asset=ids, sha256=digests, seconds=lengths, width=st.none() | st.integers(1, 4096))
elements = st.builds(
    ElementSpec,
    id=ids,
    name=texts,
    handle=st.from_regex("[a-z0-9_]{1,20}", fullmatch=True),
    kind=st.sampled_from(["character", "prop", "place"]),
    description=texts,
    tags=st.lists(texts, max_size=3).map(tuple),
    revision=st.integers(0, 9),
    approved=st.booleans(),
    source=st.sampled_from(["images", "video"]),
    frontal=pictures,
    extras=st.lists(some_pictures, max_size=3).map(tuple),
    video=st.none() | clips,
    voice=st.none() | st.builds(Voice, asset=ids, sha256=digests, seconds=lengths),
)
deliveries = st.builds(
    Delivery,
    format=st.sampled_from([None, "MP4", "WEBM", "MOV", "GIF"]),
    quality=st.none() | st.integers(0, 110),
    safety=st.sampled_from([None, "none", "fast", "full"]),
    link_seconds=st.none() | st.integers(0, 10**6),
    adherence=st.none() | st.floats(-1, 2),
)
motions = st.builds(
    Motion,
    picture=pictures,
    clip=st.none() | clips,
    orientation=st.sampled_from(["image", "video"]),
    keep_sound=st.booleans(),
)
shots = st.builds(ShotSpec, id=texts, name=texts, prompt=texts, seconds=st.integers(1, 15), picture=pictures)
specs = st.builds(
    Spec,
    title=texts,
    ratio=st.sampled_from(["16:9", "9:16", "1:1"]),
    mode=st.sampled_from(["single", "custom", "intelligent"]),
    prompt=texts,
    style=texts,
    negative_prompt=texts,
    sound=st.booleans(),
    shots=st.lists(shots, min_size=1, max_size=6).map(tuple),
    first_frame=pictures,
    last_frame=pictures,
    elements=st.lists(elements, max_size=3).map(tuple),
    absent=st.lists(st.builds(Absent, id=ids, name=texts, archived=st.booleans()), max_size=2).map(tuple),
    only_approved=st.booleans(),
    results=st.integers(0, 25),
    delivery=deliveries,
    motion=st.none() | motions,
)


def spec(*prompts: str, **fields: Any) -> Spec:
    """A spec of custom shots with these prompts, as long as each may be: 15 seconds in all, or somewhat less."""
    values: dict[str, Any] = {
        "title": "Board",
        "ratio": "16:9",
        "mode": "custom",
        "prompt": "",
        "style": "",
        "negative_prompt": "",
        "sound": False,
    }
    rows = tuple(ShotSpec(f"shot{n}", "", prompt, 15 // len(prompts)) for n, prompt in enumerate(prompts, 1))
    return Spec(**{**values, **fields}, shots=rows)
