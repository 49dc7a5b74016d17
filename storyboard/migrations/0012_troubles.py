from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("storyboard", "0011_one_worker_asks")]

    operations = [
        migrations.AddField("provideraccount", "failing_since", models.DateTimeField(null=True)),
        migrations.AddField(
            "worker",
            "trouble",
            models.CharField(
                blank=True, choices=[("database", "Database"), ("clock", "Clock")], default="", max_length=8
            ),
        ),
        migrations.AddField("worker", "trouble_seconds", models.IntegerField(default=0)),
        migrations.AddField("worker", "troubled_at", models.DateTimeField(null=True)),
    ]
