"""Loads the demo municipality part by part, in this order."""

from collections.abc import Callable

from demo.loading.assembly import load_assembly
from demo.loading.citizens import load_citizens
from demo.loading.context import Loading
from demo.loading.courses import load_courses
from demo.loading.debts import load_debts
from demo.loading.desk import load_desk
from demo.loading.disclosures import load_disclosures
from demo.loading.duty import load_duty
from demo.loading.front_desk import load_front_desk
from demo.loading.guide import load_places
from demo.loading.guides import load_guides
from demo.loading.notices import load_obituaries, load_roadworks
from demo.loading.reports import load_reports
from demo.loading.site import (
    load_banner,
    load_home_pages,
    load_identity,
    load_menus,
    load_reference,
)
from demo.loading.staff import load_staff
from demo.loading.texts import load_home_tiles, load_texts
from demo.loading.till import load_till

PARTS: list[tuple[str, Callable[[Loading], None]]] = [
    ("neighbourhoods and directorates", load_reference),
    ("identity", load_identity),
    ("home pages", load_home_pages),
    ("pages, services, news", load_texts),
    ("guides through life events", load_guides),
    ("city guide", load_places),
    ("pharmacies on duty", load_duty),
    ("assembly areas", load_assembly),
    ("obituaries", load_obituaries),
    ("road works", load_roadworks),
    ("courses", load_courses),
    ("disclosures", load_disclosures),
    ("home tiles", load_home_tiles),
    ("menus", load_menus),
    ("banner", load_banner),
    ("staff", load_staff),
    ("citizens", load_citizens),
    ("service desk", load_front_desk),
    ("debts", load_debts),
    ("tills", load_till),
    ("reports", load_reports),
    ("desk of cases", load_desk),
]
