"""Specs for properties and tables."""

from typing import Any

from hypothesis import strategies as st

from storyboard.providers.spec import Picture, ShotSpec, Spec

texts = st.text(max_size=30)
fractions = st.floats(0, 1)
pictures = st.none() | st.builds(
    Picture,
    asset=st.text("abc234", min_size=12, max_size=12),
    sha256=st.text("0123456789abcdef", min_size=64, max_size=64),
    crop=st.none() | st.tuples(fractions, fractions, fractions, fractions),
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
)


def spec(*prompts: str, **fields: Any) -> Spec:
    """A spec of custom shots with these prompts, one second each."""
    values: dict[str, Any] = {
        "title": "Board",
        "ratio": "16:9",
        "mode": "custom",
        "prompt": "",
        "style": "",
        "negative_prompt": "",
        "sound": False,
    }
    rows = tuple(ShotSpec(f"shot{n}", "", prompt, 1) for n, prompt in enumerate(prompts, 1))
    return Spec(**{**values, **fields}, shots=rows)
