"""An editor's way from the sign-in to the published notice, in a real browser."""

import json
import urllib.request

import pytest
from django.contrib.auth import get_user_model

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_what_is_published_is_at_once_on_the_site_and_in_the_api(chromium, live_server, content):
    get_user_model().objects.create_superuser("editor", "editor@example.org", "long-enough-1")
    page = chromium.new_page()
    page.goto(f"{live_server.url}/yonetim/")
    page.fill("input[name=username]", "editor")
    page.fill("input[name=password]", "long-enough-1")
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/yonetim/**")
    page.wait_for_load_state("networkidle")
    assert "/login/" not in page.url
    reader = chromium.new_page()
    reader.goto(f"{live_server.url}/vefat-ilanlari/")
    assert reader.get_by_role("link", name="Hatice ÖRNEK").count() == 1
    with urllib.request.urlopen(f"{live_server.url}/api/v1/obituaries", timeout=10) as answer:
        items = json.load(answer)["items"]
    assert [item["name"] for item in items] == ["Hatice ÖRNEK"]
    page.close()
    reader.close()
