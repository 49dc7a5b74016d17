"""The form of a new project."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from storyboard.projects.pasted import MOST_CHARACTERS, NotImported
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


class ImportForm(forms.Form):
    """A pasted request, or a file that holds one; and a title where another than its first words is wanted."""

    title = forms.CharField(max_length=120, required=False, strip=True)
    text = forms.CharField(required=False, strip=False)
    file = forms.FileField(required=False, allow_empty_file=True, max_length=None)

    def request_text(self) -> str:
        """The text of the file, else what was pasted. Raises NotImported."""
        file = self.files.get("file")
        if file is None:
            return str(self.data.get("text", ""))
        if (file.size or 0) > MOST_CHARACTERS:
            raise NotImported("too_large")
        return text_from(file.read())


def text_from(content: bytes) -> str:
    """The text of a file. Raises NotImported."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotImported("no_text") from None
