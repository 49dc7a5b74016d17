"""The event table: what changed on which project, in order."""

from django.db import models


class Feed(models.Model):
    """The last number given out on one project; locking its row makes the numbers gapless."""

    project = models.OneToOneField("storyboard.Project", models.CASCADE, primary_key=True, related_name="feed")
    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.project_id} at {self.number}"


class Event(models.Model):
    """One change of one project, written in the change's own transaction.

    `fragments` lists what to draw again: {"name": registered fragment, "key": what it is about, "version": int}.
    """

    project = models.ForeignKey("storyboard.Project", models.CASCADE, related_name="events")
    number = models.PositiveBigIntegerField()
    fragments = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "number"], name="events_numbered_per_project")]

    def __str__(self) -> str:
        return f"{self.project_id} event {self.number}"
