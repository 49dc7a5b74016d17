"""What a model takes of elements, as part of its capability sheet."""

from dataclasses import dataclass

from storyboard.providers.mentions import MentionStyle


@dataclass(frozen=True)
class ElementAbility:
    """A sheet without one is of a model that takes no elements at all.

    Images of one element are counted with the frontal one. Lengths are code points; None: no limit is known.
    `documented`: whether the provider itself says which videos, voices and descriptions it takes, or only Kling does.
    `frontal`: whether one image is told apart from the others.
    """

    most: int = 3
    least_images: int = 2
    most_images: int = 4
    video: bool = True
    documented: bool = True
    frontal: bool = True
    voice: bool = True
    needs_first_frame: bool = False
    description_caution: int | None = 100
    mentions: MentionStyle = MentionStyle.NUMBER


# Source: Kling's elements page (advanced-custom-elements): one frontal and one to three other images, or one video.
KLING_ELEMENTS = ElementAbility()
