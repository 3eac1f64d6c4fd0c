"""The Content-Security-Policy of every answer: what django-csp would build, built once."""

from collections.abc import Mapping
from typing import Any

from csp.constants import HEADER
from csp.middleware import CSPMiddleware, PolicyParts
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from config import nonces

USUAL = PolicyParts()


class PolicyMiddleware(CSPMiddleware):
    """Sends the policy of the settings; what a view changes of it is left to django-csp.

    That builds the same text from thirty directives for each answer, which takes as long as
    finding the address of a page.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Add the header, or leave it to django-csp where anything is unusual."""
        if request.path_info.startswith(settings.ADMIN_POLICY_PREFIX):
            return self._for_admin(response)
        policy = settings.CONTENT_SECURITY_POLICY
        usual = (
            self.get_policy_parts(request, response) == USUAL
            and not getattr(response, "_csp_exempt", False)
            and not request.path_info.startswith(tuple(policy.get("EXCLUDE_URL_PREFIXES", ())))
            and not getattr(settings, "CONTENT_SECURITY_POLICY_REPORT_ONLY", None)
            and not settings.DEBUG
        )
        if not usual:
            return super().process_response(request, response)
        if HEADER not in response:
            response.headers[HEADER] = self._text(policy)
        return response

    def process_request(self, request: HttpRequest) -> None:
        """Begin with no nonce."""
        nonces.begin()
        super().process_request(request)

    def _for_admin(self, response: HttpResponseBase) -> HttpResponseBase:
        """Add the policy of the admin, with the nonce of its inline scripts where there are any."""
        policy = settings.ADMIN_CONTENT_SECURITY_POLICY
        built = self.__dict__.get("_admin")
        if built is None or built[0] is not policy:
            text = "; ".join(f"{name} {' '.join(values)}" for name, values in policy.items())
            built = self._admin = (policy, text)
        given = nonces.given()
        mine = f" 'nonce-{given}'" if given else ""
        response.headers.setdefault(HEADER, built[1].replace(" {nonce}", mine))
        return response

    def _text(self, policy: Mapping[str, Any]) -> str:
        """Return the policy as text, built once for each dictionary of settings."""
        known = self.__dict__.get("_built")
        if known is None or known[0] is not policy:
            known = self._built = (policy, build_policy())
        return str(known[1])
