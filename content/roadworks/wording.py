"""A road work in plain Turkish, as it is read aloud, sent and put on a door. Pure functions.

The text never asks the clock: what has run out (`late_start`, `overdue`) is told by whoever knows
for which stretch of time it is written, see `description`.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from content.roadworks.states import OPEN_STATES, Status, VehicleImpact, WorkKind
from content.suffixes import locative
from content.turkish_dates import day_span, long_date, short_date

WORKS = {
    WorkKind.HOT_ASPHALT: "sıcak asfalt",
    WorkKind.COLD_PATCH: "asfalt yama",
    WorkKind.SURFACE: "sathi kaplama",
    WorkKind.PAVING: "kilitli parke",
    WorkKind.KERB: "bordür ve kaldırım",
    WorkKind.UTILITIES: "altyapı",
}
# What drivers will find, and what they find now.
TRAFFIC = {
    VehicleImpact.ALL_OPEN: ("Yol trafiğe açık kalacak", "Yol trafiğe açık"),
    VehicleImpact.ALL_CLOSED: ("Yol trafiğe kapalı olacak", "Yol trafiğe kapalı"),
    VehicleImpact.SOME_CLOSED: ("Yol kısmen kapalı olacak", "Yol kısmen kapalı"),
    VehicleImpact.MERGE_LEFT: (
        "Yolun sağı kapalı olacak, soldan ilerlenecek",
        "Yolun sağı kapalı, soldan ilerleniyor",
    ),
    VehicleImpact.MERGE_RIGHT: (
        "Yolun solu kapalı olacak, sağdan ilerlenecek",
        "Yolun solu kapalı, sağdan ilerleniyor",
    ),
    VehicleImpact.ALL_OPEN_LEFT: (
        "Bütün şeritler açık kalacak, sola kaydırılacak",
        "Bütün şeritler açık, sola kaydırıldı",
    ),
    VehicleImpact.ALL_OPEN_RIGHT: (
        "Bütün şeritler açık kalacak, sağa kaydırılacak",
        "Bütün şeritler açık, sağa kaydırıldı",
    ),
    VehicleImpact.SPLIT: (
        "Yol kısmen kapalı olacak, trafik iki yandan akacak",
        "Yol kısmen kapalı, trafik iki yandan akıyor",
    ),
    VehicleImpact.FLAGGING: (
        "Trafiği görevliler yönlendirecek",
        "Trafiği görevliler yönlendiriyor",
    ),
    VehicleImpact.SIGNAL: (
        "Trafik geçici ışıkla yönlendirilecek",
        "Trafik geçici ışıkla yönlendiriliyor",
    ),
    VehicleImpact.ALTERNATING: (
        "Trafik tek şeritten sırayla akacak",
        "Trafik tek şeritten sırayla akıyor",
    ),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """What the sentences are made of; moments in local time, empty parts are left out.

    `streets` are `(name, from, to)`; `first_end` is the end that was announced first.
    """

    kind: str
    status: str
    starts: datetime | None
    ends: datetime | None
    streets: tuple[tuple[str, str, str], ...] = ()
    neighbourhoods: tuple[str, ...] = ()
    first_end: datetime | None = None
    actual_end: datetime | None = None
    end_confirmed: bool = False
    reason: str = ""
    delay_reason: str = ""
    vehicle_impact: str = VehicleImpact.UNKNOWN
    direction: str = ""
    closure_hours: str = ""
    detour: str = ""
    no_alternative: bool = False
    transit_effect: str = ""
    accessibility_effect: str = ""
    contact: str = ""
    phone: str = ""


def announcement(facts: Facts, *, late_start: bool = False, overdue: bool = False) -> str:
    """Return the notice in Turkish; empty while neither place nor dates are known."""
    where = _where(facts)
    if not where or facts.starts is None or facts.ends is None:
        return ""
    sentences = [_what(facts, where, late_start, overdue)]
    if facts.status in OPEN_STATES:
        sentences += [
            _traffic(facts),
            _detour(facts),
            facts.transit_effect,
            facts.accessibility_effect,
        ]
        if not overdue:
            sentences.append(slip(facts))
        sentences.append(_contact(facts))
    return " ".join(_sentence(text) for text in sentences if text.strip())


def slip(facts: Facts) -> str:
    """Return how the end has moved: planned first, how late, why; empty when it has not."""
    if facts.first_end is None or facts.ends is None:
        return ""
    days = days_late(facts.first_end, facts.actual_end or facts.ends)
    if not days:
        return ""
    text = f"İlk planlanan bitiş {short_date(_day(facts.first_end))}; {days} gün gecikti"
    return f"{text}; neden: {facts.delay_reason}" if facts.delay_reason else text


def days_late(first: datetime, last: datetime) -> int:
    """Return by how many calendar days the second end is later, 0 when it is not."""
    return max(0, (_day(last) - _day(first)).days)


def fingerprint(text: str) -> str:
    """Return what an editor's own words are kept with: the proposal they were written over."""
    return hashlib.sha256(text.encode()).hexdigest()


def facts_of(page: Any) -> Facts:
    """Return the facts of a page, saved or not. Reads its streets, areas and directorate."""
    unit = page.directorate
    areas = sorted(page.neighbourhoods.all(), key=lambda area: area.sort_key)
    return Facts(
        kind=page.kind,
        status=page.status,
        starts=page.planned_start,
        ends=page.planned_end,
        streets=tuple((s.name, s.section_from, s.section_to) for s in page.streets.all()),
        neighbourhoods=tuple(area.name for area in areas),
        first_end=page.first_planned_end,
        actual_end=page.actual_end,
        end_confirmed=page.end_confirmed,
        reason=page.status_reason,
        contact=page.contact or (unit.name if unit else ""),
        phone=page.contact_phone or (unit.phone if unit else ""),
        **{name: getattr(page, name) for name in _SAME},
    )


_SAME = (
    *("delay_reason", "vehicle_impact", "direction", "closure_hours", "detour", "no_alternative"),
    *("transit_effect", "accessibility_effect"),
)


def _what(facts: Facts, where: str, late_start: bool, overdue: bool) -> str:
    assert facts.starts is not None
    assert facts.ends is not None
    first, last = _day(facts.starts), _day(facts.ends)
    work = f"{WORKS.get(WorkKind(facts.kind), 'yol')} çalışması" if facts.kind else "yol çalışması"
    why = f" (neden: {facts.reason.rstrip('.')})" if facts.reason else ""
    if facts.status == Status.FINISHED:
        ended = _day(facts.actual_end or facts.ends)
        return f"{where} yapılan {work} {long_date(ended)} günü tamamlandı"
    if facts.status == Status.CANCELLED:
        return f"{where} {_when(facts)} yapılması planlanan {work} iptal edildi{why}"
    if overdue:
        return (
            f"{where} {work} bitmedi; planlanan bitiş {short_date(last)} idi, yeni tarih henüz "
            "duyurulmadı"
        )
    until = f"{long_date(last)} gününe kadar bitmesi planlanıyor"
    if facts.status == Status.PAUSED:
        return f"{where} yapılan {work}na ara verildi{why}; {until}"
    if facts.status == Status.IN_PROGRESS:
        return f"{where} {work} sürüyor; {until}"
    if late_start:
        begins = f"{long_date(first)} günü başlaması planlanan"
        return f"{where} {begins} {work} henüz başlamadı; {until}"
    return f"{where} {_when(facts)} {work} yapılacak"


def _when(facts: Facts) -> str:
    assert facts.starts is not None
    assert facts.ends is not None
    starts, ends = timezone.localtime(facts.starts), timezone.localtime(facts.ends)
    if starts.date() == ends.date():
        return f"{long_date(starts.date())} günü {starts:%H.%M}–{ends:%H.%M} saatleri arasında"
    return f"{day_span(starts.date(), ends.date())} tarihleri arasında"


def _where(facts: Facts) -> str:
    streets = [
        f"{name.strip()}{_section(begin.strip(), end.strip())}"
        for name, begin, end in facts.streets
        if name.strip()
    ]
    areas = [area.removesuffix(" Mahallesi") for area in facts.neighbourhoods]
    streets = list(dict.fromkeys(streets))
    if streets:
        # The suffix goes to the last name alone: Oymak Caddesi ve Gül Sokak’ta.
        *before, last = streets
        named = _joined([*before, locative(last)])
        if not areas:
            return named
        place = f"{areas[0]} Mahallesi" if len(areas) == 1 else f"{_joined(areas)} mahalleleri"
        return f"{place}, {named}"
    if not areas:
        return ""
    if len(areas) == 1:
        return locative(f"{areas[0]} Mahallesi")
    return f"{_joined(areas)} mahallelerinde"


def _section(begin: str, end: str) -> str:
    if begin and end:
        return f" ({begin} – {end} arası)"
    return f" ({begin or end})" if begin or end else ""


def _traffic(facts: Facts) -> str:
    words = TRAFFIC.get(VehicleImpact(facts.vehicle_impact)) if facts.vehicle_impact else None
    if words is None:
        return ""
    details = [facts.direction and f"yön: {facts.direction}", facts.closure_hours]
    if facts.vehicle_impact == VehicleImpact.ALL_CLOSED and not facts.closure_hours:
        details[1] = "gece gündüz"
    found = "; ".join(detail for detail in details if detail)
    said = words[0] if facts.status == Status.PLANNED else words[1]
    return f"{said} ({found})" if found else said


def _detour(facts: Facts) -> str:
    if facts.detour.strip():
        return f"Alternatif güzergâh: {facts.detour.strip()}"
    return "Alternatif güzergâh yoktur" if facts.no_alternative else ""


def _contact(facts: Facts) -> str:
    ways = ", ".join(way for way in (facts.contact, facts.phone) if way)
    return f"Bilgi: {ways}" if ways else ""


def _sentence(text: str) -> str:
    text = " ".join(text.split())
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _joined(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} ve {names[-1]}" if len(names) > 1 else names[0]


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
