"""Orders, the generations they are made of, and the takes that come out."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from storyboard.ids import new_id
from storyboard.takes.states import GenerationState, TakeState


class Verdict(models.TextChoices):
    """What reviewers said of a take."""

    NONE = "none", _("No verdict")
    APPROVED = "approved", _("Approved")
    CHANGES = "changes", _("Changes asked")
    REJECTED = "rejected", _("Rejected")


class Order(models.Model):
    """One confirmed click: what was wanted, by whom, for how much. `token` makes a double click one order.

    `again_of` is the generation that it orders once more: each can be once, and what came of that again.
    """

    id = models.CharField(primary_key=True, max_length=16, default=new_id, editable=False)
    project = models.ForeignKey("storyboard.Project", models.PROTECT, related_name="orders")
    person = models.ForeignKey("storyboard.Person", models.SET_NULL, null=True, related_name="+")
    model = models.CharField(max_length=80)
    results = models.PositiveSmallIntegerField(default=1)
    board_version = models.PositiveBigIntegerField()
    token = models.CharField(max_length=64, unique=True)
    request_sha256 = models.CharField(max_length=64, blank=True, default="")
    estimated = models.DecimalField(max_digits=14, decimal_places=6, null=True)
    unit = models.CharField(max_length=20, blank=True, default="")
    again_of = models.OneToOneField("storyboard.Generation", models.SET_NULL, null=True, related_name="again")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.model} by {self.person_id}"


class Generation(models.Model):
    """One create at a provider, or one render here. Frozen at the order: `spec` and `shots` never change.

    `account` is None for what is made here: the animatic and rehearsals. `wanted` is how many results the one create
    asks for. Those of higher `priority` go out before others of their account. `request` holds placeholders,
    `final_request` the bytes that are sent, written before they are.
    `shots` is a list of {"shot": id, "seconds": int, "first": frame, "frames": count}. Amounts are in `unit`: a
    currency code, or credits of one account. `due_at` and `lease` work as in the job table, but for the claim of those
    that run at an account, which its row holds (see `turns`). `woken_at` is when the provider last called. `worker` is
    the process that began it; a rehearsal's stand-in lives there.

    `reserved` and `spent` are in `currency`, the workspace's at the order: what is set aside until the price is known,
    and what it came to. They count against budgets from `counted_at` on; None there is a held order, or one that costs
    nothing. `rate` is what one of the provider's unit was worth in `currency` at the order.
    """

    id = models.CharField(primary_key=True, max_length=16, default=new_id, editable=False)
    order = models.ForeignKey(Order, models.PROTECT, related_name="generations")
    project = models.ForeignKey("storyboard.Project", models.PROTECT, related_name="generations")
    model = models.CharField(max_length=80)
    account = models.ForeignKey("storyboard.ProviderAccount", models.PROTECT, null=True, related_name="generations")
    wanted = models.PositiveSmallIntegerField(default=1)
    priority = models.SmallIntegerField(default=0)
    state = models.CharField(max_length=12, choices=GenerationState, default=GenerationState.QUEUED)
    spec = models.JSONField()
    shots = models.JSONField()
    request = models.TextField(blank=True, default="")
    final_request = models.TextField(blank=True, default="")
    client_id = models.CharField(max_length=64, blank=True, default="")
    provider_task = models.CharField(max_length=200, blank=True, default="")
    estimated = models.DecimalField(max_digits=14, decimal_places=6, null=True)
    reserved = models.DecimalField(max_digits=14, decimal_places=6, null=True)
    settled = models.DecimalField(max_digits=14, decimal_places=6, null=True)
    unit = models.CharField(max_length=20, blank=True, default="")
    spent = models.DecimalField(max_digits=14, decimal_places=6, null=True)
    currency = models.CharField(max_length=3, blank=True, default="")
    rate = models.DecimalField(max_digits=16, decimal_places=8, null=True)
    counted_at = models.DateTimeField(null=True)
    late = models.BooleanField(default=False)
    paused = models.BooleanField(default=False)
    failure_code = models.CharField(max_length=60, blank=True, default="")
    failure = models.TextField(blank=True, default="")
    due_at = models.DateTimeField(null=True)
    lease = models.CharField(max_length=16, blank=True, default="")
    woken_at = models.DateTimeField(null=True)
    worker = models.CharField(max_length=16, blank=True, default="")
    attempts = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            # With the account: which of them have something to ask about is then told without a look at the rows.
            models.Index(fields=["state", "due_at", "account"], name="generations_due"),
            models.Index(fields=["counted_at"], name="generations_counted"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["client_id"], condition=~Q(client_id=""), name="client_ids_once")
        ]

    def __str__(self) -> str:
        return f"{self.model}: {self.state}"


class GenerationElement(models.Model):
    """An element on the board when a generation was ordered, and the revision of its media that went into the spec.

    Its takes keep that revision, whatever the element becomes. `revision` is 0 for an element that had no media yet.
    """

    generation = models.ForeignKey(Generation, models.CASCADE, related_name="elements")
    element = models.ForeignKey("storyboard.Element", models.PROTECT, related_name="generations")
    revision = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["generation", "element"], name="element_once_a_generation")]

    def __str__(self) -> str:
        return f"{self.element_id} revision {self.revision}"


class Take(models.Model):
    """One video. `number` is given when the order is placed and never used again in its project.

    Number 0 is the animatic; each time it is made is another row with its own `render`. Other takes have render 1.
    `note` is what people wrote about it, `remarks` what the maker has to tell (characters no font could draw).
    `cost` is what the provider said it cost by itself, in the unit of its generation.
    `due_at` and `lease` are of fetching its file, `tries` how often that failed.
    """

    id = models.CharField(primary_key=True, max_length=16, default=new_id, editable=False)
    project = models.ForeignKey("storyboard.Project", models.PROTECT, related_name="takes")
    generation = models.ForeignKey(Generation, models.PROTECT, related_name="takes")
    number = models.PositiveIntegerField()
    render = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=12, choices=TakeState, default=TakeState.WAITING)
    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.NONE)
    progress = models.PositiveSmallIntegerField(default=0)
    asset = models.ForeignKey("storyboard.Asset", models.PROTECT, null=True, related_name="takes")
    result_id = models.CharField(max_length=200, blank=True, default="")
    result_url = models.TextField(blank=True, default="")
    cost = models.DecimalField(max_digits=14, decimal_places=6, null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    stuck = models.BooleanField(default=False)
    due_at = models.DateTimeField(null=True)
    lease = models.CharField(max_length=16, blank=True, default="")
    rehearsal = models.BooleanField(default=False)
    failure = models.TextField(blank=True, default="")
    note = models.TextField(blank=True, default="")
    remarks = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    ready_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "number", "render"], name="take_numbers_once"),
            models.CheckConstraint(
                condition=~Q(rehearsal=True, verdict=Verdict.APPROVED), name="no_rehearsal_is_approved"
            ),
        ]
        indexes = [
            models.Index(fields=["project", "-number", "-render"], name="takes_of_a_project"),
            # The states that the projects page asks for.
            models.Index(fields=["state", "verdict", "project", "number"], name="takes_by_state"),
            models.Index(fields=["due_at"], name="takes_to_fetch", condition=Q(state=TakeState.COLLECTING)),
        ]

    def __str__(self) -> str:
        return f"take {self.number}"


class KeptKind(models.TextChoices):
    """What was given to a provider."""

    IMAGE = "image"
    VIDEO = "video"
    VOICE = "voice"


class KeptMedia(models.Model):
    """A file that a provider keeps for one account. Written by `remembering` alone.

    `sha256` is of the bytes that were given, which are those of the fitted file; `reference` is the id or the address
    under which the provider keeps them.
    """

    account = models.ForeignKey("storyboard.ProviderAccount", models.CASCADE, related_name="kept_media")
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=5, choices=KeptKind)
    reference = models.TextField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "sha256"], name="kept_once_an_account")]
        indexes = [models.Index(fields=["account", "expires_at"], name="kept_media_by_expiry")]

    def __str__(self) -> str:
        return f"{self.kind} {self.sha256[:8]} until {self.expires_at:%Y-%m-%d %H:%M}"


class KeptElement(models.Model):
    """A revision of an element that a provider knows, since an order that carried it whole was accepted.

    An account that has one was used, and is not deleted. Written by `remembering` alone.
    """

    account = models.ForeignKey("storyboard.ProviderAccount", models.PROTECT, related_name="kept_elements")
    element = models.ForeignKey("storyboard.Element", models.CASCADE, related_name="+")
    revision = models.PositiveIntegerField()
    provider_element = models.CharField(max_length=20)
    accepted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "element", "revision"], name="kept_element_once"),
            models.UniqueConstraint(fields=["account", "provider_element"], name="provider_element_once"),
        ]

    def __str__(self) -> str:
        return f"{self.provider_element} at {self.account_id}"
