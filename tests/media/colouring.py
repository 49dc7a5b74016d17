"""Colour profiles made by hand, for these tests: three primaries, a white and a gamma are all it takes."""

import struct

import numpy as np

D50 = (0.9642, 1.0, 0.8249)
# Adobe RGB (1998), adapted to D50. Source: Adobe RGB (1998) Color Image Encoding, annex B.
WIDE = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
# sRGB, adapted to D50. Source: IEC 61966-2-1.
PLAIN = ((0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410))


def profile(primaries: tuple[tuple[float, float, float], ...], gamma: float, text: str = "made by hand") -> bytes:
    """An ICC profile of version 2: XYZ of red, green and blue, and one gamma for all. Source: ICC.1:2001-04."""
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(gamma * 256)) + bytes(2)
    told = b"desc" + bytes(4) + struct.pack(">I", len(text) + 1) + text.encode() + bytes(80)
    tags = {b"desc": told, b"cprt": b"text" + bytes(4) + b"none\x00", b"wtpt": _xyz(D50)}
    tags |= {name: _xyz(value) for name, value in zip((b"rXYZ", b"gXYZ", b"bXYZ"), primaries, strict=True)}
    tags |= {b"rTRC": curve, b"gTRC": curve, b"bTRC": curve}
    table, data = b"", b""
    start = 128 + 4 + 12 * len(tags)
    for name, value in tags.items():
        table += name + struct.pack(">II", start + len(data), len(value))
        data += value + bytes(-len(value) % 4)
    header = struct.pack(">I4sI4s4s4s", start + len(data), b"none", 0x02400000, b"mntr", b"RGB ", b"XYZ ")
    header += struct.pack(">6H4s", 2026, 1, 1, 0, 0, 0, b"acsp") + bytes(24)
    header += bytes(4) + _xyz(D50)[8:] + bytes(48)
    return header + struct.pack(">I", len(tags)) + table + data


def expected_srgb(
    colour: tuple[int, int, int], primaries: tuple[tuple[float, float, float], ...], gamma: float
) -> tuple[int, ...]:
    """What sRGB value a colour of such a profile has, worked out without a colour library; clipped to the gamut."""
    linear = (np.array(colour) / 255) ** gamma
    there = np.linalg.inv(np.array(PLAIN).T) @ (np.array(primaries).T @ linear)
    inside = np.clip(there, 0, 1)
    coded = np.where(inside <= 0.0031308, inside * 12.92, 1.055 * inside ** (1 / 2.4) - 0.055)
    return tuple(round(float(value) * 255) for value in coded)


def _xyz(value: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + b"".join(struct.pack(">i", round(part * 65536)) for part in value)
