"""A librarian makes an element, finds it, selects it, tags it and opens it without touching the mouse."""

from playwright.sync_api import expect

from tests.browser.conftest import Open, Studio


def test_new_search_select_tag_and_open(opened: Open, studio: Studio) -> None:
    page = opened(studio, "owner", "/elements/")
    for name in ("Café Lantern", "Salt kite"):
        page.goto(f"{page.url.split('/elements/')[0]}/elements/")
        page.keyboard.press("n")
        page.keyboard.type(name)
        page.keyboard.press("Enter")
        expect(page.locator("#element-name")).to_have_value(name)
    page.goto(f"{page.url.split('/elements/')[0]}/elements/")
    page.keyboard.press("/")
    page.keyboard.type("cafe")
    expect(page.get_by_test_id("element")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(page.locator("#bulk-count")).to_have_text("1 selected")
    page.locator("#bulk-tags").focus()
    page.keyboard.type("harbour")
    page.keyboard.press("Enter")
    expect(page.locator(".facet-tags")).to_contain_text("harbour")
    page.get_by_test_id("element").first.locator("a").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#element-tags")).to_contain_text("harbour")
    expect(page.locator('[data-testid="problem"][data-code="element_no_frontal"]')).to_be_visible()


def test_a_button_pressed_twice_tags_once_and_says_so(opened: Open, studio: Studio) -> None:
    page = opened(studio, "owner", "/elements/")
    page.keyboard.press("n")
    page.keyboard.type("Twice pressed")
    page.keyboard.press("Enter")
    expect(page.locator("#element-name")).to_have_value("Twice pressed")
    page.goto(f"{page.url.split('/elements/')[0]}/elements/?q=twice")
    page.get_by_test_id("element").first.locator("a").focus()
    page.keyboard.press("Space")
    page.locator("#bulk-tags").fill("twice")
    page.get_by_role("button", name="Tag", exact=True).dblclick()
    expect(page.locator(".facet-tags")).to_contain_text("twice")
    expect(page.locator("#bulk-said")).to_have_text("1 element tagged.")
