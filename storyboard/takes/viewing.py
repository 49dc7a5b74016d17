"""A take as pages show it."""

from dataclasses import dataclass
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _

from storyboard.providers.sheets import provider_sheets
from storyboard.takes.models import Take, Verdict
from storyboard.takes.money import charged_for, expected_for, shown
from storyboard.takes.speaking import model_of
from storyboard.takes.standing import Standing
from storyboard.takes.states import WORKING_TAKES, GenerationState, TakeState


def media_url(asset_id: str, rendition: str) -> str:
    """The address of a media file."""
    return reverse("media", args=[asset_id, rendition])


@dataclass(frozen=True)
class TakeView:
    """One take with its addresses and words.

    `standing` is of one that is worked on, where a page shows that; `stale`: its board changed since it was ordered.
    """

    take: Take
    standing: Standing | None = None
    stale: bool = False

    @property
    def title(self) -> str:
        if self.take.number == 0:
            return _("Animatic")
        return _("Take %(number)s") % {"number": self.take.number}

    @property
    def full_title(self) -> str:
        """Its title, of the animatic with the number of the render."""
        if self.take.number == 0:
            return _("Animatic, render %(number)s") % {"number": self.take.render}
        return self.title

    @property
    def state_in_words(self) -> str:
        """Where it stands, or what was said of it."""
        has_verdict = self.take.verdict != Verdict.NONE
        return str(self.take.get_verdict_display() if has_verdict else self.take.get_state_display())

    @property
    def url(self) -> str:
        url = reverse("take", args=[self.take.project_id, self.take.number])
        return f"{url}?render={self.take.render}" if self.take.number == 0 else url

    @property
    def video(self) -> str:
        return media_url(self.take.asset_id, "original") if self.take.asset_id else ""

    @property
    def media_type(self) -> str:
        return self.take.asset.media_type if self.take.asset else ""

    @property
    def poster(self) -> str:
        return media_url(self.take.asset_id, "poster") if self.take.asset_id else ""

    @property
    def model(self) -> str:
        """The model's name without its provider."""
        sheet = provider_sheets().get(model_of(self.take.generation.model))
        return sheet.name if sheet else self.take.generation.model

    @property
    def cost(self) -> str:
        """What it cost, as far as that is known, else what it was to cost; of this take alone."""
        charged = charged_for(self.take)
        known = charged if charged is not None else expected_for(self.take)
        return shown(known, self.take.generation.unit) if known is not None else ""

    @property
    def grab_url(self) -> str:
        """Where a frame of it is asked for."""
        return f"{reverse('grab_frame', args=[self.take.project_id, self.take.number])}?render={self.take.render}"

    @property
    def rate(self) -> str:
        """Frames a second, like 24/1."""
        asset = self.take.asset
        return f"{asset.rate_numerator}/{asset.rate_denominator}" if asset else ""

    @property
    def seconds(self) -> int:
        """Of its video where that is here, to the nearest; else of what was ordered."""
        asset = self.take.asset
        if asset and asset.frames and asset.rate_numerator and asset.rate_denominator:
            return round(asset.frames * Fraction(asset.rate_denominator, asset.rate_numerator))
        return sum(shot["seconds"] for shot in self.take.generation.shots)

    @property
    def clock(self) -> str:
        """Minutes and seconds, like 0:09."""
        return f"{self.seconds // 60}:{self.seconds % 60:02}"

    @property
    def shot_seconds(self) -> list[int]:
        return [shot["seconds"] for shot in self.take.generation.shots]

    @property
    def working(self) -> bool:
        return self.take.state in WORKING_TAKES

    @property
    def ready(self) -> bool:
        return self.take.state == TakeState.READY

    @property
    def judged(self) -> bool:
        """Whether its verdict says more than its state."""
        return self.ready and self.take.verdict != Verdict.NONE

    @property
    def failed(self) -> bool:
        return self.take.state == TakeState.FAILED

    @property
    def can_be_ordered_again(self) -> bool:
        """Whether all of its order failed, and it is none of this server's own."""
        return self.failed and self.take.number > 0 and self.take.generation.state == GenerationState.FAILED
