"""What editors publish."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    """What all subjects share: the base page, lists, the public views, the cache."""

    name = "content"
    verbose_name = _("Content")
