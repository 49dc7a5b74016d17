"""The job table for all background work but generations, and the workers that are alive."""

from django.db import models

from storyboard.ids import new_id


class JobState(models.TextChoices):
    """Where a job stands; a running one whose lease ran out is taken up again."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


OPEN_JOBS = (JobState.QUEUED, JobState.RUNNING)


class Job(models.Model):
    """One piece of CPU work. `due_at` is timer and lease in one: an open row whose `due_at` is past may be claimed.

    Every write of a worker is fenced by `lease`, a token made at each claim: one that lost its claim writes nothing.
    """

    id = models.CharField(primary_key=True, max_length=16, default=new_id, editable=False)
    kind = models.CharField(max_length=40)
    about = models.CharField(max_length=16)
    state = models.CharField(max_length=8, choices=JobState, default=JobState.QUEUED)
    due_at = models.DateTimeField()
    lease = models.CharField(max_length=16, blank=True, default="")
    worker = models.CharField(max_length=16, blank=True, default="")
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.TextField(blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="jobs_due", condition=models.Q(state__in=OPEN_JOBS))]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "about"], condition=models.Q(state__in=OPEN_JOBS), name="one_open_job_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.about}: {self.state}"


class Trouble(models.TextChoices):
    """What a worker met and came through."""

    DATABASE = "database"
    CLOCK = "clock"


class Worker(models.Model):
    """A process that works the queue; alive while `seen_at` is fresh.

    `trouble` is the last it met, `trouble_seconds` how long the database kept it waiting, or how far the clock jumped.
    """

    id = models.CharField(primary_key=True, max_length=16, default=new_id, editable=False)
    host = models.CharField(max_length=255)
    pid = models.PositiveIntegerField()
    started_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField()
    trouble = models.CharField(max_length=8, choices=Trouble, blank=True, default="")
    trouble_seconds = models.IntegerField(default=0)
    troubled_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.pid} on {self.host}"
