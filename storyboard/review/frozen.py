"""What a take was ordered as."""

from dataclasses import fields

from storyboard.providers.spec import Spec, from_json
from storyboard.takes.models import Take

# An animatic is frozen with its height and container beside the spec.
_KNOWN = [field.name for field in fields(Spec)]


def spec_of(take: Take) -> Spec | None:
    """The spec that its order froze; None of takes of earlier days, whose order kept none."""
    frozen = take.generation.spec
    return from_json({name: frozen[name] for name in _KNOWN if name in frozen}) if frozen else None
