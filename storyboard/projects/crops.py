"""The part of a picture that is shown, as a form or a clipboard brings it."""

from storyboard.projects.timeline import Refused

Crop = tuple[float, float, float, float]


def read_crop(text: str) -> Crop | None:
    """Four fractions with commas between them: x, y, width, height. Empty: the whole picture. Raises Refused."""
    if not text.strip():
        return None
    try:
        x, y, width, height = (round(float(part), 5) for part in text.split(","))
    except ValueError:
        raise Refused("no_such_crop") from None
    if not (0 <= x < 1 and 0 <= y < 1 and 0.01 <= width <= 1.00001 - x and 0.01 <= height <= 1.00001 - y):
        raise Refused("no_such_crop")
    return x, y, width, height
