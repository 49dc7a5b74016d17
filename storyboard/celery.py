"""Celery's app, for CPU work between machines. Used only where STORYBOARD_REDIS_URL is set."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "storyboard.settings")

from django.conf import settings

app = Celery("storyboard")
app.conf.update(
    broker_url=settings.REDIS_URL or "memory://",
    task_acks_late=False,  # the job table finds lost work; a second delivery would only be dropped
    task_ignore_result=True,
    task_default_queue="storyboard",
    worker_prefetch_multiplier=1,
    broker_connection_retry_on_startup=True,
    worker_hijack_root_logger=False,
    imports=["storyboard.work.celery_pool"],
)
