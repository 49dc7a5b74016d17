from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("storyboard", "0012_troubles")]

    operations = [
        migrations.AddField("provideraccount", "asking", models.CharField(blank=True, default="", max_length=16)),
        migrations.RemoveIndex("generation", "generations_due"),
        migrations.AddIndex("generation", models.Index(fields=["state", "due_at", "account"], name="generations_due")),
    ]
