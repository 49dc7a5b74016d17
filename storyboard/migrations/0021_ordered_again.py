"""An order that orders a generation once more names that generation, and priority is a generation's own."""

from typing import Any

from django.db import migrations, models
from django.db.models import Case, OuterRef, Subquery, Value, When
from django.db.models.deletion import SET_NULL


def move(apps: Any, _editor: Any) -> None:
    """Each order that was ordered again has the newest of those, by the generation that likeliest was: each is named
    once. The page of an order offered it for what nobody knew the fate of, then for what failed."""
    likely = Case(
        When(state="unconfirmed", then=Value(0)), When(state__in=("failed", "cancelled"), then=Value(1)), default=Value(2)
    )
    orders, generations = apps.get_model("storyboard", "Order"), apps.get_model("storyboard", "Generation")
    again = orders.objects.exclude(retry_of=None).order_by("-created_at", "-pk")
    named: set[str] = set()
    for order in again.only("pk", "retry_of"):
        of_order = generations.objects.filter(order=order.retry_of_id).order_by(likely, "created_at", "pk")
        first = of_order.exclude(pk__in=named).values_list("pk", flat=True).first()
        if first:
            named.add(first)
            orders.objects.filter(pk=order.pk).update(again_of=first)
    rank = Subquery(orders.objects.filter(pk=OuterRef("order")).values("priority")[:1])
    generations.objects.filter(state="queued").update(priority=rank)


class Migration(migrations.Migration):
    dependencies = [("storyboard", "0020_taking_back")]

    operations = [
        migrations.AddField("generation", "priority", models.SmallIntegerField(default=0)),
        migrations.AddField(
            "order",
            "again_of",
            models.OneToOneField("storyboard.Generation", SET_NULL, null=True, related_name="again"),
        ),
        migrations.RunPython(move, migrations.RunPython.noop),
        migrations.RemoveField("order", "retry_of"),
        migrations.RemoveField("order", "priority"),
    ]
