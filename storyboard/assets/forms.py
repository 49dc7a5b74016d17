"""What comes in with an upload."""

from django import forms
from django.utils.translation import gettext_lazy as _


class UploadForm(forms.Form):
    """One file for a workspace."""

    workspace = forms.CharField()
    name = forms.CharField(required=False)
    file = forms.FileField(
        max_length=None,
        allow_empty_file=True,
        error_messages={"required": _("No file arrived. Try again.")},
    )


class FetchForm(forms.Form):
    """An address of a picture for a workspace."""

    workspace = forms.CharField()
    url = forms.CharField(max_length=2000, error_messages={"required": _("Write the address of a picture.")})
