"""A job kind of the tests' own, which writes down what happens to its jobs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from storyboard.work import jobs
from storyboard.work.models import Job
from tests.work import kinds


@dataclass
class Notebook:
    """What the kind “test” was asked to do: results and failures by what each job is about, and progress."""

    results: dict[str, Any] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)
    progress: list[float] = field(default_factory=list)

    def use(self, run: jobs.RunJob, value: Any = 21, prepare: Callable[[Job], Any] | None = None) -> None:
        """From now on jobs run that function on that value, or on what `prepare` gives."""
        kind = jobs.JobKind(
            name="test",
            prepare=prepare or (lambda job: value),
            run=run,
            finish=lambda job, result: self.results.update({job.about: result}),
            fail=lambda job, sentence: self.failures.update({job.about: sentence}),
            describe=lambda error: f"It failed: {error}.",
            progress=lambda job, done: self.progress.append(done),
        )
        jobs.register(kind)


@pytest.fixture
def notebook(monkeypatch: pytest.MonkeyPatch) -> Notebook:
    """The only kind of job there is doubles 21, unless told otherwise."""
    monkeypatch.setattr(jobs, "_kinds", {})
    notes = Notebook()
    notes.use(kinds.double)
    return notes
