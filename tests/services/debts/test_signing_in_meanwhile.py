"""A session that ended while somebody filled something in: what was typed comes back, unsent."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.profiles.models import CitizenProfile, VerifiedBy
from services.cases.models import Case
from services.debts.models import Attempt
from tests.factories.citizens import invented_number
from tests.factories.debtdesk import fresh_figures
from tests.factories.debts import assessment, debt_account
from tests.factories.people import citizen, sign_in
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db
HERE = "/e-belediye/borc/"
NUMBER = invented_number(78)


@pytest.fixture
def owed():
    """Two debts, one late, of somebody who is not signed in."""
    home_page()
    fresh_figures()
    CitizenProfile.objects.create(
        user=citizen(),
        identity_number=NUMBER,
        identity_verified_by=VerifiedBy.EDEVLET,
        identity_verified_at=timezone.now(),
    )
    account = debt_account(NUMBER)
    days = (timezone.localdate() - timedelta(days=40), timezone.localdate() + timedelta(days=40))
    return [assessment(account, due=day).instalments.get() for day in days]


def test_an_objection_comes_back_as_it_was_typed_and_is_not_filed(owed):
    client, address = Client(), f"{HERE}{owed[0].assessment_id}/itiraz/"
    typed = {"key": str(uuid.uuid4()), "ground": "amount", "text": "Metrekaresi yanlış yazılmış."}
    assert "/giris/" in client.post(address, typed)["Location"]
    sign_in(client)
    page = client.get(address).content.decode()
    assert "Metrekaresi yanlış yazılmış." in page
    assert typed["key"] in page
    assert not Case.objects.exists()
    assert "Metrekaresi" not in client.get(address).content.decode()


def test_what_was_chosen_to_be_paid_comes_back_and_nothing_is_begun(owed):
    client, address = Client(), f"{HERE}odeme/"
    late, coming = owed
    client.post(address, {"taksit": [coming.pk], "tutar": "12,50", "anahtar": str(uuid.uuid4())})
    sign_in(client)
    page = client.get(address).content.decode()
    assert f'value="{coming.pk}" checked' in page
    assert f'value="{late.pk}" checked' not in page
    assert 'value="12,50"' in page
    assert not Attempt.objects.exists()


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [("odeme/{}/vazgec/", "odeme/{}/"), ("makbuz/{}/gonder/", "makbuzlar/")],
)
def test_a_button_leads_back_to_its_page_and_does_nothing_by_itself(owed, address, leads_to):
    attempt = Attempt.objects.create(
        owner=CitizenProfile.objects.get().user,
        form_key=uuid.uuid4(),
        amount="100.00",
        fee_day=timezone.localdate(),
        expires_at=timezone.now() + timedelta(minutes=5),
        provider="sandbox",
    )
    client, here = Client(), HERE + address.format(attempt.public_id)
    client.post(here)
    sign_in(client)
    assert client.get(here)["Location"] == HERE + leads_to.format(attempt.public_id)
    attempt.refresh_from_db()
    assert attempt.status == "created"
