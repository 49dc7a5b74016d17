"""The animatic's sound: a quiet bed to hear the pace over, and a soft tick at each cut."""

import numpy as np
import numpy.typing as npt

HERTZ = 48_000

Sound = npt.NDArray[np.float32]
"""Channels × samples, between -1 and 1."""

_TICK_SECONDS = 0.09
_FADE_SECONDS = 0.3


def soundtrack(seconds: tuple[int, ...]) -> Sound:
    """Stereo sound, float32, 2 × samples at 48 kHz, exactly as long as shots of these `seconds` together."""
    samples = sum(seconds) * HERTZ
    track = _bed(samples)
    tick = _tick()
    for cut in np.cumsum(seconds)[:-1]:
        start = int(cut) * HERTZ
        track[:, start : start + tick.size] += tick
    return track


def _bed(samples: int) -> Sound:
    """A low open fifth, breathing slowly, about 36 dB under full scale; made of sines alone, so always the same."""
    time = np.arange(samples, dtype=np.float64) / HERTZ
    breath = 0.8 + 0.2 * np.sin(2 * np.pi * 0.17 * time)
    tones = ((110.0, 0.010), (165.0, 0.006), (220.6, 0.003))
    left = sum(level * np.sin(2 * np.pi * hertz * time) for hertz, level in tones)
    right = sum(level * np.sin(2 * np.pi * (hertz + 0.4) * time + 0.6) for hertz, level in tones)
    fade = np.clip(np.minimum(time, samples / HERTZ - time) / _FADE_SECONDS, 0, 1)
    return (np.stack([left, right]) * breath * fade).astype(np.float32)


def _tick() -> Sound:
    """A wooden tick: two short tones dying away, about 14 dB under full scale at its loudest."""
    time = np.arange(round(_TICK_SECONDS * HERTZ)) / HERTZ
    attack = np.clip(time / 0.0015, 0, 1)
    body = np.sin(2 * np.pi * 880 * time) * np.exp(-time / 0.018)
    click = np.sin(2 * np.pi * 2350 * time) * np.exp(-time / 0.006)
    return (attack * (0.14 * body + 0.07 * click)).astype(np.float32)
