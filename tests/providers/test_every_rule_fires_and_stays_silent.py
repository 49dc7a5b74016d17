"""Every rule of an order by its source, with a board that breaks it and one that just does not.

Sources: R4K and PRO are Runware's pages of @3-4k and @3-pro, HWY is Highway's page, CRUN is Crun's, KLING the developer
documentation behind all of them. HOUSE stands where no document says it: nothing may be left out in silence.
"""

import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from storyboard.providers import delivery_problems, frame_problems, motion_problems, shot_problems, text_problems
from storyboard.providers.mentions import mention_of
from storyboard.providers.problems import Rule, Severity, blocks, problems_of
from storyboard.providers.sheet import Sheet
from storyboard.providers.sheets import KLING, provider_sheets
from storyboard.providers.spec import Clip, Delivery, ElementSpec, Motion, Picture, Spec
from tests.providers.specs import spec

SHEETS = provider_sheets()
R4K, PRO = SHEETS["runware/kling-3.0-4k"], SHEETS["runware/kling-3.0-pro"]
HWY, CRUN = SHEETS["highway/kling-3.0-4k"], SHEETS["crun/kling-3.0-pro"]
MUTE = replace(PRO, sound="none")
NO_ADDRESSES = replace(PRO, addresses=False)
STRICT = replace(HWY, shot_seconds_least=3)
WIDE = Picture("a", "f" * 64, None, 1920, 1080)
LEFT, CLIP = Picture("a", "", url="https://pictures.example/a.png"), Clip("c", "c", Fraction(10))
GUIDE = ElementSpec("guideguidegu", "Guide", "guide", "character", frontal=WIDE, approved=True)
MOVES, AWAY = Motion(WIDE, CLIP), Clip("c", "", url="https://clips.example/a.mp4")
SUBJECTS = (text_problems, shot_problems, frame_problems, motion_problems, delivery_problems)


def single(prompt: str = "A kite.", **fields: Any) -> Spec:
    """A board of one prompt and five seconds."""
    return replace(spec("A kite.", **{"mode": "single", "prompt": prompt, **fields}), shots=(five(),))


def five() -> Any:
    return replace(spec("A kite.").shots[0], seconds=5)


def lasting(*seconds: int, **fields: Any) -> Spec:
    board = spec(*["A kite."] * len(seconds), **fields)
    return replace(board, shots=tuple(replace(one, seconds=s) for one, s in zip(board.shots, seconds, strict=True)))


def small(side: int) -> Picture:
    return replace(WIDE, width=side * 16 // 9 + 1, height=side)


def delivered(**choices: Any) -> Spec:
    return single(delivery=Delivery(**choices))


P, H = Rule.PROVIDER, Rule.HOUSE
B, W = Severity.BLOCKS, Severity.WARNS
# source, code, path, severity, whose rule, sheet, a board that breaks it, a board that does not, its first fix
RULES: list[tuple[str, str, str, Severity, Rule, Sheet, Spec, Spec, str]] = [
    ("KLING multi_prompt", "shot_prompt_empty", "shots[1].prompt", B, P, KLING, spec(""), spec("x"), ""),
    ("§9 segment prompt", "shot_prompt_short", "shots[1].prompt", B, H, R4K, spec("x"), spec("xy"), ""),
    ("KLING multi_prompt", "shot_prompt_too_long", "shots[1].prompt", B, H, HWY, spec("x" * 513), spec("x" * 512),
     "shorten"),
    ("§8.6", "shot_prompt_long", "shots[1].prompt", W, H, HWY, spec("x" * 501), spec("x" * 500), "shorten"),
    ("PRO positivePrompt", "prompt_empty", "prompt", B, P, PRO, single(""), single("xy"), "gather_prompts"),
    ("HOUSE: not required", "prompt_empty", "prompt", B, H, R4K, single(""), single("xy"), "gather_prompts"),
    ("HOUSE: a frame says it", "prompt_empty", "prompt", W, H, R4K, single("", first_frame=WIDE), single("xy"),
     "gather_prompts"),
    ("HWY prompt 0–2500", "prompt_empty", "prompt", B, H, HWY, single(""), single("x"), "gather_prompts"),
    ("HOUSE: a style is no prompt", "prompt_empty", "prompt", B, H, PRO, single(" ", style="35 mm."),
     single("xy", style="35 mm."), "gather_prompts"),
    ("CRUN key rules", "prompt_empty", "prompt", B, P, CRUN, single(""), single("x"), "gather_prompts"),
    ("R4K positivePrompt 2–2500", "prompt_short", "prompt", B, P, R4K, single("x"), single("xy"), ""),
    ("R4K positivePrompt 2–2500", "prompt_short", "prompt", B, P, R4K, single("", style="x", first_frame=WIDE),
     single("", style="xy", first_frame=WIDE), ""),
    ("§8.6 no sum is documented", "prompt_too_long", "shots", W, H, R4K, spec(*["x" * 500] * 5, "x"),
     spec(*["x" * 500] * 5), "shorten"),
    ("R4K positivePrompt 2–2500", "prompt_too_long", "prompt", B, P, R4K, single("x" * 2501), single("x" * 2500),
     "shorten"),
    ("HWY prompt 0–2500", "prompt_too_long", "prompt", B, P, HWY, single("x" * 2501), single("x" * 2500), "shorten"),
    ("§9 Crun: Kling's", "prompt_too_long", "prompt", B, H, CRUN, single("x" * 2501), single("x" * 2500), "shorten"),
    ("R4K negativePrompt 2–2500", "negative_short", "negative_prompt", B, P, R4K, single(negative_prompt="x"),
     single(negative_prompt="xy"), ""),
    ("HWY negative_prompt", "negative_too_long", "negative_prompt", B, P, HWY, single(negative_prompt="x" * 2501),
     single(negative_prompt="x" * 2500), "shorten"),
    ("§8.18", "negative_not_taken", "negative_prompt", W, H, CRUN, single(negative_prompt="x"), single(), ""),
    ("§8.15", "reference_typed", "prompt", W, H, R4K, single("<<<element_1>>> runs"), single("element_1 runs"), ""),
    ("CRUN @name", "handle_typed", "prompt", W, H, CRUN,
     single(f"{mention_of(GUIDE.id)} and @guide", elements=(GUIDE,)),
     single(f"{mention_of(GUIDE.id)} and @guides", elements=(GUIDE,)), ""),
    ("CRUN @name", "handle_typed", "style", W, H, CRUN,
     single(mention_of(GUIDE.id), style="As @guide.", elements=(GUIDE,)),
     single(mention_of(GUIDE.id), style="me@guide.example", elements=(GUIDE,)), ""),
    ("§7 highway", "mode_not_taken", "mode", B, H, HWY, single(mode="intelligent"), single(), "mode_single"),
    ("R4K duration 3–15", "total_too_short", "total_seconds", B, P, R4K, lasting(1, 1), lasting(1, 2), "total_seconds"),
    ("CRUN 3–15", "total_too_long", "total_seconds", B, P, CRUN, lasting(8, 8, first_frame=WIDE, sound=True),
     lasting(8, 7, first_frame=WIDE, sound=True), "total_seconds"),
    ("R4K multiPrompt ≤ 6", "too_many_shots", "shots", B, P, R4K, lasting(*[2] * 7), lasting(*[2] * 6), "merge_shots"),
    ("§9 highway 1–6", "too_many_shots", "shots", B, H, replace(HWY, shot_seconds_caution=1), lasting(*[2] * 7),
     lasting(*[2] * 6), "merge_shots"),
    ("§8.4", "shot_too_short", "shots[1].seconds", B, H, STRICT, lasting(2, 3), lasting(3, 3), "lengthen"),
    ("§8.4", "shot_short", "shots[1].seconds", W, H, HWY, lasting(2, 3), lasting(3, 3), "lengthen"),
    ("CRUN exactly 1 image", "shots_need_first_frame", "first_frame", B, P, CRUN, lasting(5, sound=True),
     lasting(5, sound=True, first_frame=WIDE), "add_first_frame"),
    ("CRUN audio forced", "sound_forced", "sound", W, P, CRUN, lasting(5, first_frame=WIDE),
     lasting(5, first_frame=WIDE, sound=True), "sound_on"),
    ("HOUSE: lost", "sound_not_taken", "sound", W, H, MUTE, single(sound=True), single(), "sound_off"),
    ("HWY aspect_ratio", "ratio_not_taken", "ratio", B, P, HWY, single(ratio="4:3"), single(ratio="1:1"), ""),
    ("R4K frames or size", "ratio_not_taken", "ratio", B, P, R4K, single(ratio="4:3"),
     single(ratio="4:3", first_frame=WIDE), ""),
    ("HWY has no image", "first_frame_not_taken", "first_frame", B, H, HWY, single(first_frame=WIDE), single(),
     "drop_first_frame"),
    ("HWY has no image", "last_frame_not_taken", "last_frame", B, H, HWY, single(last_frame=WIDE), single(),
     "drop_last_frame"),
    ("CRUN exactly 1 image", "last_frame_with_shots", "last_frame", B, P, CRUN,
     lasting(5, sound=True, first_frame=WIDE, last_frame=WIDE), single(first_frame=WIDE, last_frame=WIDE),
     "drop_last_frame"),
    ("§8.9", "last_frame_with_shots_doubted", "last_frame", W, H, R4K, lasting(5, first_frame=WIDE, last_frame=WIDE),
     single(mode="intelligent", first_frame=WIDE, last_frame=WIDE), "drop_last_frame"),
    ("CRUN img_urls[0] is the start", "last_frame_alone", "last_frame", B, H, CRUN, single(last_frame=WIDE),
     single(first_frame=WIDE, last_frame=WIDE), "add_first_frame"),
    ("KLING ≥ 300 px", "first_frame_too_small", "first_frame", B, H, PRO, single(first_frame=small(299)),
     single(first_frame=small(300)), "change_first_frame"),
    ("KLING 1:2.5", "first_frame_too_long", "first_frame", B, P, KLING,
     single(first_frame=replace(LEFT, width=1001, height=400)),
     single(first_frame=replace(LEFT, width=1000, height=400)), "change_first_frame"),
    ("HOUSE: cannot be cut", "last_frame_not_measured", "last_frame", B, H, PRO,
     single(last_frame=replace(WIDE, width=None)), single(last_frame=WIDE), "change_last_frame"),
    ("HOUSE: sent whole", "first_frame_not_fetched", "first_frame", W, H, PRO, single(first_frame=LEFT),
     single(first_frame=WIDE), "fetch"),
    ("§8.26", "first_frame_not_fetched", "first_frame", B, H, NO_ADDRESSES, single(first_frame=LEFT),
     single(first_frame=WIDE), "fetch"),
    ("CRUN public http(s) URLs", "first_frame_not_fetched", "first_frame", B, H, CRUN,
     single(first_frame=replace(LEFT, url="data:image/png;base64,")), single(first_frame=WIDE), "fetch"),
    ("R4K image: URL", "first_frame_not_fetched", "first_frame", B, H, R4K,
     single(first_frame=replace(LEFT, url="https://pictures.example/a b.png")), single(first_frame=WIDE), "fetch"),
    ("R4K has no reference inputs", "motion_not_taken", "motion_clip", B, H, R4K, single(motion=MOVES), single(),
     "drop_motion"),
    ("PRO referenceImages 1", "motion_needs_picture", "motion_picture", B, P, PRO,
     single(motion=Motion(None, CLIP)), single(motion=MOVES), "add_motion_picture"),
    ("PRO referenceVideos 1", "motion_needs_clip", "motion_clip", B, P, PRO, single(motion=Motion(WIDE, None)),
     single(motion=MOVES), "add_motion_clip"),
    ("HOUSE: sent as it is", "motion_clip_not_fetched", "motion_clip", W, H, PRO,
     single(motion=replace(MOVES, clip=AWAY)), single(motion=MOVES), ""),
    ("PRO referenceVideos by URL", "motion_clip_not_fetched", "motion_clip", B, H, PRO,
     single(motion=replace(MOVES, clip=replace(AWAY, url="data:video/mp4;base64,"))), single(motion=MOVES), ""),
    ("PRO characterOrientation", "orientation_unknown", "motion_orientation", B, P, PRO,
     single(motion=replace(MOVES, orientation="up")), single(motion=MOVES), ""),
    ("§1.8 motion control", "motion_with_shots", "mode", B, H, PRO, lasting(5, motion=MOVES), single(motion=MOVES),
     "mode_single"),
    ("§1.8 motion control", "motion_with_frames", "first_frame", B, H, PRO, single(motion=MOVES, first_frame=WIDE),
     single(motion=MOVES), "drop_first_frame"),
    ("§1.8 image ≤ 10 s", "motion_clip_too_long", "motion_clip", B, H, PRO,
     single(motion=replace(MOVES, clip=replace(CLIP, seconds=Fraction(241, 24)))), single(motion=MOVES),
     "orientation_video"),
    ("§1.8 video ≤ 30 s", "motion_clip_too_long", "motion_clip", B, H, PRO,
     single(motion=Motion(WIDE, replace(CLIP, seconds=Fraction(31)), "video")),
     single(motion=Motion(WIDE, replace(CLIP, seconds=Fraction(30)), "video")), "add_motion_clip"),
    ("R4K numberResults 1–4", "too_many_results", "results", B, P, R4K, single(results=5), single(results=4),
     "results"),
    ("PRO numberResults 1–20", "too_many_results", "results", B, P, PRO, single(results=21), single(results=20),
     "results"),
    ("R4K numberResults 1–4", "too_few_results", "results", B, P, R4K, single(results=0), single(results=1), "results"),
    ("HOUSE: one at a time", "too_few_results", "results", B, H, CRUN, single(results=0), single(results=7), "results"),
    ("R4K outputFormat", "format_unknown", "delivery.format", B, P, R4K, delivered(format="GIF"),
     delivered(format="WEBM"), "usual"),
    ("R4K safety.mode", "safety_unknown", "delivery.safety", B, P, R4K, delivered(safety="strict"),
     delivered(safety="full"), "usual"),
    ("R4K outputQuality 20–99", "quality_out_of_range", "delivery.quality", B, P, R4K, delivered(quality=19),
     delivered(quality=20), "usual"),
    ("PRO outputQuality 20–99", "quality_out_of_range", "delivery.quality", B, P, PRO, delivered(quality=100),
     delivered(quality=99), "usual"),
    ("HWY cfg_scale 0–1", "adherence_out_of_range", "delivery.adherence", B, P, HWY, delivered(adherence=1.01),
     delivered(adherence=1.0), "usual"),
    ("R4K ttl ≥ 60", "link_too_short", "delivery.link_seconds", B, P, R4K, delivered(link_seconds=59),
     delivered(link_seconds=60), "link_seconds"),
    ("§7 highway mp4", "format_not_taken", "delivery.format", W, H, HWY, delivered(format="MOV"),
     delivered(format="MP4"), "usual"),
    ("§7 crun", "quality_not_taken", "delivery.quality", W, H, CRUN, delivered(quality=80), delivered(), "usual"),
    ("§7 highway", "safety_not_taken", "delivery.safety", W, H, HWY, delivered(safety="fast"),
     delivered(safety="none"), "usual"),
    ("§3.1 crun: enabled", "safety_not_taken", "delivery.safety", W, H, CRUN, delivered(safety="fast"),
     delivered(safety="full"), "usual"),
    ("§7 crun", "link_seconds_not_taken", "delivery.link_seconds", W, H, CRUN, delivered(link_seconds=60),
     delivered(), "usual"),
    ("§8.18", "adherence_not_taken", "delivery.adherence", W, H, R4K, delivered(adherence=0.5), delivered(), "usual"),
]  # fmt: skip


# What would be missing from the video, or otherwise than the board says, were it ordered all the same.
LOSES = {
    "shot_prompt_long", "negative_not_taken", "sound_forced", "sound_not_taken", "first_frame_not_taken",
    "last_frame_not_taken", "last_frame_with_shots_doubted", "last_frame_alone", "motion_not_taken",
    "motion_with_shots", "motion_with_frames", "format_not_taken", "quality_not_taken", "safety_not_taken",
    "link_seconds_not_taken", "adherence_not_taken",
}  # fmt: skip


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule[1]}-{rule[5].kind}-{rule[0]}")
def test_it_fires_and_stays_silent(rule: tuple[str, str, str, Severity, Rule, Sheet, Spec, Spec, str]) -> None:
    _source, code, path, severity, whose, sheet, breaks, keeps, fix = rule
    (problem,) = [problem for problem in problems_of(breaks, sheet) if problem.code == code][:1]
    assert (problem.path, problem.severity, problem.rule) == (path, severity, whose)
    assert problem.loses == (code in LOSES)
    assert [one.code for one in problem.fixes[:1]] == [fix] * bool(fix)
    assert code not in [problem.code for problem in problems_of(keeps, sheet)]
    assert not blocks(problems_of(keeps, sheet))


def test_no_rule_is_without_its_row() -> None:
    """Codes stand in quotes in the modules of the rules; those made of a field's name are listed by hand."""
    source = "".join(Path(str(module.__file__)).read_text("utf-8") for module in SUBJECTS)
    made = {"first_frame_not_taken", "last_frame_not_taken", "quality_out_of_range", "adherence_out_of_range"}
    made |= {f"{name}_not_taken" for name in ("format", "quality", "safety", "link_seconds", "adherence")}
    made |= {"first_frame_too_small", "first_frame_too_long", "last_frame_not_measured", "first_frame_not_fetched"}
    calls = r'(?:Problem|_refused|_blocks|_cautions|_too_long)\(\s*"([a-z_]+)"'
    totals = {"total_too_short", "total_too_long"}
    assert set(re.findall(calls, source)) | made | totals == {rule[1] for rule in RULES}
