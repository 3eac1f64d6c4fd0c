"""Obituaries and road works, relative to today."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from wagtail.models import Page

from content.obituaries.models import (
    CondolenceMessage,
    MessageState,
    ObituaryIndexPage,
    ObituaryPage,
    ObituarySubmission,
    Sender,
)
from content.obituaries.publishing import Override
from content.roadworks.models import RoadWorkIndexPage, RoadWorkPage, RoadWorkStreet
from demo.loading.context import Loading, add
from demo.obituaries import build_obituaries
from demo.roadworks import build_roadworks

CONDOLENCES = (
    ("Ayşe Deneme", "Mekânı cennet olsun. Komşumuzdu, hakkını helal etsin.", MessageState.SHOWN),
    ("Deneme Lisesi öğretmenleri", "Ailesine ve yakınlarına sabır dileriz.", MessageState.SHOWN),
    ("Can Örnek", "Başınız sağ olsun.", MessageState.NEW),
)


def _published(day: object, hour: int = 9) -> datetime:
    moment = timezone.make_aware(datetime.combine(day, time(hour)))  # type: ignore[arg-type]
    return min(moment, timezone.now())


def load_obituaries(run: Loading) -> None:
    """Load the notices, newest last."""
    index = add(
        run.home,
        ObituaryIndexPage(
            title="Vefat ilanları",
            slug="vefat-ilanlari",
            introduction="Kocasinan’da cenaze namazı ve defin bilgileri. Cenaze hizmetleri için "
            "günün her saatinde ALO 188’i arayabilirsiniz.",
        ),
    )
    has_book = False
    for record in build_obituaries(run.today):
        condolence = record.condolence
        page = ObituaryPage(
            title=record.name,
            gender=record.gender,
            father_name=record.father_name,
            mother_name=record.mother_name,
            birth_date=record.birth_date,
            birth_year=record.birth_year,
            given_age=record.age,
            birthplace=record.birthplace,
            neighbourhood=run.neighbourhoods.get(record.neighbourhood),
            death_date=record.death_date,
            photo=run.picture(record.photo),
            photo_alt=record.photo_alt,
            ceremony=record.ceremony,
            burial_date=record.burial_date,
            prayer=record.prayer,
            prayer_time=record.prayer_time,
            mosque=record.mosque,
            cemetery=record.cemetery,
            plot=record.plot,
            transfer_city=record.transfer_city or "",
            condolence_address=condolence.address if condolence else "",
            condolence_days=condolence.days_text if condolence else "",
            condolence_hours=condolence.hours if condolence else "",
            notes=record.notes,
            desk_phone=record.desk_phone,
            keep_until=(
                record.burial_date + timedelta(days=record.keep_days)
                if record.keep_days != 40
                else None
            ),
            allow_search_engines=record.allow_indexing,
        )
        page.override = Override("Örnek veri: aile onayı varsayıldı")
        # The next funeral has a condolence book, so that one can be looked at.
        page.condolence_book = not has_book and record.burial_date == run.today
        added = add(index, page, _published(record.published_on))
        if page.condolence_book:
            has_book = True
            _write_book(added)
    _send_notice(run)


def _write_book(page: Page) -> None:
    for name, text, state in CONDOLENCES:
        CondolenceMessage.objects.create(
            page_id=page.pk,
            name=name,
            text=text,
            state=state,
            decided_at=timezone.now() if state == MessageState.SHOWN else None,
        )


def _send_notice(run: Loading) -> None:
    ObituarySubmission.objects.create(
        name="Nuri DENEME",
        death_date=run.today,
        burial_date=run.day(1),
        mosque="Hunat Camii",
        sender=Sender.FUNERAL_HOME,
        sender_name="Örnek Cenaze Hizmetleri",
        sender_phone="0352 000 00 00",
    )


def load_roadworks(run: Loading) -> None:
    """Load the road works in all their states."""
    index = add(
        run.home,
        RoadWorkIndexPage(
            title="Asfalt çalışmaları",
            slug="asfalt-calismalari",
            introduction="Yol, kaldırım ve altyapı çalışmaları; kapanan yollar ve alternatif "
            "güzergâhlar.",
        ),
    )
    records = build_roadworks(run.today)
    run.draw({photo.image for record in records for photo in record.photos})
    for record in records:
        photos = {photo.when: run.picture(photo.image) for photo in record.photos}
        page = RoadWorkPage(
            external_id=record.key,
            title=record.title,
            kind=record.kind,
            status=record.status,
            status_reason=record.status_reason,
            description=record.description,
            planned_start=record.planned_start,
            planned_end=record.planned_end,
            first_planned_end=record.first_planned_end,
            start_confirmed=record.start_confirmed,
            end_confirmed=record.end_confirmed,
            actual_start=record.actual_start,
            actual_end=record.actual_end,
            last_confirmed_on=record.last_confirmed,
            vehicle_impact=record.vehicle_impact,
            detour=record.detour,
            transit_effect=record.transit_effect,
            accessibility_effect=record.accessibility_effect,
            crew=record.crew,
            tonnage=record.tonnage,
            area_m2=record.area_m2,
            progress=record.progress,
            photo_before=photos.get("before"),
            photo_after=photos.get("after"),
            directorate=run.directorates.get(record.directorate),
            contact_phone=record.contact_phone,
        )
        page.neighbourhoods.set([run.neighbourhoods[slug] for slug in record.neighbourhoods])
        page.streets.set(
            [
                RoadWorkStreet(
                    sort_order=order,
                    name=street.name,
                    section_from=street.section_from,
                    section_to=street.section_to,
                    geometry=record.geometry if order == 0 else None,
                )
                for order, street in enumerate(record.streets)
            ]
        )
        add(index, page, _published(record.published_on))
