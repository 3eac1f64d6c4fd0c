"""The form of an upload."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.imports.kinds import ImportKind
from content.imports.models import MAX_BYTES


class UploadForm(forms.Form):
    """A file, and how it is to be taken."""

    file = forms.FileField(label=gettext_lazy("File"), allow_empty_file=True)
    publish = forms.BooleanField(
        label=gettext_lazy("Publish at once"),
        required=False,
        help_text=gettext_lazy("Otherwise what comes in waits as drafts until you publish it."),
    )
    create_missing = forms.BooleanField(
        label=gettext_lazy("Make categories and neighbourhoods that are missing"),
        required=False,
        help_text=gettext_lazy(
            "Otherwise such rows are rejected. A typing error would become a category of its own."
        ),
    )

    def __init__(self, *args: Any, kind: ImportKind, user: Any, **kwargs: Any) -> None:
        """Offer to publish only to who may."""
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields["file"].widget.attrs["accept"] = ",".join(kind.formats)
        self.fields["file"].help_text = _("%(formats)s, in UTF-8, up to %(size)d MB.") % {
            "formats": ", ".join(kind.formats),
            "size": MAX_BYTES // 1024 // 1024,
        }
        if not kind.drafts or not kind.may_publish(user):
            del self.fields["publish"]
        if not kind.creates_missing:
            del self.fields["create_missing"]

    def clean_file(self) -> Any:
        """Refuse what cannot be read at all."""
        file = self.cleaned_data["file"]
        if PurePath(file.name).suffix.lower() not in self.kind.formats:
            raise forms.ValidationError(
                _("Choose a file of one of these formats: %(formats)s.")
                % {"formats": ", ".join(self.kind.formats)}
            )
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                _("The file is too large. Split it, or import it with the command line.")
            )
        if not file.size:
            raise forms.ValidationError(_("The file is empty."))
        return file
