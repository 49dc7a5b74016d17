"""The shapes of what the API answers, as its OpenAPI description names them."""

from ninja import Schema


class Fix(Schema):
    """What mends a problem: a stable code, the number it sets, and its label."""

    code: str
    number: int | None
    label: str


class Problem(Schema):
    """A finding about a board for one model. `severity` is blocks or warns, `rule` says whose it is: provider or house;
    `path` names the field, and `loses` says that something would be left out of the order."""

    code: str
    path: str
    severity: str
    rule: str
    limit: int | float | str | None
    found: int | float | str | None
    loses: bool
    fixes: list[Fix]
    sentence: str


class Model(Schema):
    """One board on one model. `price` is a decimal number as text, null where none is published."""

    model: str
    ready: bool
    in_the_way: list[str]
    lost: list[str]
    problems: list[Problem]
    unknown: list[str]
    resolution: str
    price: str | None
    currency: str | None


class Refusal(Schema):
    """Why something was not answered."""

    detail: str
