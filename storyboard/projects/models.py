"""Boards: projects, their shots and every version they had."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from storyboard.ids import new_id
from storyboard.projects.timeline import MAX_SHOTS, MAX_TOTAL, MIN_TOTAL


class Mode(models.TextChoices):
    """How the model is told about shots."""

    SINGLE = "single", _("Single")
    CUSTOM = "custom", _("Custom shots")
    INTELLIGENT = "intelligent", _("Intelligent")


class Ratio(models.TextChoices):
    """The shape of the picture, width to height."""

    WIDE = "16:9", _("16:9 wide")
    TALL = "9:16", _("9:16 tall")
    SQUARE = "1:1", _("1:1 square")


class Orientation(models.TextChoices):
    """With motion control: where the figure faces, as in the picture or as in the clip."""

    IMAGE = "image", _("As in the picture")
    VIDEO = "video", _("As in the clip")


class AnimaticFormat(models.TextChoices):
    """The container of a rendered animatic."""

    MP4 = "mp4", _("MP4 (H.264)")
    WEBM = "webm", _("WebM (VP9)")
    MOV = "mov", _("MOV (H.264)")


class Project(models.Model):
    """One board. `version` counts its edits; `total_seconds` equals the sum of its live shots at every commit.

    `sort_key` is the title as lists are ordered by it.
    """

    id = models.CharField(primary_key=True, max_length=16, default=new_id, editable=False)
    workspace = models.ForeignKey("storyboard.Workspace", models.CASCADE, related_name="projects")
    title = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=200, editable=False, default="")
    total_seconds = models.PositiveSmallIntegerField()
    ratio = models.CharField(max_length=5, choices=Ratio, default=Ratio.WIDE)
    mode = models.CharField(max_length=12, choices=Mode, default=Mode.CUSTOM)
    prompt = models.TextField(blank=True, default="")
    style = models.TextField(blank=True, default="")
    negative_prompt = models.TextField(blank=True, default="")
    model = models.CharField(max_length=80, blank=True, default="")
    sound = models.BooleanField(default=False)
    results = models.PositiveSmallIntegerField(default=1)
    delivery = models.JSONField(default=dict, blank=True)
    animatic_height = models.PositiveSmallIntegerField(choices=[(720, "720p"), (1080, "1080p")], default=720)
    animatic_format = models.CharField(max_length=4, choices=AnimaticFormat, default=AnimaticFormat.MP4)
    first_frame = models.ForeignKey("storyboard.Asset", models.PROTECT, null=True, blank=True, related_name="+")
    first_crop = models.JSONField(null=True, blank=True)
    last_frame = models.ForeignKey("storyboard.Asset", models.PROTECT, null=True, blank=True, related_name="+")
    last_crop = models.JSONField(null=True, blank=True)
    motion_picture = models.ForeignKey("storyboard.Asset", models.PROTECT, null=True, blank=True, related_name="+")
    motion_clip = models.ForeignKey("storyboard.Asset", models.PROTECT, null=True, blank=True, related_name="+")
    motion_orientation = models.CharField(max_length=5, choices=Orientation, default=Orientation.IMAGE)
    motion_keep_sound = models.BooleanField(default=False)
    version = models.PositiveBigIntegerField(default=1)
    last_take = models.PositiveIntegerField(default=0)
    last_render = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey("storyboard.Person", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(auto_now_add=True, db_index=True)
    edited_by = models.ForeignKey("storyboard.Person", models.SET_NULL, null=True, related_name="+")
    archived_at = models.DateTimeField(null=True)
    archived = models.GeneratedField(
        expression=models.Case(models.When(archived_at=None, then=False), default=True),
        output_field=models.BooleanField(),
        db_persist=True,
    )

    # The assets pinned to it, loaded with it wherever a board is shown or ordered.
    PINNED = ("first_frame", "last_frame", "motion_picture", "motion_clip")

    # What the reader may do there; `access` sets it on every project it hands out.
    roles: int = 0

    class Meta:
        # One for each order of the projects page, and one for those that nothing was ordered of.
        indexes = [
            models.Index(fields=["workspace", "archived", "-edited_at", "id"], name="projects_by_edit"),
            models.Index(fields=["workspace", "archived", "sort_key", "id"], name="projects_by_title"),
            models.Index(fields=["workspace", "archived", "-created_at", "id"], name="projects_by_making"),
            models.Index(fields=["workspace", "archived", "-total_seconds", "id"], name="projects_by_length"),
            models.Index(fields=["workspace", "archived"], condition=Q(last_take=0), name="projects_without_takes"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(total_seconds__gte=MIN_TOTAL, total_seconds__lte=MAX_TOTAL),
                name="total_3_to_15_seconds",
            )
        ]

    def __str__(self) -> str:
        return self.title


class ProjectTag(models.Model):
    """A word that people gave a project, in lower case. The workspace is repeated, so that a tag is one index."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="tags", db_index=False)
    workspace = models.ForeignKey("storyboard.Workspace", models.CASCADE, related_name="+", db_index=False)
    tag = models.CharField(max_length=40)

    class Meta:
        ordering = ["tag"]
        constraints = [models.UniqueConstraint(fields=["project", "tag"], name="one_project_tag_each")]
        indexes = [models.Index(fields=["workspace", "tag", "project"], name="projects_by_tag")]

    def __str__(self) -> str:
        return self.tag


class ProjectWord(models.Model):
    """A word of its title or tags that a project is found by, as ElementWord of elements."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="words", db_index=False)
    workspace = models.ForeignKey("storyboard.Workspace", models.CASCADE, related_name="+", db_index=False)
    word = models.BinaryField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "word"], name="one_project_word_each")]
        indexes = [models.Index(fields=["workspace", "word", "project"], name="projects_by_word")]

    def __str__(self) -> str:
        return bytes(self.word).decode()


class ProjectPerson(models.Model):
    """Somebody who made or edited a project."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="people", db_index=False)
    person = models.ForeignKey("storyboard.Person", models.CASCADE, related_name="+", db_index=False)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["project", "person"], name="person_once_a_project")]
        indexes = [models.Index(fields=["person", "project"], name="projects_by_person")]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.project_id}"


class Shot(models.Model):
    """One row of a board. Never removed: `deleted_at` marks one that was deleted, so that its id can come back.

    Written within `projects.editing.edit` alone, which keeps the sum; positions are written in two passes, since SQLite
    checks uniqueness row by row.
    """

    id = models.CharField(primary_key=True, max_length=16, default=new_id, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="shots")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60, blank=True, default="")
    prompt = models.TextField(blank=True, default="")
    seconds = models.PositiveSmallIntegerField()
    locked = models.BooleanField(default=False)
    note = models.TextField(blank=True, default="")
    picture = models.ForeignKey("storyboard.Asset", models.PROTECT, null=True, blank=True, related_name="+")
    picture_crop = models.JSONField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(condition=Q(seconds__gte=1, seconds__lte=MAX_TOTAL), name="shot_1_to_15_seconds"),
            models.CheckConstraint(condition=Q(position__gte=1), name="positions_from_1"),
            models.UniqueConstraint(
                fields=["project", "position"], condition=Q(deleted_at=None), name="one_live_shot_a_position"
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"shot {self.position} of at most {MAX_SHOTS}"


class Revision(models.Model):
    """The board after one operation, with who did what to which field.

    `shot` and `field` name what the operation was about ("" for the whole board), `before` and `after` are its values:
    they tell conflicts of one field from edits that do not touch each other, and let a person take back their own last
    operation. `snapshot` is the whole board, so that a restore needs no replay.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="revisions")
    version = models.PositiveBigIntegerField()
    person = models.ForeignKey("storyboard.Person", models.SET_NULL, null=True, related_name="+")
    operation = models.CharField(max_length=20)
    shot = models.CharField(max_length=16, blank=True, default="")
    field = models.CharField(max_length=20, blank=True, default="")
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    snapshot = models.JSONField()
    undoes = models.ForeignKey("self", models.SET_NULL, null=True, related_name="undone_by")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = [F("version").desc()]
        constraints = [models.UniqueConstraint(fields=["project", "version"], name="one_revision_a_version")]
        indexes = [models.Index(fields=["project", "shot", "field", "-version"], name="revisions_by_field")]

    def __str__(self) -> str:
        return f"{self.project_id} version {self.version}: {self.operation}"


class Continuation(models.Model):
    """That a project begins where a take of another ended. It belongs to the project, not to its shots: no undo and no
    restored revision touches it.

    `take` is the one whose last frame the board was given, `frame` the picture made of it. `seen` holds the ids of
    takes that were approved when a person last decided, so that only one approved since is offered. `chain` is the id
    of the first project of all that hang together: a whole chain is one query.
    """

    project = models.OneToOneField(Project, models.CASCADE, primary_key=True, related_name="continuation")
    source = models.ForeignKey(Project, models.SET_NULL, null=True, related_name="continuations")
    take = models.ForeignKey("storyboard.Take", models.SET_NULL, null=True, related_name="+")
    frame = models.ForeignKey("storyboard.Asset", models.SET_NULL, null=True, related_name="+")
    seen = models.JSONField(default=list)
    chain = models.CharField(max_length=16, db_index=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.project_id} after {self.source_id}"
