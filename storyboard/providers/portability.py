"""One board against every model, side by side."""

from dataclasses import dataclass

from storyboard.providers.findings import Problem, Severity
from storyboard.providers.prices import Price, price_of
from storyboard.providers.problems import blocks, problems_of
from storyboard.providers.sheets import Sheet, provider_sheets
from storyboard.providers.spec import Spec


@dataclass(frozen=True)
class Portability:
    """What a model would make of a board. resolution: like 3840×2160 where pixels are chosen, else like 1080p; a first
    or last frame gives the shape. `lost` is what would be left out or be otherwise, a part of the problems.
    """

    model: str
    problems: list[Problem]
    price: Price | None
    resolution: str
    lost: list[Problem]

    @property
    def ready(self) -> bool:
        """Whether nothing stands in the way of an order."""
        return not blocks(self.problems)

    @property
    def in_the_way(self) -> list[Problem]:
        """The problems that block."""
        return [problem for problem in self.problems if problem.severity is Severity.BLOCKS]


def report(spec: Spec) -> list[Portability]:
    """Every provider's model, in the order in which people are offered them."""
    return [_portability(spec, sheet) for sheet in provider_sheets().values()]


def _portability(spec: Spec, sheet: Sheet) -> Portability:
    problems = problems_of(spec, sheet)
    lost = [problem for problem in problems if problem.loses]
    return Portability(sheet.model, problems, price_of(sheet, spec), resolution_of(spec, sheet), lost)


def resolution_of(spec: Spec, sheet: Sheet) -> str:
    """Pixels like 3840×2160 where they are chosen, else like 1080p."""
    framed = sheet.size_or_frame and (spec.first_frame or spec.last_frame)
    size = None if framed else sheet.sizes.get(spec.ratio)
    return f"{size[0]}×{size[1]}" if size else sheet.resolution
