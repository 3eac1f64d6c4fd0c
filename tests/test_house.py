"""Rules of the house that every change must keep."""

import site
import sysconfig
from pathlib import Path

import pytest
from django.apps import apps
from django.test import Client
from django.utils import translation

from tests.factories.site import home_page

ROOT = Path(__file__).resolve().parents[1]


def test_site_is_a_source_root_and_pythons_own_module_stays_reachable():
    assert not (ROOT / "site" / "__init__.py").exists()
    assert Path(site.__file__).is_relative_to(sysconfig.get_path("stdlib"))


@pytest.mark.django_db
def test_the_home_page_is_served_from_the_index():
    home = home_page()
    response = Client().get("/")
    assert response.status_code == 200
    assert f"{home.title} | Belediye" in response.content.decode()


def test_a_static_file_that_was_not_collected_keeps_its_name_instead_of_failing():
    from config.storage import StaticFiles

    assert StaticFiles(location="/nonexistent").stored_name("icons/x.svg") == "icons/x.svg"


def test_no_label_begins_with_a_small_i_that_django_would_make_a_dotless_capital():
    """Django's capfirst knows no Turkish: from “işin türü” it makes “Işin türü”."""
    with_own_heading = {"hearing_loop"}
    ours = (
        "accounts",
        "content",
        "home",
        "outbox",
        "search",
        "services",
        "subscriptions",
        "webhooks",
    )
    with translation.override("tr"):
        wrong = [
            f"{model.__name__}.{field.name}: {field.verbose_name}"
            for model in apps.get_models()
            for field in model._meta.local_fields
            if model.__module__.split(".")[0] in ours
            and field.editable
            and not field.primary_key
            and field.name not in with_own_heading
            and str(field.verbose_name).startswith("i")
        ]
    assert wrong == []
