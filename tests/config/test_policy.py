from csp.constants import HEADER
from csp.utils import build_policy
from django.http import HttpResponse
from django.test import RequestFactory, override_settings

from config.policy import PolicyMiddleware


def answered(path="/", **attributes):
    request = RequestFactory().get(path)
    response = HttpResponse("x")
    for name, value in attributes.items():
        setattr(response, name, value)
    return PolicyMiddleware(lambda _request: response)(request)


def test_the_usual_policy_is_what_django_csp_builds():
    assert "script-src 'self'" in answered()[HEADER]
    assert sorted(answered()[HEADER].split("; ")) == sorted(build_policy().split("; "))


def test_what_a_view_changes_reaches_the_header():
    header = answered(_csp_replace={"frame-ancestors": ["*"]})[HEADER]
    assert "frame-ancestors *" in header
    assert "frame-ancestors *" not in answered()[HEADER]


def test_an_exempt_answer_and_an_excluded_address_have_none():
    assert HEADER not in answered(_csp_exempt=True)
    excluded = {"EXCLUDE_URL_PREFIXES": ["/dis/"], "DIRECTIVES": {"default-src": ["'none'"]}}
    with override_settings(CONTENT_SECURITY_POLICY=excluded):
        assert HEADER not in answered("/dis/a/")
        assert answered("/ic/")[HEADER] == "default-src 'none'"


def test_a_policy_that_only_reports_is_sent_beside_it():
    with override_settings(
        CONTENT_SECURITY_POLICY_REPORT_ONLY={"DIRECTIVES": {"img-src": ["'none'"]}}
    ):
        response = answered()
    assert "img-src 'none'" in response["Content-Security-Policy-Report-Only"]
    assert "script-src 'self'" in response[HEADER]
