"""Rules of shots: the mode, how many, how long, with what sound, in which shape."""

from collections.abc import Iterator

from storyboard.providers.findings import Fix, Problem, Rule, Severity
from storyboard.providers.sheet import Sheet
from storyboard.providers.spec import ShotSpec, Spec


def shot_problems(spec: Spec, sheet: Sheet) -> Iterator[Problem]:
    """Everything about the shots as a whole and their seconds."""
    if spec.mode not in sheet.modes:
        ways = tuple(Fix(f"mode_{mode}") for mode in sheet.modes)
        yield Problem("mode_not_taken", "mode", Severity.BLOCKS, Rule.HOUSE, fixes=ways)
    yield from _total(spec, sheet)
    if spec.mode == "custom":
        yield from _custom_shots(spec, sheet)
    if spec.mode != "single" and sheet.shots_need_first_frame and spec.first_frame is None:
        ways = (Fix("add_first_frame"), Fix("mode_single"))
        yield Problem("shots_need_first_frame", "first_frame", Severity.BLOCKS, Rule.PROVIDER, fixes=ways)
    yield from _sound(spec, sheet)
    if spec.ratio not in sheet.ratios and not (sheet.size_or_frame and (spec.first_frame or spec.last_frame)):
        yield Problem("ratio_not_taken", "ratio", Severity.BLOCKS, Rule.PROVIDER)


def sounds(spec: Spec, sheet: Sheet) -> bool:
    """Whether the video comes with sound: as chosen, unless the model forces it or has none."""
    if sheet.sound == "none":
        return False
    return spec.sound or (sheet.sound == "forced with shots" and spec.mode != "single")


def _total(spec: Spec, sheet: Sheet) -> Iterator[Problem]:
    (least, most), found = sheet.total_seconds, spec.seconds
    if least <= found <= most:
        return
    code, limit = ("total_too_short", least) if found < least else ("total_too_long", most)
    rule, ways = sheet.rule_of("total_seconds"), (Fix("total_seconds", limit),)
    yield Problem(code, "total_seconds", Severity.BLOCKS, rule, limit, found, fixes=ways)


def _custom_shots(spec: Spec, sheet: Sheet) -> Iterator[Problem]:
    most, found = sheet.most_shots, len(spec.shots)
    if found > most:
        merge = (Fix("merge_shots", found - most),)
        yield Problem("too_many_shots", "shots", Severity.BLOCKS, sheet.rule_of("most_shots"), most, found, fixes=merge)
    every = _every_shot(spec, sheet)
    for number, shot in enumerate(spec.shots, 1):
        problem = _shot_seconds(sheet, shot, f"shots[{number}].seconds", every)
        if problem:
            yield problem


def _every_shot(spec: Spec, sheet: Sheet) -> tuple[Fix, ...]:
    """One way for all, where several shots are too short."""
    least = max(sheet.shot_seconds_least, sheet.shot_seconds_caution)
    return (Fix("every_shot", least),) * (sum(shot.seconds < least for shot in spec.shots) > 1)


def _shot_seconds(sheet: Sheet, shot: ShotSpec, path: str, every: tuple[Fix, ...]) -> Problem | None:
    least, caution, found = sheet.shot_seconds_least, sheet.shot_seconds_caution, shot.seconds
    if found < least:
        rule, longer = sheet.rule_of("shot_seconds_least"), (Fix("lengthen", least - found), *every)
        return Problem("shot_too_short", path, Severity.BLOCKS, rule, least, found, shot.id, fixes=longer)
    if found < caution:
        longer = (Fix("lengthen", caution - found), *every)
        return Problem("shot_short", path, Severity.WARNS, Rule.HOUSE, caution, found, shot.id, fixes=longer)
    return None


def _sound(spec: Spec, sheet: Sheet) -> Iterator[Problem]:
    if sounds(spec, sheet) and not spec.sound:
        ways = (Fix("sound_on"), Fix("mode_single"))
        yield Problem("sound_forced", "sound", Severity.WARNS, Rule.PROVIDER, fixes=ways, loses=True)
    elif spec.sound and sheet.sound == "none":
        yield Problem("sound_not_taken", "sound", Severity.WARNS, Rule.HOUSE, fixes=(Fix("sound_off"),), loses=True)
