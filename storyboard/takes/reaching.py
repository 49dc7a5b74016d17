"""Whether providers answer: noted on the account as they are asked, so that pages can say since when one does not. An
answer that changes nothing writes nothing."""

from collections.abc import Awaitable
from typing import TypeVar

from channels.db import database_sync_to_async
from django.db import transaction
from django.utils import timezone

from storyboard.providers.errors import AskAgain, ProviderError, Reason
from storyboard.studio.account_editing import pause_by_itself
from storyboard.studio.models import ProviderAccount
from storyboard.takes.sentences import pause_reason

# After these no create of the account would be taken either.
STOPS_THE_ACCOUNT = (Reason.CREDIT, Reason.KEY)
Answer = TypeVar("Answer")


async def reached(account: ProviderAccount | None, question: Awaitable[Answer]) -> Answer:
    """The answer to a question, noted on the account it is asked through; None for a stand-in. Raises ProviderError."""
    try:
        answer = await question
    except ProviderError as error:
        if account:
            await database_sync_to_async(note_failure)(account, error)
        raise
    if account and account.failing_since:  # nothing is written, nor a thread asked, where all is well
        await database_sync_to_async(note_answer)(account)
    return answer


def note_failure(account: ProviderAccount, error: ProviderError) -> None:
    """It did not answer, or not this account: one whose key was refused takes no more orders."""
    if isinstance(error, AskAgain):
        note_silence(account)
    elif error.reason in STOPS_THE_ACCOUNT:
        with transaction.atomic():
            pause_by_itself(account, pause_reason(error.reason))


def note_silence(account: ProviderAccount) -> None:
    """It does not answer; one that did not before keeps its time."""
    ProviderAccount.objects.filter(pk=account.pk, failing_since=None).update(failing_since=timezone.now())


def note_answer(account: ProviderAccount) -> None:
    """It answers; what was loaded as failing does so again."""
    if account.failing_since:
        ProviderAccount.objects.filter(pk=account.pk).update(failing_since=None)
