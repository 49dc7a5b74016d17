"""Celery's app, for CPU work between machines. Used only where STORYBOARD_REDIS_URL is set."""

import os
import warnings

from celery import Celery
from celery.platforms import SecurityWarning  # type: ignore[attr-defined]

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "storyboard.settings")

from django.conf import settings

# It warns of root because of pickled messages; ours are JSON.
warnings.filterwarnings("ignore", category=SecurityWarning)

app = Celery("storyboard")
app.conf.update(
    broker_url=settings.REDIS_URL or "memory://",
    task_acks_late=False,  # the job table finds lost work; a second delivery would only be dropped
    task_ignore_result=True,
    task_default_queue="storyboard",
    worker_prefetch_multiplier=1,
    broker_connection_retry_on_startup=True,
    # Who hands work over does not wait for a Redis that is away: the work stays in its table and is offered again.
    broker_transport_options={
        "socket_connect_timeout": 2,
        "socket_timeout": 30,
        "max_retries": 1,
        "interval_start": 0,
        "interval_step": 0,
    },
    worker_hijack_root_logger=False,
    imports=["storyboard.work.celery_pool"],
)
