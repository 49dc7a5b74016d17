from pathlib import Path

import numpy as np
from PIL import Image

from storyboard.media.pushing import Held, held_size, hold, pushed

SIZE = (1280, 720)


def dot(x: float, y: float) -> Held:
    """A held picture, black with one soft bright dot at the given fraction of its width and height."""
    width, height = held_size(SIZE)
    across, down = np.arange(width)[None, :] + 0.5, np.arange(height)[:, None] + 0.5
    light = 220 * np.exp(-((across - x * width) ** 2 + (down - y * height) ** 2) / 50)
    return hold(Image.fromarray(light.astype(np.uint8)).convert("RGB"), SIZE)


def places(held: Held, zooms: list[float]) -> tuple[np.ndarray, np.ndarray]:
    """Where the dot's centre of light stands in each frame, across and down, in pixels."""
    found = []
    for zoom in zooms:
        light = pushed(held, zoom).y.astype(np.float64) - 16
        light[light < 4] = 0
        across, down = light.sum(axis=0), light.sum(axis=1)
        found.append(
            [np.average(np.arange(line.size) + 0.5, weights=line) for line in (across, down)],
        )
    return np.array(found)[:, 0], np.array(found)[:, 1]


def test_every_frame_shows_the_dot_within_a_tenth_of_a_pixel_of_its_place() -> None:
    zooms = [1 + 0.06 * n / 72 for n in range(72)]
    across, down = places(dot(0.9, 0.2), zooms)
    wanted_across = [SIZE[0] * (0.5 + 0.4 * zoom) for zoom in zooms]
    wanted_down = [SIZE[1] * (0.5 - 0.3 * zoom) for zoom in zooms]
    assert np.abs(across - wanted_across).max() < 0.1
    assert np.abs(down - wanted_down).max() < 0.1


def test_the_dot_moves_outwards_in_every_frame() -> None:
    across, _ = places(dot(0.9, 0.5), [1 + 0.08 * n / 120 for n in range(120)])
    assert np.diff(across).min() > 0.1


def test_the_first_view_shows_the_whole_picture(tmp_path: Path) -> None:
    image = Image.new("RGB", held_size(SIZE))
    image.paste((255, 255, 255), (0, 0, 20, image.height))
    assert pushed(hold(image, SIZE), 1.0).y[:, :18].min() > 200
