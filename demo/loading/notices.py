"""Obituaries and road works, relative to today."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from content.obituaries.models import ObituaryIndexPage, ObituaryPage
from demo.loading.context import Loading, add
from demo.obituaries import build_obituaries


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
        add(index, page, _published(record.published_on))
