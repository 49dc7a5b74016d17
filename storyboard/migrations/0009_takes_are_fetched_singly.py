from django.db import migrations, models
from django.utils import timezone


def fetch_what_is_collected(apps, schema_editor):
    """Takes that were being collected had no time of their own."""
    takes = apps.get_model("storyboard", "Take").objects.filter(state="collecting", stuck=False)
    takes.update(due_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("storyboard", "0008_orders_at_providers")]

    operations = [
        migrations.AddField("generation", "woken_at", models.DateTimeField(null=True)),
        migrations.AddField("generation", "worker", models.CharField(blank=True, default="", max_length=16)),
        migrations.AddField("take", "due_at", models.DateTimeField(null=True)),
        migrations.AddField("take", "lease", models.CharField(blank=True, default="", max_length=16)),
        migrations.RunPython(fetch_what_is_collected, migrations.RunPython.noop),
        migrations.AddIndex(
            "take",
            models.Index(condition=models.Q(("state", "collecting")), fields=["due_at"], name="takes_to_fetch"),
        ),
        migrations.AddConstraint(
            "take",
            models.CheckConstraint(
                condition=models.Q(("rehearsal", True), ("verdict", "approved"), _negated=True),
                name="no_rehearsal_is_approved",
            ),
        ),
    ]
