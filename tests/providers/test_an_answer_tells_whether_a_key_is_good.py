"""Each provider's answers to the harmless call, as its documents and its users saw them, and anything else at all."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyboard.providers.key_checks import Checked, Outcome, amount_in, code_in
from storyboard.providers.kinds import KINDS

GOOD, STRANGE = Outcome.GOOD, Outcome.STRANGE
FIELDS = ["data", "errors", "code", "balance", "message", "error"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS) | st.text(), inner, max_size=4),
    max_leaves=8,
)


def read(provider: str, status: int, answer: Any) -> Checked:
    check = KINDS[provider].check
    assert check is not None
    return check.read(status, answer)


def error(code: object) -> dict[str, Any]:
    return {"errors": [{"code": code, "message": "Invalid API key rwk_1", "taskType": "authentication"}]}


@pytest.mark.parametrize(
    ("status", "answer", "outcome", "code"),
    [
        (401, error("invalidApiKey"), Outcome.REFUSED, "invalidApiKey"),
        (200, error("invalidApiKey"), Outcome.REFUSED, "invalidApiKey"),
        (400, error("insufficientCredits"), Outcome.NO_CREDIT, "insufficientCredits"),
        (403, error("accountSuspended"), Outcome.FORBIDDEN, "accountSuspended"),
        (200, error("rateLimitExceeded"), Outcome.BUSY, "rateLimitExceeded"),
        (400, error("invalidTaskType"), Outcome.DECLINED, "invalidTaskType"),
        (200, error(None), Outcome.DECLINED, "200"),
        (200, error("<b>code</b>"), Outcome.DECLINED, "200"),
        (503, error("somethingNew"), Outcome.BUSY, "503"),
        (401, None, Outcome.REFUSED, "401"),
        (402, {}, Outcome.NO_CREDIT, "402"),
        (429, {}, Outcome.BUSY, "429"),
        (500, None, Outcome.TROUBLE, "500"),
        (502, None, Outcome.TROUBLE, "502"),
        (404, None, STRANGE, "404"),
        (302, None, STRANGE, "302"),
        (200, None, STRANGE, "200"),
        (200, {}, STRANGE, "200"),
        (200, ["data"], STRANGE, "200"),
        (200, {"errors": [], "data": []}, GOOD, ""),
    ],
)
def test_runware(status: int, answer: Any, outcome: Outcome, code: str) -> None:
    assert read("runware", status, answer) == Checked(outcome, code)


@pytest.mark.parametrize(
    ("data", "balance"),
    [
        ([{"balance": 12, "apiKeys": ["rwk_1"]}], Decimal(12)),
        ({"balance": Decimal("3.78")}, Decimal("3.78")),
        ([{"balance": {"amount": 12}}], None),
        ([{}], None),
        ("text", None),
    ],
)
def test_runwares_balance(data: Any, balance: Decimal | None) -> None:
    assert read("runware", 200, {"data": data}) == Checked(GOOD, balance=balance)


@pytest.mark.parametrize(
    ("status", "answer", "checked"),
    [
        (200, {"code": 200, "data": {"balance": 60}}, Checked(GOOD, balance=Decimal(60))),
        (200, {"code": 200, "data": {"balance": "60.5"}}, Checked(GOOD, balance=Decimal("60.5"))),
        (200, {"code": 200, "data": {}}, Checked(GOOD)),
        (200, {"code": 401, "message": "API key missing", "data": None}, Checked(Outcome.REFUSED, "401")),
        (401, {"code": 401, "message": "API key missing", "data": None}, Checked(Outcome.REFUSED, "401")),
        (200, {"code": 402, "data": {"balance": 0}}, Checked(Outcome.NO_CREDIT, "402")),
        (200, {"code": 403}, Checked(Outcome.FORBIDDEN, "403")),
        (200, {"code": 455}, Checked(Outcome.BUSY, "455")),
        (200, {"code": 500}, Checked(Outcome.TROUBLE, "500")),
        (200, {"code": 200, "data": None}, Checked(STRANGE, "200")),
        (503, {"code": 200, "data": {}}, Checked(Outcome.BUSY, "503")),
        (502, None, Checked(Outcome.TROUBLE, "502")),
        (200, None, Checked(STRANGE, "200")),
    ],
)
def test_crun(status: int, answer: Any, checked: Checked) -> None:
    assert read("crun", status, answer) == checked


def test_highway_has_no_call_to_read() -> None:
    assert KINDS["highway"].check is None


@given(provider=st.sampled_from(["runware", "crun"]), status=st.integers(100, 599), answer=JSON)
def test_anything_at_all_is_some_outcome(provider: str, status: int, answer: Any) -> None:
    found = read(provider, status, answer)
    assert status == 200 or found.outcome is not GOOD
    assert found.outcome is GOOD or found.code
    assert len(found.code) <= 40


@given(JSON)
def test_an_amount_is_one_that_can_be_shown(value: Any) -> None:
    found = amount_in(value)
    assert found is None or (found.is_finite() and len(f"{found:f}") < 40)


@pytest.mark.parametrize("value", [True, None, "1e9", "NaN", Decimal("Infinity"), 10**13, "twelve", [1], {"a": 1}])
def test_what_is_no_amount_is_none(value: Any) -> None:
    assert amount_in(value) is None


@pytest.mark.parametrize("value", ["a" * 41, "<b>", "two words", "", 7, None, "ä"])
def test_what_is_no_plain_word_is_not_shown(value: Any) -> None:
    assert code_in(value) == ""
