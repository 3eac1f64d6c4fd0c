"""Static files under names that change with their content."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Hashed names for style, scripts and what they import; a name that is missing stays as it is.

    A page must not fail because one picture was not collected.
    """

    support_js_module_import_aggregation = True

    def stored_name(self, name: str) -> str:
        """Return the hashed name, or the plain one where the file was not collected."""
        try:
            return str(super().stored_name(name))
        except ValueError:
            return name
