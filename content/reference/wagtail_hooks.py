"""Puts the reference data into the admin; choosers of directorates need it registered."""

from wagtail.snippets.models import register_snippet

from content.reference.admin import ReferenceGroup

register_snippet(ReferenceGroup)
