"""Each fix of each problem is a button, and what the button does ends the problem, in one edit of the board."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from storyboard.assets.models import Asset
from storyboard.elements.models import Element
from storyboard.projects.casting import add_element
from storyboard.projects.compiling import compile_spec, live_shots
from storyboard.projects.delivery import set_delivery
from storyboard.projects.editing import Operation, edit
from storyboard.projects.fixing import WAYS, Press, Standing
from storyboard.projects.models import Project
from storyboard.projects.motion import set_motion
from storyboard.projects.order_sentences import FIXES
from storyboard.projects.pinning import Pinned, set_frame
from storyboard.projects.problems import ProblemView, problems_on
from storyboard.projects.timing import set_seconds
from storyboard.projects.writing import choose, write_text
from storyboard.providers.sheet import Sheet
from storyboard.providers.sheets import KLING, provider_sheets
from storyboard.studio.models import Person
from tests.conftest import People
from tests.elements.making import element, file
from tests.projects.posting import post

SHEETS = provider_sheets()
R4K, PRO = SHEETS["runware/kling-3.0-4k"], SHEETS["runware/kling-3.0-pro"]
RULES = Path(settings.BASE_DIR, "storyboard", "providers")
HIGHWAY, CRUN = SHEETS["highway/kling-3.0-4k"], SHEETS["crun/kling-3.0-pro"]


@dataclass
class Scene:
    """A board with what a case needs: ids of its shots, one picture, one clip of 15 s, two elements."""

    project: Project
    shots: list[str]
    picture: Asset
    clip: Asset
    element: Element
    other: Element


@pytest.fixture
def scene(people: People, project: Project) -> Scene:
    return Scene(
        project,
        [shot.pk for shot in live_shots(project)],
        sized(file(people.workspace, "figure")),
        file(people.workspace, "movement", "clip", seconds=15),
        element(people.alice, people.workspace, "Mara", ["front", "side"]),
        element(people.alice, people.workspace, "Tram", ["front", "side"]),
    )


def sized(picture: Asset) -> Asset:
    picture.width, picture.height = 1920, 1080
    picture.save()
    return picture


Edits = Callable[[Scene], list[Operation]]
Answer = Callable[[Scene, dict[str, str]], dict[str, Any]]


@dataclass(frozen=True)
class Case:
    """A board brought to a problem of one sheet, and what a person does where the fix only leads to a choice."""

    problem: str
    sheet: Sheet
    edits: Edits
    answer: Answer | None = None


def pinned(scene: Scene, edge: str) -> Operation:
    return set_frame(edge, Pinned(scene.picture))


def mentions(scene: Scene) -> Operation:
    return write_text(scene.shots[0], "prompt", f"{{{{element:{scene.element.pk}}}}} walks.", 99)


def put_element(scene: Scene) -> list[Operation]:
    return [add_element(scene.element.pk)]


def mixed_up(scene: Scene) -> list[Operation]:
    return [add_element(scene.other.pk), add_element(scene.element.pk), mentions(scene)]


def small(scene: Scene, edge: str) -> list[Operation]:
    return [set_frame(edge, Pinned(scene.picture, (0.0, 0.0, 0.1, 0.1)))]


def whole(scene: Scene, values: dict[str, str]) -> dict[str, Any]:
    return {"operation": "frame", **values, "asset": scene.picture.pk, "crop": ""}


def moves(scene: Scene) -> list[Operation]:
    return [set_motion("picture", scene.picture), set_motion("clip", scene.clip), choose("mode", "single")]


def long_prompt(scene: Scene) -> list[Operation]:
    return [write_text(scene.shots[1], "prompt", "x" * 600, 99)]


def cut(scene: Scene, values: dict[str, str]) -> dict[str, Any]:
    assert values == {"field": "shot-prompt", "shot": scene.shots[1], "keep": "512", "over": "88"}
    written = {"field": "prompt", "value": "x" * int(values["keep"]), "version": 99}
    return {"operation": "write", "shot": values["shot"], **written}


def gathered(scene: Scene, values: dict[str, str]) -> dict[str, Any]:
    texts = [shot.prompt for shot in live_shots(scene.project)]
    return {"operation": "write", "shot": "", "field": "prompt", "value": "\n".join(texts), "version": 99}


CASES: dict[str, Case] = {
    "gather_prompts": Case("prompt_empty", KLING, lambda scene: [choose("mode", "single")], gathered),
    "shorten": Case("shot_prompt_too_long", KLING, long_prompt, cut),
    "lengthen": Case("shot_short", HIGHWAY, lambda scene: [set_seconds(scene.shots[1], 1)]),
    "every_shot": Case("shot_too_short", replace(HIGHWAY, shot_seconds_least=4), lambda scene: []),
    "total_seconds": Case("total_too_long", replace(KLING, total_seconds=(3, 5)), lambda scene: []),
    "merge_shots": Case("too_many_shots", replace(KLING, most_shots=1), lambda scene: []),
    "add_first_frame": Case(
        "shots_need_first_frame", CRUN, lambda scene: [],
        whole,
    ),
    "change_first_frame": Case("first_frame_too_small", KLING, lambda scene: small(scene, "first"), whole),
    "change_last_frame": Case("last_frame_too_small", KLING, lambda scene: small(scene, "last"), whole),
    "drop_first_frame": Case("first_frame_not_taken", HIGHWAY, lambda scene: [pinned(scene, "first")]),
    "drop_last_frame": Case("last_frame_with_shots", CRUN, lambda scene: [pinned(scene, "last")]),
    "mode_single": Case("mode_not_taken", HIGHWAY, lambda scene: [choose("mode", "intelligent")]),
    "mode_custom": Case("mode_not_taken", HIGHWAY, lambda scene: [choose("mode", "intelligent")]),
    "mode_intelligent": Case("last_frame_with_shots_doubted", R4K, lambda scene: [pinned(scene, "last")]),
    "sound_on": Case("sound_forced", CRUN, lambda scene: []),
    "sound_off": Case("sound_not_taken", replace(KLING, sound="none"), lambda scene: [choose("sound", "true")]),
    "fetch": Case("first_frame_not_fetched", KLING, lambda scene: [pinned(scene, "first")]),
    "add_element": Case("mention_absent", KLING, lambda scene: [mentions(scene)]),
    "drop_element": Case("element_not_mentioned", KLING, put_element),
    "order_elements": Case("elements_out_of_order", R4K, mixed_up),
    "add_motion_picture": Case(
        "motion_needs_picture", PRO, lambda scene: [set_motion("clip", scene.clip)],
        lambda scene, values: {"operation": "motion", **values, "asset": scene.picture.pk},
    ),
    "add_motion_clip": Case(
        "motion_needs_clip", PRO, lambda scene: [set_motion("picture", scene.picture)],
        lambda scene, values: {"operation": "motion", **values, "asset": scene.clip.pk},
    ),
    "orientation_video": Case(
        "motion_clip_too_long", PRO, lambda scene: [*moves(scene), choose("motion_orientation", "image")]
    ),
    "drop_motion": Case("motion_not_taken", HIGHWAY, moves),
    "results": Case("too_many_results", R4K, lambda scene: [choose("results", "9")]),
    "split_orders": Case("too_many_results", R4K, lambda scene: [choose("results", "9")]),
    "link_seconds": Case(
        "link_too_short", replace(R4K, delivery=replace(R4K.delivery, link_seconds_least=90)),
        lambda scene: [set_delivery("link_seconds", "60")],
    ),
    "usual": Case("quality_not_taken", CRUN, lambda scene: [set_delivery("quality", "80")]),
}  # fmt: skip


def told(project: Project, sheet: Sheet) -> list[ProblemView]:
    """The problems of a board as it is now, for a sheet."""
    board = Project.objects.select_related("workspace", *Project.PINNED).get(pk=project.pk)
    shots = live_shots(board)
    return problems_on(Standing(board, shots, compile_spec(board, shots), sheet)).found


def button(found: list[ProblemView], problem: str, fix: str) -> Press:
    presses = [press for one in found if one.problem.code == problem for press in one.presses if press.code == fix]
    assert presses, f"{problem} has no button {fix}: {[(one.problem.code, one.presses) for one in found]}"
    return presses[0]


def bring_there(scene: Scene, case: Case, people: People) -> None:
    for operation in case.edits(scene):
        edit(scene.project.pk, people.alice, operation)


def test_no_fix_is_without_a_button_and_a_case() -> None:
    assert set(WAYS) == set(FIXES) == set(CASES)


def test_no_rule_names_a_fix_that_nobody_knows() -> None:
    rules = "".join(path.read_text(encoding="utf-8") for path in RULES.rglob("*.py"))
    named = set(re.findall(r'Fix\("(\w+)"', rules))
    assert len(named) > 15
    assert named <= set(WAYS)


@pytest.mark.parametrize("fix", sorted(set(CASES) - {"fetch"}))
def test_one_press_ends_it(people: People, client_of: Callable[[Person], Client], scene: Scene, fix: str) -> None:
    case = CASES[fix]
    bring_there(scene, case, people)
    press = button(told(scene.project, case.sheet), case.problem, fix)
    assert press.label
    assert not press.why_not
    values = json.loads(press.values)
    assert (press.way == "edit") == (case.answer is None)
    before = Project.objects.get(pk=scene.project.pk).version
    answer = post(client_of(people.alice), scene.project, **(case.answer(scene, values) if case.answer else values))
    assert answer.status_code == 200, answer.content
    assert Project.objects.get(pk=scene.project.pk).version == before + 1
    assert case.problem not in [one.problem.code for one in told(scene.project, case.sheet)]


def test_a_picture_that_waits_is_asked_for_again(people: People, scene: Scene) -> None:
    remote = Asset.objects.create(
        workspace=people.workspace, origin="remote", kind="picture", name="r", source_url="https://pictures.example/r"
    )
    edit(scene.project.pk, people.alice, set_frame("first", Pinned(remote)))
    press = button(told(scene.project, KLING), "first_frame_not_fetched", "fetch")
    assert (press.way, json.loads(press.values)) == ("fetch", {"url": f"/assets/{remote.pk}/retry/"})
