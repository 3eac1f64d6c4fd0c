"""The icon browsers ask for unasked, and the one pages name."""

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from PIL import Image

from tests.factories.site import home_page
from tests.factories.staff import signed_in, staff

pytestmark = pytest.mark.django_db


def test_favicon_ico_leads_to_an_icon_of_three_sizes():
    answer = Client().get("/favicon.ico")
    assert answer.status_code == 302
    name = answer["Location"].partition("/static/")[2]
    assert name.startswith("icons/favicon")
    icon = Image.open(finders.find("icons/favicon.ico"))
    assert icon.format == "ICO"
    assert icon.info["sizes"] == {(16, 16), (32, 32), (48, 48)}


def test_site_and_admin_name_the_icon_so_that_nothing_is_looked_for():
    home_page()
    for client, address in ((Client(), "/"), (signed_in(staff("editor")), "/yonetim/")):
        html = client.get(address).content.decode()
        assert 'rel="icon" href="/static/icons/favicon' in html
