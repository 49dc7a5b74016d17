"""What a person writes down of a cost that no provider told: it takes the place of the reservation."""

from decimal import Decimal

from django.db import transaction

from storyboard.studio.auditing import What, note
from storyboard.studio.models import Person
from storyboard.takes.models import Generation
from storyboard.takes.money import shown
from storyboard.takes.states import OVER


def may_be_charged(generation: Generation) -> bool:
    """Whether it is over at a provider and nobody has said in the workspace's currency what it cost."""
    return bool(generation.currency) and generation.state in OVER and generation.spent is None


@transaction.atomic
def charge(claimed: Generation, person: Person, amount: Decimal) -> bool:
    """Writes what it cost, in the currency of its order. False where that is known by now."""
    rows = Generation.objects.select_for_update(of=("self",)).select_related("project__workspace")
    generation = rows.get(pk=claimed.pk)
    if not may_be_charged(generation):
        return False
    generation.reserved, generation.spent = None, amount
    generation.save(update_fields=["reserved", "spent"])
    about = generation.project.title[:120]
    note(generation.project.workspace, person, What.COST, about, after=shown(amount, generation.currency))
    return True
