"""What the public may know of an obituary, and how it becomes less with time.

The desk's own fields (the family's phone, who told us, remarks) are not read here, so they cannot
become public. Of the birth only the year is.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.conf import settings

from content.media import image_payload
from content.obituaries.choices import Gender
from content.obituaries.corrections import sentence as correction_sentence
from content.obituaries.periods import Periods, begins_at, midnight, order_in_day, periods_of
from content.obituaries.wording import Facts, announcement, remembrance
from content.reference.queries import neighbourhood_payload
from content.suffixes import genitive
from content.turkish_dates import long_date
from search import turkish
from search.documents import ALWAYS, Document

NO_VALUE: dict[str, Any] = {
    "gender": Gender.UNSPECIFIED.value,
    "father_name": "",
    "mother_name": "",
    "birthplace": "",
    "neighbourhood": None,
    "image": None,
    "prayer": None,
    "prayer_time": None,
    "mosque": "",
    "condolence": None,
    "notes": "",
    "corrections": [],
}


def documents(page: Any) -> Iterator[Document]:
    """Yield the announcement, the same told as past, and what is left after the condolence."""
    periods = periods_of(page)
    facts = facts_of(page)
    coming, past = announcement(facts), announcement(facts, is_over=True)
    spans = (
        (ALWAYS, periods.over, coming, False),
        (periods.over, periods.condolence_until, past, False),
        (periods.condolence_until, periods.ends, remembrance(facts), True),
    )
    for begins, ends, sentence, is_reduced in spans:
        if begins < ends:
            document = _reduced if is_reduced else _full
            yield document(page, periods, sentence, valid_from=begins, valid_until=ends)


def facts_of(page: Any) -> Facts:
    """Return what the sentences are made of."""
    return Facts(
        name=page.title,
        age=page.age,
        gender=page.gender,
        ceremony=page.ceremony,
        burial_date=page.burial_date,
        prayer=page.prayer,
        prayer_time=page.prayer_time,
        mosque=page.mosque,
        cemetery=page.cemetery,
        transfer_city=page.transfer_city,
    )


def photo_description(page: Any) -> str:
    """Return what the photo shows, proposed from the name where nobody wrote it."""
    own = page.photo_alt or (page.photo.description if page.photo else "")
    return own or f"{genitive(page.title)} fotoğrafı"


def _full(page: Any, periods: Periods, sentence: str, **span: Any) -> Document:
    area = page.neighbourhood
    condolence = {
        "address": page.condolence_address,
        "days": page.condolence_days,
        "hours": page.condolence_hours,
    }
    payload = {
        **_lasting(page),
        "gender": page.gender,
        "father_name": page.father_name,
        "mother_name": page.mother_name,
        "birthplace": page.birthplace,
        "neighbourhood": neighbourhood_payload(area),
        "image": image_payload(page.photo, photo_description(page)) if page.photo else None,
        "prayer": page.prayer or None,
        "prayer_time": f"{page.prayer_time:%H:%M}" if page.prayer_time else None,
        "mosque": page.mosque,
        "condolence": condolence if any(condolence.values()) else None,
        "notes": page.notes,
        "notice": sentence,
        "corrections": page.corrections,
        "reduced": False,
    }
    is_coming = span["valid_until"] <= periods.over
    correction = correction_sentence(page.corrections, long_date=long_date) if is_coming else ""
    found_by = (page.mosque, page.cemetery, page.birthplace, area.name if area else "")
    return Document(
        title=page.title,
        summary=f"{sentence} {correction}".strip(),
        data=payload,
        keywords="\n".join((page.father_name, page.mother_name)).strip(),
        text=" ".join(
            part for part in (*found_by, page.condolence_address, page.transfer_city) if part
        ),
        facets={
            "neighbourhood": [area.slug] if area else [],
            "mosque": place_facet(page.mosque),
            "cemetery": place_facet(page.cemetery),
        },
        **_when(page, periods),
        **span,
    )


def _reduced(page: Any, periods: Periods, sentence: str, **span: Any) -> Document:
    return Document(
        title=page.title,
        summary=sentence,
        data={**_lasting(page), **NO_VALUE, "notice": sentence, "reduced": True},
        text=page.cemetery,
        facets={"cemetery": place_facet(page.cemetery)},
        **_when(page, periods),
        **span,
    )


def _lasting(page: Any) -> dict[str, Any]:
    """Return what the page keeps until its end: name, dates, cemetery."""
    return {
        "name": page.title,
        "age": page.age,
        "birth_year": page.birth_date.year if page.birth_date else page.birth_year,
        "death_date": page.death_date.isoformat(),
        "ceremony": page.ceremony,
        "burial_date": page.burial_date.isoformat() if page.burial_date else None,
        "cemetery": page.cemetery,
        "plot": page.plot,
        "transfer_city": page.transfer_city,
        "condolence_book_until": _book_until(page),
    }


def _book_until(page: Any) -> str | None:
    """Return the last day of the notice's condolence book; None where the family wished none."""
    if not page.condolence_book:
        return None
    return (page.day + timedelta(days=settings.OBITUARY_BOOK_DAYS - 1)).isoformat()


def _when(page: Any, periods: Periods) -> dict[str, Any]:
    return {
        "sort_at": order_in_day(page),
        "starts_at": begins_at(page),
        "ends_at": midnight(periods.day, 1),
        "listed_until": periods.listed_until,
        "noindex": not page.allow_search_engines,
    }


def place_facet(name: str) -> list[str]:
    """Return the facet value of a mosque or cemetery, which are free text."""
    slug = turkish.slugify(name)[:100]
    return [slug] if slug else []
