"""The editor's form of a category: filters as boxes to tick."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm


class CategoryForm(WagtailAdminModelForm):
    """Offers the filters by name; the field of the database is a list."""

    filters = forms.MultipleChoiceField(
        label=_("filters of its page"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose what helps here: opening hours for pharmacies, capacity for halls."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Offer what the model knows; it is complete only now."""
        super().__init__(*args, **kwargs)
        from content.places.models.category import CategoryFilter

        self.fields["filters"].choices = CategoryFilter.choices
