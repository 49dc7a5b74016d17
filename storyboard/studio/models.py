"""Workspaces, people and what they are there."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from storyboard.ids import new_id
from storyboard.providers.kind import Kind
from storyboard.providers.kinds import KINDS
from storyboard.studio.avatars import hue_of, initials_of
from storyboard.studio.roles import ANY, Right, Role, may


class Workspace(models.Model):
    """A studio's shared place: members, library, projects, accounts, budget."""

    id = models.CharField(primary_key=True, max_length=16, default=new_id, editable=False)
    name = models.CharField(max_length=120)
    currency = models.CharField(max_length=3, default="USD")
    only_approved_elements = models.BooleanField(_("only approved elements may be ordered"), default=False)
    # Groups of camera words, [name, [word, …]] each; None: the usual ones.
    vocabulary = models.JSONField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class PersonManager(BaseUserManager["Person"]):
    """Makes people; without a password they sign in by link alone."""

    def create_user(self, name: str, password: str | None = None, **fields: Any) -> "Person":
        person = self.model(name=name, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody who can sign in. `name` is what they sign in with, `display_name` what others read."""

    id = models.CharField(primary_key=True, max_length=16, default=new_id, editable=False)
    name = models.CharField(_("user name"), max_length=60, unique=True)
    display_name = models.CharField(_("name"), max_length=120, blank=True, default="")
    email = models.EmailField(_("email"), blank=True, default="")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "name"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []
    objects = PersonManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("name"), name="person_name_any_case")]

    def __str__(self) -> str:
        return self.display_name or self.name

    @property
    def initials(self) -> str:
        """One or two letters for the avatar."""
        return initials_of(str(self))

    @property
    def hue(self) -> int:
        """One of the avatar's twelve hues, always the same for one person."""
        return hue_of(self.id)


class Membership(models.Model):
    """A person in a workspace, with a set of roles kept as bits."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    roles = models.PositiveSmallIntegerField()
    used_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "person"], name="one_membership_each"),
            models.CheckConstraint(condition=models.Q(roles__gte=1, roles__lte=int(ANY)), name="roles_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.workspace_id}: {Role(self.roles)!r}"

    def may(self, right: Right) -> bool:
        return may(self.roles, right)


class SigninLink(models.Model):
    """A one-time way in. Only the hash of its token is kept; `used_at` is set by the button on its page."""

    token_hash = models.CharField(primary_key=True, max_length=64)
    person = models.ForeignKey(Person, models.CASCADE)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.person_id} until {self.expires_at:%H:%M}"


class ProviderAccount(models.Model):
    """A key for one provider, and what an owner says of its prices and limits.

    `sealed_key` is the key encrypted (see `sealing`); the key itself is in no field. `rate` is what one of the
    provider's unit is worth in the workspace's currency, None while nobody said; `price_per_second` is in that currency
    too, for providers that publish no prices. A paused account takes no new orders. One with `absent_since` came from
    the environment, which no longer names it; it takes no orders either, and its key is kept for those under way.
    `asked_until`: until then one worker alone asks the provider about its generations; `asking` is the token of its
    claim, a new one each time. `failing_since`: since then the provider has answered nothing; None once it has.
    """

    id = models.CharField(primary_key=True, max_length=16, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="accounts")
    provider = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    sealed_key = models.TextField()
    url = models.CharField(max_length=300)
    rate = models.DecimalField(max_digits=16, decimal_places=8, null=True)
    price_per_second = models.DecimalField(max_digits=14, decimal_places=6, null=True)
    at_once = models.PositiveSmallIntegerField()
    asked_until = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)
    asking = models.CharField(max_length=16, blank=True, default="")
    paused_at = models.DateTimeField(null=True)
    pause_reason = models.CharField(max_length=200, blank=True, default="")
    from_environment = models.BooleanField(default=False)
    absent_since = models.DateTimeField(null=True)
    created_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    edited_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    edited_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(F("workspace"), Lower("name"), name="account_name_any_case"),
            models.UniqueConstraint(
                fields=["workspace", "provider"], condition=Q(from_environment=True), name="one_environment_account"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kind(self) -> Kind:
        """What there is to know about its provider."""
        return KINDS[self.provider]


class Period(models.TextChoices):
    """What time a budget is for. Months are calendar months, UTC."""

    MONTH = "month", _("A month")
    TOTAL = "total", _("In all")


class Budget(models.Model):
    """The most that may be spent: by the whole workspace, on one project, or by one person. `cap` is in the
    workspace's currency."""

    id = models.CharField(primary_key=True, max_length=16, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="budgets")
    project = models.ForeignKey("storyboard.Project", models.CASCADE, null=True, related_name="budgets")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="budgets")
    period = models.CharField(max_length=5, choices=Period, default=Period.MONTH)
    cap = models.DecimalField(max_digits=14, decimal_places=6)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "period"], condition=Q(project=None, person=None), name="workspace_budget_once"
            ),
            models.UniqueConstraint(fields=["project", "period"], name="project_budget_once"),
            models.UniqueConstraint(fields=["workspace", "person", "period"], name="person_budget_once"),
            models.CheckConstraint(condition=Q(project=None) | Q(person=None), name="budget_of_one_thing"),
        ]

    def __str__(self) -> str:
        return f"{self.cap} {self.period}"


class AuditEntry(models.Model):
    """Who changed what, kept for owners. `about` is the name the thing had; `person` None is the server itself.

    `before` and `after` are values as people typed them. Keys never come here.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="audit")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    what = models.CharField(max_length=40)
    about = models.CharField(max_length=120)
    before = models.CharField(max_length=300, blank=True, default="")
    after = models.CharField(max_length=300, blank=True, default="")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["workspace", "-at"], name="audit_newest_first")]

    def __str__(self) -> str:
        return f"{self.what}: {self.about}"
