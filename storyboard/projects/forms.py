"""The form of a new project."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from storyboard.projects.timeline import MAX_SHOTS, MAX_TOTAL, MIN_TOTAL, Refused, new_seconds


class NewProjectForm(forms.Form):
    """Title, whole seconds and number of shots; the seconds are shared evenly."""

    workspace = forms.CharField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("Title"), max_length=120, strip=True)
    seconds = forms.IntegerField(label=_("Seconds in all"), min_value=MIN_TOTAL, max_value=MAX_TOTAL, initial=9)
    shots = forms.IntegerField(label=_("Shots"), min_value=1, max_value=MAX_SHOTS, initial=3)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "seconds" in cleaned and "shots" in cleaned:
            try:
                cleaned["spans"] = new_seconds(cleaned["shots"], cleaned["seconds"])
            except Refused:
                self.add_error("shots", _("Every shot lasts at least one second: take fewer shots or more seconds."))
        return cleaned
