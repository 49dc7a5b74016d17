"""The house's colours and measures for pictures that this room draws. Source: the dark theme of the stylesheet."""

from dataclasses import dataclass

ACCENT = (244, 169, 83)
ON_ACCENT = (30, 19, 10)
GRAPHITE = (18, 19, 21)
WELL = (10, 11, 12)
TEXT = (239, 240, 242)
TEXT_2 = (198, 200, 204)


@dataclass(frozen=True)
class Layout:
    """Where things stand in a frame of `width` × `height` pixels. All measures grow with the shorter side."""

    width: int
    height: int

    def px(self, measure: float) -> int:
        """`measure`, meant for a shorter side of 1080, in pixels of this frame."""
        return round(measure * min(self.width, self.height) / 1080)

    def even(self, measure: float) -> int:
        """`px` rounded to an even number, so that colour, kept at half size, keeps clean edges."""
        return 2 * round(self.px(measure) / 2)

    @property
    def is_wide(self) -> bool:
        return self.width > self.height

    @property
    def margin(self) -> int:
        return self.even(96 if self.is_wide else 64)

    @property
    def bar_top(self) -> int:
        return self.height - self.height % 2 - self.even(104)

    @property
    def bar_height(self) -> int:
        return max(self.even(8), 4)

    @property
    def caption_bottom(self) -> int:
        return self.bar_top - self.px(30)

    @property
    def caption_width(self) -> int:
        """Longer lines than this are hard to read in passing."""
        return min(self.width - 2 * self.margin, self.px(1400))

    def most_lines(self, *, is_card: bool) -> int:
        """How many lines of a prompt are shown: over a picture few, on a card as many as fit under its number."""
        if self.is_wide:
            return 7 if is_card else 3
        if self.height > self.width:
            return 14 if is_card else 7
        return 7 if is_card else 4


def segments(layout: Layout, seconds: tuple[int, ...]) -> list[tuple[int, int]]:
    """Left and right edge of each shot's part of the cut bar, in even pixels, as wide as its seconds."""
    gap = max(layout.even(6), 2)
    room = layout.width - 2 * layout.margin - gap * (len(seconds) - 1)
    edges: list[tuple[int, int]] = []
    for index, _ in enumerate(seconds):
        before, after = sum(seconds[:index]), sum(seconds[: index + 1])
        start = layout.margin + index * gap
        edges.append(
            (
                start + 2 * round(room * before / sum(seconds) / 2),
                start + 2 * round(room * after / sum(seconds) / 2),
            )
        )
    return edges
