"""Media files of a workspace and what was made from them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from storyboard.ids import new_id


class AssetKind(models.TextChoices):
    """What kind of media a file is."""

    PICTURE = "picture", _("picture")
    CLIP = "clip", _("clip")
    VOICE = "voice", _("voice")


class AssetOrigin(models.TextChoices):
    """Where a file came from; takes are kept out of the library by it."""

    UPLOAD = "upload", _("uploaded")
    FRAME = "frame", _("frame of a video")
    TAKE = "take", _("take")
    REMOTE = "remote", _("from an address")


class Asset(models.Model):
    """One media file of one workspace, unique there by the SHA-256 of the stored bytes.

    A remote asset has an address (`source_url`) and no bytes yet. A clip shows rate_numerator/rate_denominator frames
    a second; `milliseconds` are how long a clip or voice lasts, where that is known. `steps_made` counts the steps of
    its renditions that are over (see `renditions`), `tries_failed` how often the next one went wrong. `cuts` are the
    frames of these bytes that begin another picture, None where nobody looked. `listed`: in the library, that is,
    neither archived nor a take.
    """

    id = models.CharField(primary_key=True, max_length=16, default=new_id, editable=False)
    workspace = models.ForeignKey("storyboard.Workspace", models.CASCADE, related_name="assets")
    kind = models.CharField(max_length=8, choices=AssetKind)
    origin = models.CharField(max_length=8, choices=AssetOrigin)
    sha256 = models.CharField(max_length=64, blank=True, default="")
    file = models.FileField(max_length=200, blank=True, default="")
    media_type = models.CharField(max_length=60, blank=True, default="")
    bytes = models.PositiveBigIntegerField(default=0)
    name = models.CharField(max_length=200, blank=True, default="")
    source_url = models.TextField(blank=True, default="")
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    frames = models.PositiveIntegerField(null=True)
    rate_numerator = models.PositiveIntegerField(null=True)
    rate_denominator = models.PositiveIntegerField(null=True)
    milliseconds = models.PositiveIntegerField(null=True)
    has_sound = models.BooleanField(null=True)
    steps_made = models.PositiveSmallIntegerField(default=0)
    tries_failed = models.PositiveSmallIntegerField(default=0)
    cuts = models.JSONField(null=True)
    created_by = models.ForeignKey("storyboard.Person", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    archived_at = models.DateTimeField(null=True)
    listed = models.GeneratedField(
        expression=models.Case(
            models.When(~models.Q(origin="take") & models.Q(archived_at=None), then=True),
            default=False,
        ),
        output_field=models.BooleanField(),
        db_persist=True,
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["workspace", "kind", "-created_at", "id"], condition=models.Q(listed=True), name="assets_listed"
            ),
            models.Index(
                fields=["workspace", "kind", "-created_at", "id"],
                condition=models.Q(archived_at__isnull=False),
                name="assets_archived",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "sha256"],
                condition=~models.Q(sha256=""),
                name="asset_bytes_once_a_workspace",
            )
        ]

    def __str__(self) -> str:
        return self.name or self.id


class AssetWord(models.Model):
    """A word that an asset is found by, as ElementWord of elements.

    Workspace, kind and time are repeated, so that a page of hits is read off the index.
    """

    asset = models.ForeignKey(Asset, models.CASCADE, related_name="words", db_index=False)
    workspace = models.ForeignKey("storyboard.Workspace", models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=8, choices=AssetKind)
    word = models.BinaryField(max_length=120)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["asset", "word"], name="one_asset_word_each")]
        indexes = [
            models.Index(fields=["workspace", "kind", "word", "-created_at", "asset"], name="assets_by_word"),
        ]

    def __str__(self) -> str:
        return bytes(self.word).decode()


class Rendition(models.Model):
    """A file made from an asset: a small picture, a poster, a proxy. The name is the last part of its address."""

    asset = models.ForeignKey(Asset, models.CASCADE, related_name="renditions")
    name = models.CharField(max_length=20)
    file = models.FileField(max_length=200)
    media_type = models.CharField(max_length=60)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["asset", "name"], name="one_rendition_of_a_name")]

    def __str__(self) -> str:
        return f"{self.asset_id}/{self.name}"
