"""The element library: reusable characters, props and places, with every version of their media."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from storyboard.ids import new_id

MAX_ON_BOARD = 3
MAX_EXTRA = 3


class Kind(models.TextChoices):
    """What an element is; the same kinds that Kling tags elements with."""

    CHARACTER = "character", _("Character")
    ANIMAL = "animal", _("Animal")
    PROP = "prop", _("Prop")
    PLACE = "place", _("Place")
    COSTUME = "costume", _("Costume")
    EFFECT = "effect", _("Effect")
    OTHER = "other", _("Other")


class Approval(models.TextChoices):
    """Whether a librarian stands by an element."""

    DRAFT = "draft", _("Draft")
    APPROVED = "approved", _("Approved")


class Source(models.TextChoices):
    """What an element is made from: one kind, never both."""

    IMAGES = "images", _("Images")
    VIDEO = "video", _("Video")


class MediaRole(models.TextChoices):
    """What a file is to its element."""

    FRONTAL = "frontal", _("Frontal image")
    EXTRA = "extra", _("Extra image")
    VIDEO = "video", _("Reference video")
    VOICE = "voice", _("Voice")


class Element(models.Model):
    """A reusable character, prop or place. `revision` is the number of its newest media, 0 before the first.

    `version` counts everything that was written of it.

    `name_key` is the name in one case, for uniqueness; `sort_key` the name without accents too, for order.
    `source` to `seconds` repeat what the newest revision holds, so that a page of cards is one query.
    """

    id = models.CharField(primary_key=True, max_length=16, default=new_id, editable=False)
    workspace = models.ForeignKey("storyboard.Workspace", models.CASCADE, related_name="elements")
    name = models.CharField(max_length=60)
    name_key = models.CharField(max_length=200, editable=False)
    sort_key = models.CharField(max_length=200, editable=False)
    handle = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.CHARACTER)
    description = models.TextField(blank=True, default="")
    approval = models.CharField(max_length=8, choices=Approval, default=Approval.DRAFT)
    revision = models.PositiveIntegerField(default=0)
    version = models.PositiveBigIntegerField(default=1)
    source = models.CharField(max_length=6, choices=Source, default=Source.IMAGES)
    face = models.ForeignKey("storyboard.Asset", models.PROTECT, null=True, related_name="+")
    images = models.PositiveSmallIntegerField(default=0)
    has_voice = models.BooleanField(default=False)
    seconds = models.PositiveSmallIntegerField(null=True)
    created_by = models.ForeignKey("storyboard.Person", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    edited_by = models.ForeignKey("storyboard.Person", models.SET_NULL, null=True, related_name="+")
    edited_at = models.DateTimeField(auto_now_add=True)
    archived_at = models.DateTimeField(null=True)

    # What the reader may do there; `access` sets it on every element it hands out.
    roles: int = 0

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "name_key"], condition=Q(archived_at=None), name="element_name_any_case"
            ),
            models.UniqueConstraint(fields=["workspace", "handle"], name="element_handle"),
        ]
        indexes = [
            models.Index(fields=["workspace", "sort_key", "id"], condition=Q(archived_at=None), name="elements_live"),
            models.Index(
                fields=["workspace", "kind", "sort_key", "id"], condition=Q(archived_at=None), name="elements_by_kind"
            ),
            models.Index(
                fields=["workspace", "approval", "sort_key", "id"],
                condition=Q(archived_at=None),
                name="elements_by_approval",
            ),
            models.Index(
                fields=["workspace", "sort_key", "id"],
                condition=Q(archived_at=None, has_voice=True),
                name="elements_with_voice",
            ),
            models.Index(
                fields=["workspace", "sort_key", "id"],
                condition=Q(archived_at=None, source="video"),
                name="elements_with_video",
            ),
            models.Index(
                fields=["workspace", "sort_key", "id"],
                condition=Q(archived_at__isnull=False),
                name="elements_archived",
            ),
            models.Index(fields=["workspace", "-edited_at"], name="elements_by_edit"),
        ]

    def __str__(self) -> str:
        return self.name


class ElementWrite(models.Model):
    """Who wrote a field of an element last, and the element's version after that: it tells conflicts of one field from
    writes that do not touch each other.
    """

    element = models.ForeignKey(Element, models.CASCADE, related_name="writes", db_index=False)
    field = models.CharField(max_length=20)
    version = models.PositiveBigIntegerField()
    person = models.ForeignKey("storyboard.Person", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["element", "field"], name="one_last_write_a_field")]

    def __str__(self) -> str:
        return f"{self.field} at version {self.version}"


class ElementTag(models.Model):
    """A word a librarian gave an element, in lower case.

    The workspace and the element's sort key are repeated, so that a page of one tag is read off its index.
    """

    element = models.ForeignKey(Element, models.CASCADE, related_name="tags", db_index=False)
    workspace = models.ForeignKey("storyboard.Workspace", models.CASCADE, related_name="+", db_index=False)
    tag = models.CharField(max_length=40)
    sort_key = models.CharField(max_length=200)

    class Meta:
        ordering = ["tag"]
        constraints = [models.UniqueConstraint(fields=["element", "tag"], name="one_tag_each")]
        indexes = [models.Index(fields=["workspace", "tag", "sort_key", "element"], name="elements_by_tag")]

    def __str__(self) -> str:
        return self.tag


class ElementWord(models.Model):
    """A word an element is found by: folded, as UTF-8 bytes, which every database compares in the same order.

    The workspace and the element's sort key are repeated, so that a page of hits is read off the index.
    """

    element = models.ForeignKey(Element, models.CASCADE, related_name="words", db_index=False)
    workspace = models.ForeignKey("storyboard.Workspace", models.CASCADE, related_name="+", db_index=False)
    word = models.BinaryField(max_length=120)
    sort_key = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["element", "word"], name="one_word_each")]
        indexes = [models.Index(fields=["workspace", "word", "sort_key", "element"], name="elements_by_word")]

    def __str__(self) -> str:
        return bytes(self.word).decode()


class ElementRevision(models.Model):
    """The media of an element as they once were. Never changed: another choice of media is another revision."""

    element = models.ForeignKey(Element, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=6, choices=Source)
    person = models.ForeignKey("storyboard.Person", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = [F("number").desc()]
        constraints = [models.UniqueConstraint(fields=["element", "number"], name="one_element_revision_a_number")]

    def __str__(self) -> str:
        return f"{self.element_id} revision {self.number}"


class ElementMedia(models.Model):
    """One file of one revision. Positions count from 1 within a role."""

    revision = models.ForeignKey(ElementRevision, models.CASCADE, related_name="media")
    role = models.CharField(max_length=8, choices=MediaRole)
    position = models.PositiveSmallIntegerField(default=1)
    asset = models.ForeignKey("storyboard.Asset", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["revision", "role", "position"], name="one_file_a_place")]

    def __str__(self) -> str:
        return f"{self.role} {self.position}"


class BoardElement(models.Model):
    """An element put on a board, at most three; written by `projects` alone. Positions count from 1."""

    project = models.ForeignKey("storyboard.Project", models.CASCADE, related_name="board_elements")
    element = models.ForeignKey(Element, models.CASCADE, related_name="board_elements")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["project", "element"], name="element_once_a_board"),
            models.UniqueConstraint(fields=["project", "position"], name="one_element_a_place"),
            models.CheckConstraint(
                condition=Q(position__gte=1, position__lte=MAX_ON_BOARD), name="at_most_3_elements_a_board"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.element_id} on {self.project_id}"


class SavedFilter(models.Model):
    """A search of the library that a person keeps under a name. `query` is the address after the question mark."""

    person = models.ForeignKey("storyboard.Person", models.CASCADE, related_name="+")
    workspace = models.ForeignKey("storyboard.Workspace", models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1000)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["person", "workspace", "name"], name="one_saved_filter_a_name")]

    def __str__(self) -> str:
        return self.name
