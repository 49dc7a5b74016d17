"""Makes the README's picture of the board: `python -m tests.screenshot`, with the product running as people run it."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

TARGET = Path(__file__).parent.parent / "static" / "img" / "board.png"
SIZE = (1440, 900)


def main() -> None:
    """Starts the product in an empty folder, makes the demo's animatic, and takes the picture."""
    with tempfile.TemporaryDirectory(prefix="storyboard-screenshot-") as folder:
        command = [sys.executable, "manage.py", "up", "--port", "0"]
        environment = {**os.environ, "STORYBOARD_DATA": folder}
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
            assert server.stdout is not None
            try:
                take_picture(server.stdout.readline().strip())
            finally:
                server.terminate()


def take_picture(link: str) -> None:
    """Signs in, has the animatic made, and shows the second shot."""
    width, height = SIZE
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("TEST_CHROMIUM"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="dark")
        open_board(page, link)
        page.get_by_test_id("animatic").click()
        page.locator('[data-testid="take"][data-state="ready"]').wait_for(timeout=120_000)
        page.locator("#show-pictures").click()
        page.locator(".shot__open").nth(1).click()
        page.locator("#stage-image").wait_for()
        page.wait_for_load_state("networkidle")
        for picture in ("#stage-image", "#shot-picture"):
            page.locator(picture).evaluate("(image) => image.decode()")
        page.screenshot(path=TARGET)
        browser.close()


def open_board(page: Page, link: str) -> None:
    """Through the sign-in link to the demo project."""
    page.goto(link)
    page.locator("button[type=submit]").click()
    page.locator(".project__link").first.click()
    page.locator('[data-testid="live"][data-state="connected"]').wait_for()


if __name__ == "__main__":
    main()
