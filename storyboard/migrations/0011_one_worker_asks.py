from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("storyboard", "0009_takes_are_fetched_singly")]

    operations = [migrations.AddField("provideraccount", "asked_until", models.DateTimeField(null=True))]
