"""Something for the demo's service desk, and people who act for one another."""

from datetime import timedelta

from django.utils import timezone

from accounts.identity import completed
from accounts.mandates import actions as mandates
from accounts.models import User
from accounts.recovery.actions import open_recovery
from accounts.registry.fake import invented_people
from demo.loading.context import Loading

SCOPES = ("cases_file", "cases_read")


def load_front_desk(run: Loading) -> None:
    """Leave a recovery for the second officer, a child for the desk, and an authorisation."""
    ayse, mehmet, isil, omer = (
        User.objects.get(username=name)
        for name in ("ayse.ornek", "mehmet.deneme", "isil.sinama", "omer.hayali")
    )
    open_recovery(
        user=isil,
        officer=User.objects.get(username="danisma"),
        number=invented_people()[2].number,
        document="card",
        resets=["factors"],
        note="Telefonu çalınmış",
    )
    _made, code = mandates.offer(
        principal=ayse, scopes=SCOPES, ends_at=timezone.now() + timedelta(days=90)
    )
    mandates.accept(holder=omer, code=code)
    mandates.declare_child(
        parent=mehmet,
        name="Deniz DENEME",
        number=completed("111000177"),
        birth_date=run.day(-9 * 365),
        scopes=SCOPES,
    )
