"""Draws the demo project's JPEGs from their SVG drawings, in Chromium.

Run it with `python -m storyboard.projects.demo_pictures.rasterise`.
"""

import io
import os
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
SIZE = (1600, 900)  # of the drawings
SCALE = 1.2  # to 1920 × 1080


def main() -> None:
    """One JPEG beside this file for each drawing."""
    width, height = SIZE
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("TEST_CHROMIUM"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=SCALE)
        for drawing in sorted((HERE / "drawings").glob("*.svg")):
            page.goto(drawing.as_uri())
            shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            shot.save(HERE / f"{drawing.stem}.jpg", quality=88, optimize=True, progressive=True)
        browser.close()


if __name__ == "__main__":
    main()
