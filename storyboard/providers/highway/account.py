"""Highway: a bearer token, no published prices, no call that only looks, and nothing it keeps between orders."""

from storyboard.providers.kind import Kind

HIGHWAY = Kind(
    name="highway",
    title="Highway",
    url="https://api.highwayapi.ai",
    header="Authorization",
    scheme="Bearer",
    unit="",
    at_once=5,  # its limit is not published; Kling's own smallest pack allows five
)
