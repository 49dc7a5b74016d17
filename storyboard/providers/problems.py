"""Findings about a spec, named before money is spent: a stable code, the field, the limit and the value found.

Whoever shows a problem turns its code and values into a sentence; here there are only facts.
"""

from collections.abc import Iterator

from storyboard.providers.element_problems import element_problems
from storyboard.providers.findings import Problem, Rule, Severity
from storyboard.providers.sheets import Sheet
from storyboard.providers.spec import Spec

__all__ = ["LEAST_SIDE", "Problem", "Rule", "Severity", "blocks", "problems_of"]

LEAST_SIDE = 300
"""Pixels a side that a first or last frame has at the least."""


def problems_of(spec: Spec, sheet: Sheet) -> list[Problem]:
    """Everything that stands between a board and an order to that model, in the order of the board."""
    about_elements = [] if sheet.free else element_problems(spec, sheet.elements)
    return [*_shot_prompts(spec, sheet), *_whole_prompt(spec, sheet), *_frames(spec, sheet), *about_elements]


def blocks(problems: list[Problem]) -> bool:
    """Whether an order would be refused."""
    return any(problem.severity is Severity.BLOCKS for problem in problems)


def _shot_prompts(spec: Spec, sheet: Sheet) -> Iterator[Problem]:
    if spec.mode != "custom" or sheet.shot_prompt_limit is None:
        return
    for number, shot in enumerate(spec.shots, 1):
        path, found = f"shots[{number}].prompt", len(spec.sent(shot.prompt, sheet.mentions))
        if not shot.prompt.strip():
            yield Problem("shot_prompt_empty", path, Severity.BLOCKS, Rule.PROVIDER, 1, 0, shot.id)
        elif found > sheet.shot_prompt_limit:
            limit = sheet.shot_prompt_limit
            yield Problem("shot_prompt_too_long", path, Severity.BLOCKS, Rule.PROVIDER, limit, found, shot.id)
        elif found > sheet.shot_prompt_caution:
            limit = sheet.shot_prompt_caution
            yield Problem("shot_prompt_long", path, Severity.WARNS, Rule.HOUSE, limit, found, shot.id)


def _whole_prompt(spec: Spec, sheet: Sheet) -> Iterator[Problem]:
    if sheet.prompt_limit is None:
        return
    prompts = [shot.prompt for shot in spec.shots] if spec.mode == "custom" else [spec.prompt]
    found = sum(len(spec.sent(prompt, sheet.mentions)) for prompt in prompts)
    path = "shots" if spec.mode == "custom" else "prompt"
    if spec.mode != "custom" and not spec.prompt.strip():
        yield Problem("prompt_empty", path, Severity.BLOCKS, Rule.PROVIDER, 1, 0)
    elif found > sheet.prompt_limit:
        yield Problem("prompt_too_long", path, Severity.BLOCKS, Rule.PROVIDER, sheet.prompt_limit, found)


def _frames(spec: Spec, sheet: Sheet) -> Iterator[Problem]:
    """A frame that is still an address has no bytes to give, and a small one is refused. The animatic minds neither.

    Source of the least side: Kling's developer documentation for first and last frames.
    """
    frames = {"first_frame": spec.first_frame, "last_frame": spec.last_frame}
    for path, frame in frames.items():
        if frame and not frame.sha256 and not sheet.free:
            yield Problem(f"{path}_not_fetched", path, Severity.BLOCKS, Rule.HOUSE)
        elif frame and frame.size and min(frame.size) < LEAST_SIDE and not sheet.free:
            yield Problem(f"{path}_too_small", path, Severity.BLOCKS, Rule.PROVIDER, LEAST_SIDE, min(frame.size))
