"""Rules of texts: prompts, shots' prompts, the negative prompt. Lengths are code points of the text as it is sent."""

import re
from collections.abc import Iterator
from dataclasses import replace

from storyboard.providers.findings import Fix, Problem, Rule, Severity
from storyboard.providers.mentions import MentionStyle
from storyboard.providers.sheet import Sheet
from storyboard.providers.spec import Spec

# How providers that number elements, or name them, read one; typed by hand it binds to an element in silence.
_NUMBERED = re.compile(r"<<<\s*element_\d+\s*>>>")
_NAMED = re.compile(r"(?<![\w@])@(\w+)")


def text_problems(spec: Spec, sheet: Sheet) -> Iterator[Problem]:
    """Everything about the texts that are sent in the spec's mode."""
    if spec.mode == "custom":
        yield from _shot_prompts(spec, sheet)
        yield from _all_prompts(spec, sheet)
    else:
        yield from _prompt(spec, sheet)
    yield from _negative(spec, sheet)
    yield from _typed_references(spec, sheet)


def _shot_prompts(spec: Spec, sheet: Sheet) -> Iterator[Problem]:
    if sheet.shot_prompt_limit is None:
        return
    for number, shot in enumerate(spec.shots, 1):
        problem = _shot_prompt(spec, sheet, shot.prompt, f"shots[{number}].prompt", shot.id)
        if problem:
            yield problem


def _shot_prompt(spec: Spec, sheet: Sheet, prompt: str, path: str, shot: str) -> Problem | None:
    rule, found = sheet.rule_of("shot_prompt"), len(spec.sent(prompt, sheet.mentions))
    least, most, caution = sheet.shot_prompt_least, sheet.shot_prompt_limit or 0, sheet.shot_prompt_caution
    if not prompt.strip():
        return Problem("shot_prompt_empty", path, Severity.BLOCKS, rule, 1, 0, shot)
    if found < least:
        return Problem("shot_prompt_short", path, Severity.BLOCKS, rule, least, found, shot)
    if found > most:
        shorten = (Fix("shorten", found - most),)
        return Problem("shot_prompt_too_long", path, Severity.BLOCKS, rule, most, found, shot, fixes=shorten)
    if found > caution:
        shorten = (Fix("shorten", found - caution),)
        told = Problem("shot_prompt_long", path, Severity.WARNS, Rule.HOUSE, caution, found, shot, fixes=shorten)
        return replace(told, loses=True)
    return None


def _all_prompts(spec: Spec, sheet: Sheet) -> Iterator[Problem]:
    """Kling takes 2,500 for a prompt and names no sum for shots, nor does anybody else: the sum is only told."""
    found = sum(len(spec.sent(prompt, sheet.mentions)) for _path, _shot, prompt in spec.prompts)
    if sheet.prompt_limit is not None and found > sheet.prompt_limit:
        told = _too_long("prompt_too_long", "shots", Rule.HOUSE, sheet.prompt_limit, found)
        yield replace(told, severity=Severity.WARNS)


def _prompt(spec: Spec, sheet: Sheet) -> Iterator[Problem]:
    if sheet.prompt_limit is None:
        return
    found, rule = len(spec.sent(spec.prompt, sheet.mentions)), sheet.rule_of("prompt")
    if not spec.prompt.strip():
        yield _empty_prompt(spec, sheet)
    if 0 < found < sheet.prompt_least:
        yield Problem("prompt_short", "prompt", Severity.BLOCKS, rule, sheet.prompt_least, found)
    elif found > sheet.prompt_limit:
        yield _too_long("prompt_too_long", "prompt", rule, sheet.prompt_limit, found)


def _empty_prompt(spec: Spec, sheet: Sheet) -> Problem:
    """Where the provider would take an order without words, the house only warns if a picture says what to show."""
    ways = (Fix("gather_prompts"),) * any(shot.prompt.strip() for shot in spec.shots)
    refused = sheet.prompt_required and sheet.prompt_least > 0 and not spec.style.strip()
    if refused:
        return Problem("prompt_empty", "prompt", Severity.BLOCKS, Rule.PROVIDER, 1, 0, fixes=ways)
    shown = not sheet.prompt_required and spec.mode == "single" and spec.first_frame
    return Problem("prompt_empty", "prompt", Severity.WARNS if shown else Severity.BLOCKS, Rule.HOUSE, 1, 0, fixes=ways)


def _negative(spec: Spec, sheet: Sheet) -> Iterator[Problem]:
    path, rule, found = "negative_prompt", sheet.rule_of("negative_prompt"), len(spec.negative)
    if not found:
        return
    if sheet.negative_limit is None:
        yield Problem("negative_not_taken", path, Severity.WARNS, Rule.HOUSE, 0, found, loses=True)
    elif found < sheet.negative_least:
        yield Problem("negative_short", path, Severity.BLOCKS, rule, sheet.negative_least, found)
    elif found > sheet.negative_limit:
        yield _too_long("negative_too_long", path, rule, sheet.negative_limit, found)


def _too_long(code: str, path: str, rule: Rule, limit: int, found: int) -> Problem:
    return Problem(code, path, Severity.BLOCKS, rule, limit, found, fixes=(Fix("shorten", found - limit),))


def _typed_references(spec: Spec, sheet: Sheet) -> Iterator[Problem]:
    for path, shot, text in [("style", "", spec.style), *spec.prompts]:
        if sheet.mentions is MentionStyle.NUMBER and _NUMBERED.search(text):
            yield Problem("reference_typed", path, Severity.WARNS, Rule.HOUSE, shot=shot)
        elif sheet.mentions is MentionStyle.HANDLE:
            typed = _NAMED.findall(text)
            for element in spec.elements:
                if element.handle in typed:
                    about = (None, None, shot, element.id, element.handle)
                    yield Problem("handle_typed", path, Severity.WARNS, Rule.HOUSE, *about)
