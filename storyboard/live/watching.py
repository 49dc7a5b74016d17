"""Without Redis, changes of other processes are found by looking for new event rows once a second."""

from datetime import timedelta

from django.utils import timezone

from storyboard.live.models import Event
from storyboard.live.sending import send, was_sent_here

# Rows can commit a little out of the order of their times; looking back this far misses none.
LOOK_BACK = timedelta(seconds=10)


def send_new_events() -> int:
    """Sends every recent event that this process has not sent yet; returns how many."""
    recent = Event.objects.filter(created_at__gte=timezone.now() - LOOK_BACK).order_by("pk")
    unsent = [event for event in recent if not was_sent_here(event)]
    for event in unsent:
        send(event)
    return len(unsent)
