"""App configuration: Imports."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    """Imports from files."""

    name = "content.imports"
    label = "imports"
    verbose_name = _("Imports")
