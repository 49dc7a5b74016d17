from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("storyboard", "0010_money")]

    operations = [
        migrations.AddField("provideraccount", "asked_until", models.DateTimeField(null=True)),
        migrations.AddField("take", "cost", models.DecimalField(decimal_places=6, max_digits=14, null=True)),
    ]
