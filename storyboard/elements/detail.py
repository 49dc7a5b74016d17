"""What the page of one element shows."""

from dataclasses import dataclass
from fractions import Fraction

from storyboard.assets.models import Asset
from storyboard.elements.freezing import element_spec
from storyboard.elements.library import asset_picture
from storyboard.elements.models import MAX_EXTRA, Element, Kind, MediaRole
from storyboard.elements.revising import Layout, layout_of, seconds_of
from storyboard.elements.sentences import effect_sentence, problem_sentence, shots_sentence
from storyboard.elements.using import BoardUse, Uses, uses_of
from storyboard.providers.element_ability import KLING_ELEMENTS
from storyboard.providers.element_pictures import problems_of_images
from storyboard.providers.element_problems import problems_of_element
from storyboard.providers.findings import Problem
from storyboard.providers.sheets import KLING
from storyboard.studio.roles import Right, may


@dataclass(frozen=True)
class Slot:
    """A file in its place. `position` counts from 1 within its role; `first` and `last` are of the extra images."""

    role: str
    position: int
    asset: Asset
    picture: str
    seconds: Fraction | None
    first: bool
    last: bool


@dataclass(frozen=True)
class Detail:
    """One element for one reader."""

    element: Element
    layout: Layout
    slots: dict[str, list[Slot]]
    tags: list[str]
    problems: list[tuple[Problem, str]]
    uses: Uses

    @property
    def can_edit(self) -> bool:
        return may(self.element.roles, Right.LIBRARY)

    @property
    def frontal(self) -> Slot | None:
        return next(iter(self.slots["frontal"]), None)

    @property
    def extras(self) -> list[Slot]:
        return self.slots["extra"]

    @property
    def video(self) -> Slot | None:
        return next(iter(self.slots["video"]), None)

    @property
    def voice(self) -> Slot | None:
        return next(iter(self.slots["voice"]), None)

    @property
    def empty_extras(self) -> range:
        return range(len(self.extras) + 1, MAX_EXTRA + 1)

    @property
    def description_limit(self) -> int | None:
        return KLING_ELEMENTS.description_caution

    @property
    def description_length(self) -> int:
        return len(self.element.description.strip())

    @property
    def kinds(self) -> list[tuple[str, str]]:
        return [(kind.value, str(kind.label)) for kind in Kind]

    @property
    def effect_sentence(self) -> str:
        return effect_sentence(self.uses, self.element.revision)

    @property
    def boards(self) -> list[tuple[BoardUse, str]]:
        return [(use, shots_sentence(use.shots)) for use in self.uses.boards.shown]

    @property
    def more_boards(self) -> int:
        return self.uses.boards.count - len(self.uses.boards.shown)

    @property
    def more_takes(self) -> int:
        return self.uses.takes.count - len(self.uses.takes.shown)

    @property
    def revisions(self) -> int:
        return self.element.revision


def detail_of(element: Element) -> Detail:
    """The page of an element, whose workspace and reader's roles are loaded with it."""
    layout = layout_of(element)
    assets = Asset.objects.in_bulk([asset for _role, _position, asset in layout.places()])
    return Detail(
        element=element,
        layout=layout,
        slots=_slots(layout, assets),
        tags=list(element.tags.values_list("tag", flat=True)),
        problems=problems_for(element, layout, assets),
        uses=uses_of(element.workspace_id, element.pk),
    )


def problems_for(element: Element, layout: Layout, assets: dict[str, Asset]) -> list[tuple[Problem, str]]:
    """Problems of an element with their sentences, told against what all of Kling holds to."""
    spec = element_spec(element, ((role, assets[asset]) for role, _position, asset in layout.places()))
    only_approved = element.workspace.only_approved_elements
    found = problems_of_element(spec, KLING_ELEMENTS, "element", only_approved=only_approved)
    found += problems_of_images(spec, KLING, "element")
    return [(problem, problem_sentence(problem)) for problem in found]


def _slots(layout: Layout, assets: dict[str, Asset]) -> dict[str, list[Slot]]:
    slots: dict[str, list[Slot]] = {role: [] for role in MediaRole.values}
    for role, position, asset_id in layout.places():
        asset = assets[asset_id]
        last = position == len(layout.extras)
        slots[role].append(
            Slot(role, position, asset, asset_picture(asset), seconds_of(asset), position == 1, last),
        )
    return slots
