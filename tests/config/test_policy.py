import re
from contextlib import contextmanager

from csp.constants import HEADER
from csp.utils import build_policy
from django.http import HttpResponse
from django.template import Context, Template
from django.test import RequestFactory, override_settings
from wagtail.admin.widgets import AdminDateInput, AdminPageChooser

from config import nonces
from config.nonces import with_nonces
from config.policy import PolicyMiddleware


@contextmanager
def begun():
    nonces.begin()
    yield
    nonces.begin()


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


def test_the_admin_has_a_policy_of_its_own_with_a_new_nonce_only_where_a_script_needs_one():
    def page(_request):
        return HttpResponse(Template("<script{% script_nonce %}></script>").render(Context()))

    request = RequestFactory().get("/yonetim/")
    first, second = (PolicyMiddleware(page)(request) for _ in range(2))
    nonces = [re.search(r'nonce="(.+?)"', answer.content.decode())[1] for answer in (first, second)]
    assert nonces[0] != nonces[1]
    assert f"script-src 'self' 'nonce-{nonces[0]}';" in first[HEADER]
    assert "nonce" not in answered("/yonetim/")[HEADER]
    assert "script-src 'self';" in answered("/yonetim/")[HEADER]


def test_nonces_are_put_into_the_source_of_packages_at_scripts_that_hold_code():
    assert with_nonces("<script>a()</script>") == "<script{% script_nonce %}>a()</script>"
    for other in (
        '<script src="/static/a.js">',
        '<script type="application/json">',
        '<script type="text/django-form-template" id="x">',
        "<scripts>",
    ):
        assert with_nonces(other) == other


def test_what_a_page_shows_gets_no_nonce_even_where_it_looks_like_a_script():
    widget = AdminPageChooser()
    with begun():
        html = widget.render("page", None, {"id": '"><script>taken()</script>'})
    assert html.count("nonce=") == 1
    assert "<script>taken" not in html


def test_widgets_of_forms_get_nonces_too():
    with begun():
        html = AdminDateInput().render("day", None, {"id": "day"})
    assert '<script nonce="' in html
