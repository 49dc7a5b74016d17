"""How Runware says no: error objects, their codes, and the HTTP status of an answer full of them.

Source: notes 1.2, 1.3. Codes beyond those quoted there are made after their pattern: `unsupported…`,
`missing…`, `invalid…`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from storyboard.sandbox.runware_rules import Model
from storyboard.sandbox.shapes import Fault, Kind, listed


@dataclass(frozen=True)
class Refusal:
    """One error object, and the HTTP status it asks for."""

    status: int
    code: str
    message: str
    parameter: str | list[str] | None = None
    more: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self, task: Mapping[str, Any]) -> dict[str, Any]:
        """The object as it stands in `errors`, naming its task where the task has a name."""
        named = {name: task[name] for name in ("taskType", "taskUUID") if isinstance(task.get(name), str)}
        parameter = {} if self.parameter is None else {"parameter": self.parameter}
        return {"code": self.code, "message": self.message, **parameter, **named, **self.more}


class Refuse(Exception):
    """A task, or the whole request, is refused, for one reason or more."""

    def __init__(self, *refusals: Refusal) -> None:
        super().__init__("; ".join(refusal.message for refusal in refusals))
        self.refusals = refusals


NO_KEY = Refusal(
    401,
    "invalidApiKey",
    "Invalid API key. Get one at https://runware.ai/signup",
    "apiKey",
    {"taskType": "authentication"},
)
NO_ARRAY = Refusal(400, "invalidRequestBody", "The request body must be a JSON array of task objects.")
NO_CREDITS = Refusal(402, "insufficientCredits", "Insufficient credits. Top up your balance to continue.")
TOO_MANY = Refusal(429, "rateLimitExceeded", "Queue capacity exceeded. Please try again later.")
CONFLICT = Refusal(400, "conflictTaskUUID", "A task with the same 'taskUUID' has already been submitted.", "taskUUID")
SEVERAL = Refusal(
    400,
    "incompatibleParameters",
    "These parameters cannot be used together.",
    ["positivePrompt", "inputs.frameImages"],
)  # fmt: skip


def of_fault(fault: Fault, model: Model | None = None) -> Refusal:
    """A finding about a task, in Runware's words. `parameter` is an array where several fields are meant."""
    parameter = list(fault.paths) if fault.paths else fault.path
    page = {"documentation": f"{model.page}#request-{fault.path.rpartition('.')[2].partition('[')[0]}"} if model else {}
    allowed = {"allowedValues": list(fault.allowed)} if fault.allowed else {}
    code, message = _words(fault, model)
    return Refusal(400, code, message, parameter, {**allowed, **page})


def _words(fault: Fault, model: Model | None) -> tuple[str, str]:
    if fault.kind is Kind.UNKNOWN:
        return "unsupportedParameter", (
            f"Unsupported use of '{fault.path}' parameter. This parameter is not supported for the selected model. "
            f"Allowed values are: {listed(fault.allowed)}."
        )
    if fault.kind is Kind.MISSING:
        return "missingParameter", f"Missing required parameter: '{fault.path}'."
    if fault.kind is Kind.TOGETHER:
        return "incompatibleParameters", f"Incompatible parameters: {fault.wanted}."
    if fault.paths and model:
        return "unsupportedDimensions", (
            "Unsupported use of width/height parameters. The specified dimensions are not supported for the "
            f"{model.label} model. Supported values are: {listed(fault.allowed)}."
        )
    name = re.sub(r"\[\d+\]", "", fault.path).rpartition(".")[2] or "task"
    return (
        f"invalid{name[:1].upper()}{name[1:]}",
        f"Invalid value for '{fault.path}' parameter: must be {fault.wanted}.",
    )


def status_of(refusals: list[Refusal], *, anything_went_well: bool) -> int:
    """200 where any task of the batch went well; else what the first refusal asks for."""
    return 200 if anything_went_well or not refusals else refusals[0].status
