"""What every answer of Runware is wrapped in: data, errors, or both, each entry naming its task.

Source: Runware's pages on responses and errors; the forms that its SDKs tolerate besides.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from storyboard.providers.answers import a_dict, clean, name_in, objects
from storyboard.providers.errors import Reason
from storyboard.providers.runware.errors import reason_of

MOST_PARAMETERS = 20


@dataclass(frozen=True)
class Trouble:
    """One error: its code, class and words, the fields it names, the task it is about (empty: all of them)."""

    code: str
    reason: Reason
    message: str
    parameters: tuple[str, ...] = ()
    task: str = ""
    task_type: str = ""
    index: int | None = None


@dataclass(frozen=True)
class Envelope:
    """Both halves of an answer. `is_one` is False for what is no answer of Runware at all."""

    data: tuple[dict[str, Any], ...]
    troubles: tuple[Trouble, ...]
    is_one: bool

    def of(self, task: str) -> tuple[list[dict[str, Any]], list[Trouble]]:
        """What is about one task, given by its lower-case id."""
        return self._items.get(task, []), [trouble for trouble in self.troubles if trouble.task == task]

    @cached_property
    def _items(self) -> dict[str, list[dict[str, Any]]]:
        """By task, since one answer may be about many."""
        found = defaultdict(list)
        for item in self.data:
            found[task_in(item)].append(item)
        return found

    @property
    def general(self) -> list[Trouble]:
        """What is about the request as a whole."""
        return [trouble for trouble in self.troubles if not trouble.task]


def opened(value: Any, key: str) -> Envelope:
    """The envelope in parsed JSON."""
    answer = a_dict(value)
    errors = objects(answer.get("errors"))
    if isinstance(answer.get("error"), dict):
        errors.append({"taskUUID": answer.get("taskUUID"), **answer["error"]})
    troubles = tuple(trouble_in(error, key) for error in errors)
    is_one = isinstance(answer.get("data"), list | dict) or bool(troubles)
    return Envelope(tuple(objects(answer.get("data"))), troubles, is_one)


def trouble_in(error: dict[str, Any], key: str) -> Trouble:
    """An error object. `parameter` may be a text or an array of texts."""
    code = clean(error.get("code"), key, 100)
    parameter = error.get("parameter")
    named = parameter if isinstance(parameter, list) else [parameter]
    parameters = tuple(text for text in (clean(name, key, 100) for name in named[:MOST_PARAMETERS]) if text)
    return Trouble(
        code=code,
        reason=reason_of(code),
        message=clean(error.get("message"), key) or code,
        parameters=parameters,
        task=task_in(error),
        task_type=clean(error.get("taskType"), key, 100),
        index=index_in(error),
    )


def task_in(entry: dict[str, Any]) -> str:
    """The task an entry is about, in lower case; empty where it names none."""
    return name_in(entry.get("taskUUID")).lower()


def index_in(entry: dict[str, Any]) -> int | None:
    """Which of several results an entry is about, where it says so."""
    index = entry.get("resultIndex")
    is_index = isinstance(index, int) and not isinstance(index, bool) and 0 <= index < 1000
    return index if is_index else None
