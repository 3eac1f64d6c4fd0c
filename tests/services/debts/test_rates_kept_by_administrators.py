"""The late fee's rates as data that administrators change, with a trace."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.audit.models import Entry
from services.debts.actions.rates import save_rate
from services.debts.late_fee import late_fee
from services.debts.models import LateFeeRate
from services.debts.queries.rates import current_rates
from services.debts.rates import RATES
from tests.factories.staff import signed_in, staff

pytestmark = pytest.mark.django_db


def new_rate(**fields):
    fields = {
        "valid_from": date(2027, 1, 1),
        "monthly_percent": Decimal("3.20"),
        "basis": "CK deneme",
    } | fields
    return LateFeeRate(**fields)


def test_the_table_begins_with_the_shipped_rates_and_gives_the_same_fees():
    ours = current_rates()
    for day in (date(1995, 5, 5), date(2004, 2, 2), date(2024, 5, 21), date(2026, 11, 30)):
        assert ours.on(day).monthly_percent == RATES.on(day).monthly_percent
    assert len(ours.rates) == len(RATES.rates)


def test_without_rows_the_shipped_rates_hold():
    LateFeeRate.objects.all().delete()
    assert current_rates() is RATES


def test_a_new_rate_counts_from_its_day_on_and_is_in_the_audit_log():
    principal, due = Decimal("1000.00"), date(2026, 12, 31)
    before = late_fee(principal, due, date(2027, 1, 31), current_rates()).amount
    rate = save_rate(rate=new_rate(), reason="RG 40000")
    after = late_fee(principal, due, date(2027, 1, 31), current_rates()).amount
    assert (before, after) == (Decimal("37.00"), Decimal("32.00"))
    entry = Entry.objects.get(kind="debt_rate_changed")
    assert (entry.reason, entry.about) == ("RG 40000", f"debts.latefeerate:{rate.pk}")
    assert entry.details["before"] == {}
    assert entry.details["after"]["monthly_percent"] == "3.2"
    rate.monthly_percent = Decimal("3.00")
    save_rate(rate=rate, reason="Düzeltme")
    last = Entry.objects.filter(kind="debt_rate_changed").latest("pk").details
    assert last["before"]["monthly_percent"] == "3.2"
    assert last["after"]["monthly_percent"] == "3"


def test_a_rate_without_a_reason_a_second_one_of_a_day_and_an_impossible_one_are_refused():
    with pytest.raises(ValueError, match="reason"):
        save_rate(rate=new_rate(), reason=" ")
    for wrong in (
        {"valid_from": date(2025, 11, 13)},
        {"monthly_percent": Decimal("0")},
        {"monthly_percent": Decimal("51")},
        {"valid_from": date(1989, 12, 31)},
    ):
        with pytest.raises(ValidationError):
            save_rate(rate=new_rate(**wrong), reason="x")
    assert not LateFeeRate.objects.filter(basis="CK deneme").exists()


def test_an_administrator_writes_a_rate_in_the_admin_and_must_say_why():
    client = signed_in(staff("administrator"))
    add = reverse("late_fee_rates:add")
    typed = {"valid_from": "01.01.2027", "monthly_percent": "3,2", "basis": "CK 1", "reason": ""}
    answer = client.post(add, typed)
    assert answer.status_code == 200
    assert 'value="CK 1"' in answer.content.decode()
    assert not LateFeeRate.objects.filter(basis="CK 1").exists()
    client.post(add, typed | {"reason": "RG 1"})
    assert LateFeeRate.objects.get(basis="CK 1").monthly_percent == Decimal("3.2")
    assert Entry.objects.get(kind="debt_rate_changed").actor is not None
    page = client.get(reverse("late_fee_rates:index")).content.decode()
    assert "CK 1" in page
    assert "yürürlüğe girecek" in page


def test_nobody_deletes_a_rate_in_the_admin_and_editors_see_none():
    rate = LateFeeRate.objects.first()
    client = signed_in(staff("administrator"))
    client.post(reverse("late_fee_rates:delete", args=[rate.pk]))
    assert LateFeeRate.objects.filter(pk=rate.pk).exists()
    editor = signed_in(staff("editor"))
    assert editor.get(reverse("late_fee_rates:index")).status_code in {302, 403}
