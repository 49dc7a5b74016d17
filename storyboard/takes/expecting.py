"""How long a run usually takes here, from this workspace's own past runs of the same model and length."""

from statistics import median

from django.core.cache import cache
from django.db.models import DurationField, ExpressionWrapper, F
from django.utils.translation import ngettext

from storyboard.takes.models import Generation
from storyboard.takes.states import GenerationState

LEAST_RUNS = 3
NEWEST_RUNS = 200
COUNTS_FOR_SECONDS = 60


def usual_seconds(workspace_id: str, model: str, seconds: int) -> int | None:
    """Seconds from the create to the last file, the median of past runs of videos that last `seconds`; None where
    fewer than three have ended well."""
    alike = [took for lasting, took in _past_runs(workspace_id, model) if lasting == seconds]
    return max(1, round(median(alike))) if len(alike) >= LEAST_RUNS else None


def _past_runs(workspace_id: str, model: str) -> list[tuple[int, float]]:
    """Seconds of the video, and seconds it took, of the newest runs. Looked up once a minute for all cards."""
    key = f"runs:{workspace_id}:{model}"
    found: list[tuple[int, float]] | None = cache.get(key)
    if found is None:
        found = _look(workspace_id, model)
        cache.set(key, found, COUNTS_FOR_SECONDS)
    return found


def _look(workspace_id: str, model: str) -> list[tuple[int, float]]:
    done = Generation.objects.filter(project__workspace=workspace_id, model=model, state=GenerationState.DONE)
    took = ExpressionWrapper(F("finished_at") - F("submitted_at"), DurationField())
    runs = done.annotate(took=took).exclude(took=None).order_by("-finished_at").values_list("shots", "took")
    return [(sum(shot["seconds"] for shot in shots), took.total_seconds()) for shots, took in runs[:NEWEST_RUNS]]


def about(seconds: int) -> str:
    """A span in words, no more exact than it is known: seconds below two minutes, then minutes."""
    if seconds < 120:
        rounded = max(5, 5 * round(seconds / 5)) if seconds < 60 else 10 * round(seconds / 10)
        return ngettext("%(n)s s", "%(n)s s", rounded) % {"n": rounded}
    minutes = round(seconds / 60)
    return ngettext("%(n)s min", "%(n)s min", minutes) % {"n": minutes}
