"""Where a take stands while it is worked on: the stage in words, since when, how far, and how long it usually takes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from storyboard.takes.expecting import about
from storyboard.takes.models import Take
from storyboard.takes.states import GenerationState, TakeState

# Without past runs to go by, as long as polling waits before it calls a generation late.
LATE_WITHOUT_RUNS = timedelta(minutes=20)
# A run is late here when it takes this much longer than usual; the shortest get some seconds more.
LATE_FACTOR = 1.5
LATE_SECONDS = 20
# An expectation never reaches the end by itself.
MOST_EXPECTED = 90


class Stage(models.TextChoices):
    """What is being done for a take now."""

    HELD = "held", gettext_lazy("Held")
    QUEUED = "queued", gettext_lazy("In line")
    PREPARING = "preparing", gettext_lazy("Preparing")
    SENDING = "sending", gettext_lazy("Sending")
    RENDERING = "rendering", gettext_lazy("Rendering")
    SAVING = "saving", gettext_lazy("Saving")
    CHECKING = "checking", gettext_lazy("Checking")
    STUCK = "stuck", gettext_lazy("Not saved yet")


BY_GENERATION = {
    GenerationState.HELD: Stage.HELD,
    GenerationState.QUEUED: Stage.QUEUED,
    GenerationState.PREPARING: Stage.PREPARING,
    GenerationState.SUBMITTING: Stage.SENDING,
}
SENTENCES = {
    Stage.HELD: gettext_lazy("Awaits a release"),
    Stage.QUEUED: gettext_lazy("Waits for a place"),
    Stage.PREPARING: gettext_lazy("Giving pictures"),
    Stage.SENDING: gettext_lazy("The order goes out"),
    Stage.RENDERING: gettext_lazy("At the provider"),
    Stage.SAVING: gettext_lazy("On its way here"),
    Stage.CHECKING: gettext_lazy("Playing it once"),
    Stage.STUCK: gettext_lazy("No file to be had"),
}


@dataclass(frozen=True)
class Standing:
    """Of one take. `since` is the order until the create goes out, then the create; `place` in line from 1.

    `percent` is the provider's own figure, None where it tells none; `usual` the seconds that past runs took.
    """

    stage: Stage
    since: datetime
    place: int | None = None
    percent: int | None = None
    usual: int | None = None
    is_made_here: bool = False

    @property
    def sentence(self) -> str:
        if self.stage is Stage.RENDERING and self.is_made_here:
            return _("Drawn here")
        return str(SENTENCES[self.stage])

    @property
    def elapsed(self) -> int:
        """Whole seconds since then."""
        return _elapsed(self.since)

    @property
    def clock(self) -> str:
        """The same as 2:41, or 1:02:41."""
        return clock_since(self.since)

    @property
    def is_expected(self) -> bool:
        """Whether the bar shows an expectation, for want of a figure of the provider."""
        return self.stage is Stage.RENDERING and self.percent is None and self.usual is not None

    @property
    def expected_percent(self) -> int:
        return min(MOST_EXPECTED, MOST_EXPECTED * self.elapsed // self.usual) if self.usual else 0

    @property
    def usually(self) -> str:
        """How long it usually takes, in words; empty where nobody knows."""
        if self.stage is not Stage.RENDERING or self.usual is None:
            return ""
        return _("Usually %(span)s here") % {"span": about(self.usual)}

    @property
    def longer(self) -> str:
        """What is said once it is late."""
        if self.usual is None:
            return _("Takes very long")
        return _("Longer than usual")

    @property
    def late_after(self) -> int | None:
        """After how many seconds it is late; None where no time says so."""
        if self.stage is not Stage.RENDERING:
            return None
        if self.usual is None:
            return int(LATE_WITHOUT_RUNS.total_seconds())
        return max(round(self.usual * LATE_FACTOR), self.usual + LATE_SECONDS)

    @property
    def late(self) -> bool:
        return self.late_after is not None and self.elapsed > self.late_after


def _elapsed(since: datetime) -> int:
    return max(0, int((timezone.now() - since).total_seconds()))


def clock_since(since: datetime) -> str:
    """How long ago a time is, as 2:41, or 1:02:41."""
    minutes, seconds = divmod(_elapsed(since), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def stage_of(take: Take) -> Stage:
    """The stage of a take that is worked on; its generation must be loaded with it."""
    if take.state == TakeState.COLLECTING:
        if take.stuck:
            return Stage.STUCK
        return Stage.CHECKING if take.due_at is None else Stage.SAVING
    return BY_GENERATION.get(GenerationState(take.generation.state), Stage.RENDERING)
