"""`manage.py` with a wrong pipeline, which sends a create again whenever its answer is lost: what the product must
never do, so that the test that looks for it can be seen to find it."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "storyboard.settings")
django.setup()

from channels.db import database_sync_to_async  # noqa: E402  (the apps must be loaded first)
from django.core.management import execute_from_command_line  # noqa: E402

from storyboard.takes import speaking, steps, submitting  # noqa: E402
from storyboard.takes.models import Generation  # noqa: E402
from storyboard.takes.states import GenerationState  # noqa: E402

right_doubt = submitting.doubt


def doubt(claimed: Generation, reason: str, *, may_ask: bool) -> None:
    """Every doubt is tried again."""
    right_doubt(claimed, reason, may_ask=True)


async def resend(generation: Generation) -> None:
    """Whatever was found in the middle of sending is sent."""
    await submitting.submit(generation, await database_sync_to_async(speaking.ear_of)(generation))


def main() -> None:
    submitting.doubt = doubt
    steps.STEPS_BY_STATE[GenerationState.SUBMITTING] = resend
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
