"""Addresses for machines: alive, ready, and Prometheus figures."""

import hmac
import ipaddress

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

from storyboard import database
from storyboard.takes.models import Generation
from storyboard.work.models import Job
from storyboard.work.runner import some_worker_is_alive


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers and is migrated."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        ready = database.is_migrated()
    except (DatabaseError, database.Unfit):
        ready = False
    return HttpResponse("ready\n" if ready else "not ready\n", status=200 if ready else 503, content_type="text/plain")


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures for Prometheus: with the token where one is set, else to this machine alone."""
    if not _may_measure(request):
        raise Http404
    return HttpResponse(generate_latest(_figures()), content_type=CONTENT_TYPE_LATEST)


def _may_measure(request: HttpRequest) -> bool:
    token = settings.ENVIRONMENT.metrics_token
    if token:
        return hmac.compare_digest(request.headers.get("Authorization", "").encode(), f"Bearer {token}".encode())
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _figures() -> CollectorRegistry:
    registry = CollectorRegistry()
    jobs = Gauge("storyboard_jobs", "Rows of the job table", ["kind", "state"], registry=registry)
    for kind, state, count in Job.objects.values_list("kind", "state").annotate(count=Count("pk")):
        jobs.labels(kind, state).set(count)
    generations = Gauge("storyboard_generations", "Generations", ["model", "state"], registry=registry)
    for model, state, count in Generation.objects.values_list("model", "state").annotate(count=Count("pk")):
        generations.labels(model, state).set(count)
    Gauge("storyboard_worker_alive", "1 while any worker is alive", registry=registry).set(some_worker_is_alive())
    return registry


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
]
