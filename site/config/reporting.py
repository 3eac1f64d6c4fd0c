"""What a report of an error may hold: reports are mailed and kept, so no secret and no number."""

import re
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter

_SECRET = re.compile(
    r"passw|parola|sifre|token|secret|credential|code|kod|otp|identity|kimlik|tckn|email|login"
    r"|phone|telefon|name|birth|signature|csrf",
    re.IGNORECASE,
)


class QuietFilter(SafeExceptionReporterFilter):
    """Django's own hides settings; this hides what people typed and what functions worked with."""

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        """Return what was posted, with stars for secrets and personal data."""
        found = super().get_post_parameters(request)
        return {
            name: self.cleansed_substitute if _SECRET.search(name) else value
            for name, value in found.items()
        }

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: Any) -> Any:
        """Return no variables where reports leave the machine: any of them may be a secret."""
        if self.is_active(request):
            return []
        return super().get_traceback_frame_variables(request, tb_frame)
