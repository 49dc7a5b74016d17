"""Rules of the pictures of elements: those of every picture that a model is given, whatever it shows."""

from collections.abc import Iterator
from dataclasses import replace

from storyboard.providers.findings import Problem
from storyboard.providers.frame_problems import size_problems
from storyboard.providers.pictures import box_of
from storyboard.providers.sheet import Sheet
from storyboard.providers.spec import ElementSpec, Spec


def element_picture_problems(spec: Spec, sheet: Sheet) -> Iterator[Problem]:
    """What is found about the sizes of pictures that are sent of elements, each told once for each element."""
    if sheet.elements is None:
        return
    for number, element in enumerate(spec.elements, 1):
        told = {problem.code: problem for problem in _of_images(element, sheet, f"elements[{number}]")}
        yield from (replace(one, element=element.id, name=element.name) for one in told.values())


def _of_images(element: ElementSpec, sheet: Sheet, path: str) -> Iterator[Problem]:
    for image in element.images:
        field = "frontal" if image is element.frontal else "extras"
        if box := box_of(image):
            yield from size_problems(box, sheet, "element_image", f"{path}.{field}")
