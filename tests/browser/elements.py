"""How a librarian handles the library, and how elements get onto boards."""

from playwright.sync_api import Page, expect


def make_element(page: Page, name: str) -> str:
    """Makes an element and leaves its page open; its id."""
    page.goto("/elements/")
    page.keyboard.press("n")
    page.locator("#new-dialog [name=name]").fill(name)
    page.keyboard.press("Enter")
    expect(page.locator("#element-name")).to_have_value(name)
    return page.locator(".detail").get_attribute("data-element") or ""


def choose_file(page: Page, place: str, number: int) -> None:
    """Chooses the file at `number`, from 0, for a place of the open element; answers nothing that is asked then."""
    page.locator(f'#media [data-picks*="role={place}"]').first.click()
    page.locator("#picker .pick-grid button").nth(number).click()


def post(page: Page, path: str, **form: str) -> None:
    """Posts by the page's session."""
    token = next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "csrftoken")
    answer = page.request.post(path, form={"csrfmiddlewaretoken": token, **form})
    assert answer.ok, answer.text()
