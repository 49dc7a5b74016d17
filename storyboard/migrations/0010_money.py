import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

import storyboard.ids


def count_what_was_ordered(apps, schema_editor):
    """Orders at providers from before count as well, with the price that was told in the workspace's currency."""
    generations = apps.get_model("storyboard", "Generation")
    for workspace in apps.get_model("storyboard", "Workspace").objects.all():
        paid = generations.objects.filter(project__workspace=workspace, account__isnull=False)
        paid.update(currency=workspace.currency, counted_at=F("created_at"))
        paid.filter(Q(settled=0) | Q(settled__isnull=False, unit=workspace.currency)).update(spent=F("settled"))
        paid.filter(spent=None, unit=workspace.currency).update(reserved=F("estimated"))


class Migration(migrations.Migration):
    dependencies = [("storyboard", "0009_takes_are_fetched_singly")]

    operations = [
        migrations.AddField("generation", "counted_at", models.DateTimeField(null=True)),
        migrations.AddField("generation", "currency", models.CharField(blank=True, default="", max_length=3)),
        migrations.AddField(
            "generation", "rate", models.DecimalField(decimal_places=8, max_digits=16, null=True)
        ),
        migrations.AddField(
            "generation", "spent", models.DecimalField(decimal_places=6, max_digits=14, null=True)
        ),
        migrations.AddIndex("generation", models.Index(fields=["counted_at"], name="generations_counted")),
        migrations.CreateModel(
            "Budget",
            [
                (
                    "id",
                    models.CharField(
                        default=storyboard.ids.new_id,
                        editable=False,
                        max_length=16,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "period",
                    models.CharField(choices=[("month", "A month"), ("total", "In all")], default="month", max_length=5),
                ),
                ("cap", models.DecimalField(decimal_places=6, max_digits=14)),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="budgets",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="budgets",
                        to="storyboard.project",
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="budgets",
                        to="storyboard.workspace",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(("person", None), ("project", None)),
                        fields=("workspace", "period"),
                        name="workspace_budget_once",
                    ),
                    models.UniqueConstraint(fields=("project", "period"), name="project_budget_once"),
                    models.UniqueConstraint(fields=("workspace", "person", "period"), name="person_budget_once"),
                    models.CheckConstraint(
                        condition=Q(("project", None), ("person", None), _connector="OR"), name="budget_of_one_thing"
                    ),
                ]
            },
        ),
        migrations.RunPython(count_what_was_ordered, migrations.RunPython.noop),
    ]
