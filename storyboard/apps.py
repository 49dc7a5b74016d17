"""Ties the rooms together once the models are loaded: what rooms above give to rooms below."""

from django.apps import AppConfig
from django.urls import register_converter

from storyboard.ids import IdInAddress, NumberInAddress


class StoryboardConfig(AppConfig):
    """The one app of the house."""

    name = "storyboard"
    verbose_name = "Storyboard"

    def ready(self) -> None:
        from storyboard import wiring  # noqa: PLC0415  (models must be loaded first)

        register_converter(IdInAddress, "id")
        register_converter(NumberInAddress, "number")
        wiring.connect()
