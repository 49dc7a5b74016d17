"""What is found about a field stands under it and on its shot, and goes when its cause does; readers see it as well."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.board import make_board, problem, prompt_of, select_shot, shot, write_prompt
from tests.browser.conftest import Open, Studio
from tests.browser.elements import make_element, post

LONG = "word " * 119 + "words"


def at(page: Page, field: str) -> Locator:
    """The sentences under a field."""
    return page.locator(f"#at-{field} > p")


def mark_of(page: Page, position: int) -> Locator:
    return shot(page, position).locator(".mark")


def test_it_comes_while_typing_and_goes(page: Page) -> None:
    make_board(page, "While typing")
    write_prompt(page, 1, LONG)
    expect(at(page, "shot-prompt")).to_have_text(
        "The prompt of shot 1 has 600 characters; Kling takes 512. Shorten it by 88."
    )
    expect(prompt_of(page)).to_have_attribute("aria-invalid", "true")
    assert "at-shot-prompt" in (prompt_of(page).get_attribute("aria-describedby") or "").split()
    expect(mark_of(page, 1)).to_have_attribute("data-level", "bad")
    expect(mark_of(page, 1)).to_have_accessible_name(
        "The prompt of shot 1 has 600 characters; Kling takes 512. Shorten it by 88."
    )
    write_prompt(page, 1, "Short.")
    expect(at(page, "shot-prompt")).to_have_count(0)
    expect(prompt_of(page)).not_to_have_attribute("aria-invalid", "true")
    expect(mark_of(page, 1)).to_be_empty()


def test_a_field_of_a_shot_tells_of_the_selected_shot_alone(page: Page) -> None:
    make_board(page, "Of one shot")
    write_prompt(page, 1, LONG)
    select_shot(page, 2)
    expect(at(page, "shot-prompt")).to_have_text("Shot 2 has no prompt. Describe what it shows.")
    expect(page.locator("[data-testid=problem]")).to_have_count(3)


def test_a_warning_is_no_error(page: Page) -> None:
    make_board(page, "Only a warning")
    write_prompt(page, 1, "x" * 505)
    expect(at(page, "shot-prompt")).to_have_attribute("data-level", "warn")
    expect(mark_of(page, 1)).to_have_attribute("data-level", "warn")
    assert prompt_of(page).get_attribute("aria-invalid") is None


def test_what_the_model_does_not_have_is_told_at_the_model(page: Page) -> None:
    project = make_board(page, "Left out", shots=1)
    address = f"/projects/{project}/edit/"
    post(page, address, operation="choose", field="model", value="crun/kling-3.0-pro")
    post(page, address, operation="deliver", part="quality", value="80")
    page.get_by_role("tab", name="Board").click()
    expect(at(page, "board-model")).to_contain_text("Kling 3.0 Pro has no choice of quality; it is left out.")
    expect(page.locator("#delivery [data-has]:not([hidden])")).to_have_count(1)
    offered = page.locator("#deliver-safety option:not([hidden])")
    expect(offered).to_have_text(["Usual", "None", "All frames"])
    problem(page, "quality_not_taken").get_by_role("button", name="Leave it to the provider").click()
    expect(at(page, "board-model")).to_have_count(0)


def test_each_problem_leads_to_its_field(page: Page) -> None:
    project = make_board(page, "Led to fields", shots=1)
    address = f"/projects/{project}/edit/"
    post(page, address, operation="choose", field="model", value="runware/kling-3.0-4k")
    post(page, address, operation="choose", field="results", value="9")
    post(page, address, operation="deliver", part="quality", value="99")
    post(page, address, operation="write", shot="", field="negative_prompt", value="x", version="99")
    for code, field in (("too_many_results", "board-results"), ("negative_short", "board-negative")):
        problem(page, code).locator("[data-go]").click()
        expect(page.locator(f"#{field}")).to_be_focused()
        expect(at(page, field)).to_be_visible()


def test_whoever_only_looks_sees_the_same_at_the_same_places(opened: Open, studio: Studio) -> None:
    page = opened(studio, "owner", "")
    element = make_element(page, "Unfinished")
    project = make_board(page, "Looked at closely")
    post(page, f"/projects/{project}/edit/", operation="add_element", element=element)
    reader = opened(studio, "rita", f"/projects/{project}/")
    expect(at(reader, "shot-prompt")).to_have_text("Shot 1 has no prompt. Describe what it shows.")
    expect(mark_of(reader, 3)).to_have_attribute("data-level", "bad")
    expect(reader.locator(f"#mark-{element}")).to_have_attribute("data-level", "bad")
    post(page, f"/projects/{project}/edit/", operation="choose", field="model", value="highway/kling-3.0-4k")
    post(page, f"/projects/{project}/edit/", operation="seconds", shot=shot(page, 1).get_attribute("data-shot") or "",
         seconds="2")  # fmt: skip
    expect(at(reader, "shot-length")).to_contain_text("Shot 1 lasts 2 s")
    expect(reader.locator("#shot-length")).to_have_text("2 s")
