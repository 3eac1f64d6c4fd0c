"""Builders of obituaries around one Tuesday: Hatice ÖRNEK, buried on 3 March 2026."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import time_machine
from wagtail.models import PageViewRestriction

from content.obituaries.models import ObituaryIndexPage, ObituaryPage
from content.obituaries.publishing import Override
from tests.factories.site import home_page, neighbourhood

DEATH = date(2026, 3, 2)
BURIAL = date(2026, 3, 3)
PHONE = "0532 999 88 77"
INFORMANT = "Oğlu Gizli Haberci"


def on(day: date, clock: time = time(9)) -> time_machine.travel:
    """Stop the clock at a time of a day in Istanbul."""
    moment = datetime.combine(day, clock, ZoneInfo("Europe/Istanbul"))
    return time_machine.travel(moment, tick=False)


def after_burial(days: int, clock: time = time(9)) -> time_machine.travel:
    """Stop the clock so many days after the burial."""
    return on(BURIAL + timedelta(days=days), clock)


def obituary_index() -> ObituaryIndexPage:
    home = home_page()
    existing = ObituaryIndexPage.objects.child_of(home).first()
    return existing or home.add_child(
        instance=ObituaryIndexPage(title="Vefat ilanları", slug="vefat-ilanlari")
    )


def unsaved_obituary(name="Hatice ÖRNEK", **fields) -> ObituaryPage:
    """Return a complete notice that is not stored."""
    known = {
        "death_date": DEATH,
        "burial_date": BURIAL,
        "prayer": "ogle",
        "prayer_time": time(12, 45),
        "mosque": "Argıncık Merkez Camii",
        "cemetery": "Argıncık Mezarlığı",
        "gender": "female",
        "birth_year": 1948,
    }
    return ObituaryPage(title=name, **(known | fields))


def obituary(name="Hatice ÖRNEK", **fields) -> ObituaryPage:
    """Return a public notice, written on the day of the death."""
    with on(fields.get("death_date", DEATH)):
        return obituary_index().add_child(instance=cleared(unsaved_obituary(name, **fields)))


def cleared(page: ObituaryPage) -> ObituaryPage:
    """Give a notice that is not stored yet the reason by which it may be public."""
    page.override = Override("Aile telefonda onayladı") if page.live else None
    return page


def waiting_obituary(name="Hatice ÖRNEK", **fields) -> ObituaryPage:
    """Return a draft nobody has approved yet, with its revision."""
    with on(fields.get("death_date", DEATH)):
        page = obituary_index().add_child(instance=unsaved_obituary(name, live=False, **fields))
        page.save_revision()
    return ObituaryPage.objects.get(pk=page.pk)


def full_obituary(name="Hatice ÖRNEK", **fields) -> ObituaryPage:
    """Return a public notice with every field the public may and may not see."""
    return obituary(
        name,
        father_name="Mehmet",
        mother_name="Zeliha",
        birthplace="Bünyan",
        neighbourhood=neighbourhood("Argıncık"),
        plot="12. ada",
        condolence_address="Deneme Sokak No: 1",
        condolence_days="3–5 Mart",
        condolence_hours="14.00–20.00",
        notes="Yemek Camikebir aşevinde verilecektir.",
        desk_phone=PHONE,
        desk_informant=INFORMANT,
        **fields,
    )


def draft_obituary(name="Taslak KİŞİ") -> ObituaryPage:
    return obituary(name, live=False)


def private_obituary(name="Gizli KİŞİ") -> ObituaryPage:
    page = obituary(name)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    return page


def expired_obituary(name="Süresi DOLMUŞ") -> ObituaryPage:
    """Return a notice whose scheduled end came before the morning of the burial."""
    ended = datetime.combine(BURIAL, time(1), ZoneInfo("Europe/Istanbul"))
    return obituary(name, expire_at=ended)
