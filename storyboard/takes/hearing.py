"""What a provider says of one generation, written down. Results are noted singly: the first of four is fetched while
the others are still being made."""

from collections.abc import Sequence

from django.utils import timezone

from storyboard.providers.answers import Answer, Result, State
from storyboard.takes.collecting import settle
from storyboard.takes.models import Generation, Take
from storyboard.takes.pipeline import Lost, advance, change_take, fenced
from storyboard.takes.sentences import failure, no_answer
from storyboard.takes.states import WORKING_TAKES, Event, TakeState


def hear(claimed: Generation, answer: Answer) -> None:
    """Writes what the provider said. Raises Lost."""
    with fenced(claimed) as generation:
        _note(generation, answer)
        if answer.state is State.DONE:
            _collect(generation, answer)
        elif answer.state is State.FAILED:
            _fail(generation, answer)


def _note(generation: Generation, answer: Answer) -> None:
    """Gives each new result to a take that has none yet."""
    takes = list(generation.takes.order_by("number"))
    known = {take.result_id for take in takes}
    free = [take for take in takes if not take.result_id and take.state in WORKING_TAKES]
    new = [result for result in answer.results if result.key not in known]
    for take, result in zip(free, new, strict=False):
        _give(take, result)


def _give(take: Take, result: Result) -> None:
    if result.failure or not result.url:
        change_take(take, result_id=result.key, state=TakeState.FAILED, failure=failure(result.failure))
    else:
        link = {"result_id": result.key, "result_url": result.url, "cost": result.cost}
        change_take(take, **link, state=TakeState.COLLECTING, due_at=timezone.now())


def _collect(generation: Generation, answer: Answer) -> None:
    """The provider is done with it. A take that it gave nothing for has failed."""
    _end_takes(generation, failure(""))
    advance(generation, Event.RESULTS, **_paid(answer))
    settle(generation)


def _fail(generation: Generation, answer: Answer) -> None:
    """The provider gave up. What it had made before is kept."""
    sentence = failure(answer.failure, answer.kind)
    _end_takes(generation, sentence)
    if generation.takes.filter(state__in=(TakeState.COLLECTING, TakeState.READY)).exists():
        _collect(generation, answer)
        return
    failed = {"failure": sentence, "failure_code": answer.code[:60], "finished_at": timezone.now()}
    advance(generation, Event.GIVEN_UP, **failed, **_paid(answer))


def _end_takes(generation: Generation, sentence: str) -> None:
    for take in _without_result(generation):
        change_take(take, state=TakeState.FAILED, failure=sentence)


def _without_result(generation: Generation) -> Sequence[Take]:
    return list(generation.takes.filter(result_id="", state__in=WORKING_TAKES).order_by("number"))


def give_up(claimed: Generation) -> None:
    """A day has passed without an end: a person decides. Nothing where the claim is lost."""
    try:
        with fenced(claimed) as generation:
            advance(generation, Event.SILENT, failure=no_answer())
            for take in _without_result(generation):
                change_take(take, state=TakeState.UNCONFIRMED, failure=no_answer())
    except Lost:
        return


def _paid(answer: Answer) -> dict[str, object]:
    """What it cost, as far as the provider says so: a price that is not told is not nought."""
    costs = [result.cost for result in answer.results if result.cost is not None]
    cost = answer.cost if answer.cost is not None else sum(costs) if costs else None
    return {} if cost is None else {"settled": cost, "unit": answer.unit}
