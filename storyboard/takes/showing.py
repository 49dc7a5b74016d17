"""Takes as pages show them, those that are worked on with where they stand."""

from collections.abc import Iterable

from storyboard.takes.expecting import usual_seconds
from storyboard.takes.models import Generation, Take
from storyboard.takes.opening import places_in_line
from storyboard.takes.speaking import is_made_here
from storyboard.takes.standing import Stage, Standing, stage_of
from storyboard.takes.states import WORKING_TAKES, GenerationState
from storyboard.takes.viewing import TakeView


def takes_with_standing(takes: Iterable[Take]) -> list[TakeView]:
    """Takes as pages show them, those that are worked on with how that goes."""
    shown = list(takes)
    standings = standings_of(shown)
    return [TakeView(take, standings.get(take.pk)) for take in shown]


def standings_of(takes: Iterable[Take]) -> dict[str, Standing]:
    """By the take's id, of those that are worked on; generation and project must be loaded with them."""
    working = [take for take in takes if take.state in WORKING_TAKES]
    waiting = [take.generation for take in working if take.generation.state == GenerationState.QUEUED]
    places = places_in_line(one.account_id for one in waiting) if waiting else {}
    return {take.pk: _standing(take, places) for take in working}


def _standing(take: Take, places: dict[str, int]) -> Standing:
    stage, generation = stage_of(take), take.generation
    is_sent = stage not in (Stage.HELD, Stage.QUEUED, Stage.PREPARING)
    return Standing(
        stage=stage,
        since=(is_sent and generation.submitted_at) or take.created_at,
        place=places.get(generation.pk),
        percent=take.progress or None if stage is Stage.RENDERING else None,
        usual=_usual(generation) if stage is Stage.RENDERING else None,
        is_made_here=is_made_here(generation.model),
    )


def _usual(generation: Generation) -> int | None:
    seconds = sum(shot["seconds"] for shot in generation.shots)
    return usual_seconds(generation.project.workspace_id, generation.model, seconds)
