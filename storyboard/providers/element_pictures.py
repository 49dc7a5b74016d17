"""Rules of the pictures of elements: those of every picture that a model is given, whatever it shows."""

from collections.abc import Iterator
from dataclasses import replace

from storyboard.providers.findings import Problem
from storyboard.providers.frame_problems import size_problems
from storyboard.providers.pictures import box_of
from storyboard.providers.sheet import Sheet
from storyboard.providers.spec import ElementSpec, Spec


def element_picture_problems(spec: Spec, sheet: Sheet) -> Iterator[Problem]:
    """What is found about the pictures of all elements on a board."""
    for number, element in enumerate(spec.elements if sheet.elements else (), 1):
        yield from problems_of_images(element, sheet, f"elements[{number}]")


def problems_of_images(element: ElementSpec, sheet: Sheet, path: str) -> list[Problem]:
    """What is found about the sizes of one element's images, each told once; `path` names the element."""
    found: dict[str, Problem] = {}
    for image in element.images:
        box, field = box_of(image), "frontal" if image is element.frontal else "extras"
        for problem in size_problems(box, sheet, "element_image", f"{path}.{field}") if box else ():
            found.setdefault(problem.code, replace(problem, element=element.id, name=element.name))
    return list(found.values())
