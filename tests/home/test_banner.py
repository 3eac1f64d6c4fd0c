"""The emergency banner: where it stands, which one, and that it always ends by itself."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from home.models import EmergencyBanner
from home.presets import PRESETS, prepared
from tests.factories.site import home_page
from tests.factories.staff import all_sections, signed_in, staff
from tests.factories.standard import section, standard_page

pytestmark = pytest.mark.django_db


def banner(title="Fırtına", **fields):
    return EmergencyBanner.objects.create(title=title, **fields)


def html(path="/"):
    home_page()
    return Client().get(path).content.decode()


def test_it_ends_by_itself():
    banner(ends_at=timezone.now() + timedelta(hours=5))
    assert "Fırtına" in html()
    with time_machine.travel(timezone.now() + timedelta(hours=5, seconds=1), tick=False):
        assert "Fırtına" not in html()


def test_no_way_leads_to_one_that_stays():
    too_long = timezone.now() + timedelta(hours=72, minutes=1)
    with pytest.raises(ValidationError) as refused:
        EmergencyBanner(title="Uzun", ends_at=too_long).full_clean()
    assert "ends_at" in refused.value.message_dict
    with pytest.raises(IntegrityError), transaction.atomic():
        banner(ends_at=too_long)


def test_it_begins_when_it_is_told_to():
    banner(starts_at=timezone.now() + timedelta(hours=1))
    assert "Fırtına" not in html()


def test_it_stands_only_below_the_address_it_is_meant_for():
    banner(only_below="/bilgi/")
    page = standard_page(section())
    assert "Fırtına" not in html()
    assert "Fırtına" in html(page.get_url())


def test_it_stands_only_in_the_language_it_is_meant_for():
    banner("Only English", locale_code="en")
    assert "Only English" not in html()
    assert "Only English" in html("/en/ara/")


def test_of_several_the_most_urgent_one_stands():
    banner("Bilgi", level="info")
    banner("Tehlike", level="danger")
    banner("Uyarı", level="warning")
    shown = html()
    assert "Tehlike" in shown
    assert 'class="banner tone-danger"' in shown
    assert shown.count('class="banner ') == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"link_url": "javascript:alert(1)"},
        {"only_below": "https://example.org/"},
        {"locale_code": "xx"},
    ],
)
def test_values_that_make_no_sense_are_refused_at_their_field(fields):
    with pytest.raises(ValidationError) as refused:
        EmergencyBanner(title="Fırtına", **fields).full_clean()
    assert set(refused.value.message_dict) == set(fields)


@pytest.mark.parametrize("level", [preset.level for preset in PRESETS])
def test_two_presses_put_a_prepared_banner_of_each_level_on_every_page(level):
    all_sections()
    client = signed_in(staff("approver"))
    address = f"{reverse('wagtailsnippets_home_emergencybanner:add')}?duzey={level}"
    assert address in client.get(reverse("wagtailadmin_home")).content.decode()
    form = client.get(address).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    for name in ("starts_at", "ends_at"):
        sent[name] = sent[name].strftime("%d.%m.%Y %H:%M")
    client.post(address, sent)
    stored = EmergencyBanner.objects.get()
    assert stored.level == level
    assert stored.title in html()


def test_prepared_words_are_in_the_language_of_the_site_and_an_unknown_level_is_empty():
    assert prepared("danger").title == "Zorunlu olmadıkça dışarı çıkmayın"
    assert prepared("yok").title == ""
