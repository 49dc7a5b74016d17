"""The create: sent once. What is sent was committed before, with the state that says so.

Where the answer is lost, or a later claim finds a generation in this state, nobody knows whether it was taken. A
provider that knows creates by the client's own id is asked; where it knows nothing of it, the very same bytes are sent
again, which is the same order there and charged once. At all others a person decides, and nothing is sent again.
"""

from datetime import datetime, timedelta

from channels.db import database_sync_to_async
from django.utils import timezone

from storyboard.providers.answers import Accepted, Answer, Refused, State, Submitted, Unsure
from storyboard.providers.errors import AskAgain, ProviderError, Reason
from storyboard.studio.account_editing import pause_by_itself
from storyboard.studio.sealing import Unreadable
from storyboard.takes.models import Generation
from storyboard.takes.pipeline import advance, change_open_takes, fenced
from storyboard.takes.polling import first_ask
from storyboard.takes.remembering import forget_all_in, remember_element
from storyboard.takes.sentences import in_doubt, pause_reason, refusal, unsure
from storyboard.takes.speaking import Ear, ear_of
from storyboard.takes.states import Event, TakeState

# When to look again after each doubt.
DOUBT_PAUSES = (2, 5, 15, 30)
# How long after the first time the same bytes may be sent again: a create is known for as long as it lives, and how
# long that is after its end is not documented. The shortest takes minutes.
SAME_ORDER_FOR = timedelta(minutes=5)
# After these no other create of the account would be taken either.
STOPS_THE_ACCOUNT = (Reason.CREDIT, Reason.KEY)


async def submit(generation: Generation, ear: Ear) -> None:
    """Sends the create, whose bytes and state are committed, and writes what came of it."""
    outcome = await ear.client.submit(ear.door, ear.access, generation.final_request.encode())
    await database_sync_to_async(write)(generation, outcome, knows_creates=ear.client.KNOWS_CREATES)


async def settle_doubt(generation: Generation) -> None:
    """For one that was found here: whether it was sent is not known."""
    try:
        ear: Ear = await database_sync_to_async(ear_of)(generation)
        answer = await _asked(generation, ear) if ear.client.KNOWS_CREATES else None
    except Unreadable:
        await database_sync_to_async(doubt)(generation, "", may_ask=False)
    except ProviderError as error:
        await database_sync_to_async(doubt)(generation, error.message, may_ask=isinstance(error, AskAgain))
    else:
        await _settle(generation, ear, answer)


async def _settle(generation: Generation, ear: Ear, answer: Answer | None) -> None:
    """By what the provider says of it; None where it cannot be asked."""
    if answer is None:
        await database_sync_to_async(doubt)(generation, "", may_ask=False)
        return
    if answer.state is not State.MISSING:
        await database_sync_to_async(accept)(generation, generation.client_id)
    elif generation.submitted_at and timezone.now() - generation.submitted_at < SAME_ORDER_FOR:
        await _send_again(generation, ear)
    else:
        await database_sync_to_async(doubt)(generation, "", may_ask=False)


async def _asked(generation: Generation, ear: Ear) -> Answer:
    task = generation.client_id
    answers = await ear.client.ask(ear.door, ear.access, [task], {task: generation.wanted})
    return answers.get(task) or Answer(State.MISSING)


async def _send_again(generation: Generation, ear: Ear) -> None:
    """The same bytes under the same id. A refusal now says nothing of the first time."""
    outcome = await ear.client.submit(ear.door, ear.access, generation.final_request.encode())
    outcome = Unsure(outcome.message or outcome.code) if isinstance(outcome, Refused) else outcome
    await database_sync_to_async(write)(generation, outcome, knows_creates=True)


def write(claimed: Generation, outcome: Submitted, *, knows_creates: bool) -> None:
    """Writes what came of a create. Raises Lost."""
    if isinstance(outcome, Accepted):
        accept(claimed, outcome.provider_task)
    elif isinstance(outcome, Refused):
        refuse(claimed, outcome)
    else:
        doubt(claimed, outcome.reason, may_ask=knows_creates)


def accept(claimed: Generation, provider_task: str) -> None:
    """The provider has it."""
    now = timezone.now()
    with fenced(claimed) as generation:
        due = first_ask(generation, now)
        advance(generation, Event.ACCEPTED, provider_task=provider_task, due_at=due, failure="")
        change_open_takes(generation, TakeState.RUNNING, started_at=now)
        if generation.account:
            for element in generation.elements.all():
                remember_element(generation.account, element.element_id, element.revision, now)


def refuse(claimed: Generation, refused: Refused) -> None:
    """The provider did not take it, so that it costs nothing."""
    sentence = refusal(refused)
    with fenced(claimed) as generation:
        failed = {"failure": sentence, "failure_code": refused.code[:60], "settled": 0, "finished_at": timezone.now()}
        advance(generation, Event.REFUSED, **failed)
        if generation.account and refused.kind is Reason.NOT_FOUND:
            forget_all_in(generation.account, generation.final_request)
        if generation.account and refused.kind in STOPS_THE_ACCOUNT:
            pause_by_itself(generation.account, pause_reason(refused.kind))
        change_open_takes(generation, TakeState.FAILED, failure=sentence)


def doubt(claimed: Generation, reason: str, *, may_ask: bool) -> None:
    """Whether it was taken is not known: the provider is asked a few times where it can be, and then a person."""
    with fenced(claimed) as generation:
        if may_ask and generation.attempts < len(DOUBT_PAUSES):
            due = _later(generation.attempts)
            advance(generation, Event.DOUBTED, attempts=generation.attempts + 1, due_at=due, failure=in_doubt(reason))
            return
        sentence = unsure(reason)
        advance(generation, Event.ANSWER_LOST, failure=sentence)
        change_open_takes(generation, TakeState.UNCONFIRMED, failure=sentence)


def _later(attempts: int) -> datetime:
    return timezone.now() + timedelta(seconds=DOUBT_PAUSES[attempts])
