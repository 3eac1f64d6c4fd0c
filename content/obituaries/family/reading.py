"""What the family reads of a notice, and what must not change after it approved.

The time and place of the funeral are the mosque's and the desk's: they are read too, but a change
of them needs no second approval. Whatever tells of the person or of the family does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from content.obituaries.description import facts_of, photo_description
from content.obituaries.wording import announcement
from content.turkish_dates import long_date


@dataclass(frozen=True, slots=True)
class Line:
    """A line of what the family reads: its name in the form, its label, whether approval binds."""

    name: str
    label: Promise | str
    binding: bool = True


LINES = (
    Line("name", _("Name and surname")),
    Line("father_name", _("Father's name")),
    Line("mother_name", _("Mother's name")),
    Line("birth", _("Birth year and age")),
    Line("birthplace", _("Birthplace")),
    Line("neighbourhood", _("Neighbourhood")),
    Line("death_date", _("Date of death")),
    Line("photo", _("Photo")),
    Line("funeral", _("Funeral"), binding=False),
    Line("cemetery", _("Cemetery"), binding=False),
    Line("condolence", _("Condolence")),
    Line("notes", _("Notes")),
)
LABELS = {line.name: line.label for line in LINES}
BINDING = tuple(line.name for line in LINES if line.binding)


def read_by_family(page: Any) -> dict[str, str]:
    """Return what the family reads, line by line, in Turkish; empty lines are left out."""
    year = page.birth_date.year if page.birth_date else page.birth_year
    said = {
        "name": page.title,
        "father_name": page.father_name,
        "mother_name": page.mother_name,
        "birth": ", ".join(
            str(part) for part in (year, f"{page.age} yaşında" if page.age else "") if part
        ),
        "birthplace": page.birthplace,
        "neighbourhood": page.neighbourhood.name if page.neighbourhood else "",
        "death_date": long_date(page.death_date),
        "photo": f"{photo_description(page)} (no {page.photo_id})" if page.photo_id else "",
        "funeral": announcement(facts_of(page)),
        "cemetery": ", ".join(part for part in (page.cemetery, page.plot) if part),
        "condolence": ", ".join(
            part
            for part in (page.condolence_address, page.condolence_days, page.condolence_hours)
            if part
        ),
        "notes": page.notes,
    }
    return {name: text for name, text in said.items() if text}


def differences(read: Mapping[str, str], page: Any) -> list[str]:
    """Return the labels of what a notice says differently from what the family approved."""
    now = read_by_family(page)
    return [str(LABELS[name]) for name in BINDING if read.get(name, "") != now.get(name, "")]
