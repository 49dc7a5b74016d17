"""What reviewers leave at a take: comments, verdicts, each project's rule for them; playlists of takes; and
links for guests."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from storyboard.ids import new_id
from storyboard.takes.models import Verdict


class Comment(models.Model):
    """What a person says of a take: at `frames` frames from `first` on, of a shot, or of the whole.

    `shot` is the id of the shot that it is about, of one at frames the shot that `first` is in; empty for the whole.
    A reply has a `parent` and no place of its own. `drawing` is a list of shapes as `drawings` describes them.
    A deleted one keeps its row, without its words. One of a guest has no person: `guest_name` is what they called
    themselves, and `guest` the visit in which they may still change it.
    """

    id = models.CharField(primary_key=True, max_length=16, default=new_id, editable=False)
    take = models.ForeignKey("storyboard.Take", models.PROTECT, related_name="comments")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="replies")
    person = models.ForeignKey("storyboard.Person", models.SET_NULL, null=True, related_name="+")
    guest = models.ForeignKey("storyboard.GuestVisit", models.SET_NULL, null=True, related_name="+")
    guest_name = models.CharField(max_length=60, blank=True, default="")
    text = models.TextField(blank=True, default="")
    shot = models.CharField(max_length=16, blank=True, default="")
    first = models.PositiveIntegerField(null=True)
    frames = models.PositiveIntegerField(null=True)
    drawing = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey("storyboard.Person", models.SET_NULL, null=True, related_name="+")
    deleted_at = models.DateTimeField(null=True)
    deleted_by = models.ForeignKey("storyboard.Person", models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["take", "created_at"], name="comments_of_a_take")]
        constraints = [
            models.CheckConstraint(
                condition=Q(first=None, frames=None) | Q(first__isnull=False, frames__gte=1),
                name="comment_frames_whole",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | Q(shot="", first=None, resolved_at=None), name="replies_have_no_place"
            ),
            models.CheckConstraint(
                condition=Q(guest=None) | (Q(person=None) & ~Q(guest_name="")), name="guests_have_names"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.take_id}"


class Attachment(models.Model):
    """A file that came with a comment; of a deleted one nobody sees it, and its row goes when it is cleared away.

    `small` is the name in storage of a small picture of it; empty for anything but a picture, and until it is made.
    """

    id = models.CharField(primary_key=True, max_length=16, default=new_id, editable=False)
    comment = models.ForeignKey(Comment, models.CASCADE, related_name="attachments")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    file = models.CharField(max_length=200)
    small = models.CharField(max_length=200, blank=True, default="")
    media_type = models.CharField(max_length=60)
    bytes = models.PositiveBigIntegerField()

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["comment", "position"], name="one_attachment_of_a_position")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        """Whether a browser shows it by itself."""
        return self.media_type.startswith("image/")


class GivenVerdict(models.Model):
    """One verdict of one person, never changed: the history is these rows, and the newest of each person counts.

    `shot` is empty for the whole take. `sha256` is of the file that was judged. A row with Verdict.NONE reopens the
    take: nothing that was given before it counts any more; `gave_way_to` is the approval of another take that it made
    way for. One that `takes_back` another row undoes that one alone: neither of the two counts.
    """

    take = models.ForeignKey("storyboard.Take", models.PROTECT, related_name="verdicts")
    person = models.ForeignKey("storyboard.Person", models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict)
    shot = models.CharField(max_length=16, blank=True, default="")
    note = models.TextField(blank=True, default="")
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)
    gave_way_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="made_way")
    takes_back = models.OneToOneField("self", models.PROTECT, null=True, related_name="taken_back")

    # Of the whole take, neither taken back nor there to take another one back.
    COUNTS = Q(shot="", takes_back=None, taken_back=None)

    class Meta:
        indexes = [
            models.Index(fields=["take", "id"], name="verdicts_of_a_take"),
            models.Index(fields=["person", "at"], name="verdicts_of_a_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(verdict__in=[Verdict.CHANGES, Verdict.REJECTED], note=""), name="objections_have_a_note"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} by {self.person_id}"

    @property
    def counts(self) -> bool:
        """The same of one row, loaded with what takes it back."""
        return not self.shot and self.takes_back_id is None and not hasattr(self, "taken_back")


class Rule(models.TextChoices):
    """Whose verdicts decide about a take."""

    ANYONE = "anyone", _("Anyone who may give verdicts")
    LISTED = "listed", _("Everybody on a list")
    LEAST = "least", _("A number of people")


class ReviewRule(models.Model):
    """A project's rule; one without a row goes by Rule.ANYONE. `least` counts for Rule.LEAST, `people` for LISTED."""

    project = models.OneToOneField("storyboard.Project", models.CASCADE, primary_key=True, related_name="review_rule")
    rule = models.CharField(max_length=6, choices=Rule, default=Rule.ANYONE)
    least = models.PositiveSmallIntegerField(default=2)
    people = models.ManyToManyField("storyboard.Person", related_name="+")

    def __str__(self) -> str:
        return f"{self.rule} on {self.project_id}"


class Playlist(models.Model):
    """Takes of one workspace, of any of its projects, to be watched one after another. A deleted one keeps its rows."""

    id = models.CharField(primary_key=True, max_length=16, default=new_id, editable=False)
    workspace = models.ForeignKey("storyboard.Workspace", models.CASCADE, related_name="playlists")
    title = models.CharField(max_length=120)
    person = models.ForeignKey("storyboard.Person", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    deleted_at = models.DateTimeField(null=True)

    # What the reader is in its workspace, set by access.playlist_for.
    roles: int = 0

    class Meta:
        indexes = [models.Index(fields=["workspace", "-created_at"], name="playlists_of_a_workspace")]

    def __str__(self) -> str:
        return self.title


class PlaylistTake(models.Model):
    """A take in a playlist, once at most. Rows go by `position`; of two with the same, the older comes first."""

    playlist = models.ForeignKey(Playlist, models.CASCADE, related_name="rows")
    take = models.ForeignKey("storyboard.Take", models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["playlist", "take"], name="take_once_a_playlist")]

    def __str__(self) -> str:
        return f"{self.take_id} at {self.position}"


class GuestLink(models.Model):
    """An address at which people without an account see what was shared: a take, the takes of a project, or a playlist.

    Its token stands in no field: it is the id under a signature of ours (see `links`). `password` is hashed; empty:
    none is asked for. `label` is for those who share. `with_drafts`: of a project, rehearsals and the newest
    animatic as well, which have the prompts as captions.
    """

    id = models.CharField(primary_key=True, max_length=16, default=new_id, editable=False)
    workspace = models.ForeignKey("storyboard.Workspace", models.CASCADE, related_name="guest_links")
    take = models.ForeignKey("storyboard.Take", models.CASCADE, null=True, related_name="guest_links")
    project = models.ForeignKey("storyboard.Project", models.CASCADE, null=True, related_name="guest_links")
    playlist = models.ForeignKey(Playlist, models.CASCADE, null=True, related_name="guest_links")
    label = models.CharField(max_length=80, blank=True, default="")
    password = models.CharField(max_length=128, blank=True, default="")
    may_comment = models.BooleanField(default=True)
    may_download = models.BooleanField(default=False)
    with_drafts = models.BooleanField(default=False)
    made_by = models.ForeignKey("storyboard.Person", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey("storyboard.Person", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(take__isnull=False, project=None, playlist=None)
                | Q(take=None, project__isnull=False, playlist=None)
                | Q(take=None, project=None, playlist__isnull=False),
                name="one_thing_a_link",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} by {self.made_by_id}"

    @property
    def is_over(self) -> bool:
        """Whether it was revoked, or its time has passed."""
        return self.revoked_at is not None or self.has_expired

    @property
    def has_expired(self) -> bool:
        return self.expires_at is not None and self.expires_at <= timezone.now()


class GuestVisit(models.Model):
    """One browser at one link: the name that its guest gave, if any, what browser it is, roughly, and how often it
    opened the page."""

    id = models.CharField(primary_key=True, max_length=16, default=new_id, editable=False)
    link = models.ForeignKey(GuestLink, models.CASCADE, related_name="visits")
    name = models.CharField(max_length=60, blank=True, default="")
    agent = models.CharField(max_length=40, blank=True, default="")
    views = models.PositiveIntegerField(default=0)
    first_at = models.DateTimeField(auto_now_add=True)
    last_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["link", "-last_at"], name="visits_of_a_link")]

    def __str__(self) -> str:
        return self.name
