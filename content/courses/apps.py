"""App configuration: Courses."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    """Courses."""

    name = "content.courses"
    label = "courses"
    verbose_name = _("Courses")

    def ready(self) -> None:
        """Register the kinds, the import and what follows from a publication."""
        from content.courses import import_kind, kinds, signals  # noqa: F401
