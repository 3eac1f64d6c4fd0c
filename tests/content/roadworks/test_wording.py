"""The announcement in plain Turkish, made from the fields."""

from datetime import datetime

import pytest
from django.utils import timezone

from content.roadworks.wording import Facts, announcement, days_late, slip


def at(day: int, month: int = 12, hour: int = 9, year: int = 2026):
    return timezone.make_aware(datetime(year, month, day, hour))


def said(late_start=False, overdue=False, **fields):
    values = {
        "kind": "hot_asphalt",
        "status": "planned",
        "starts": at(12),
        "ends": at(14, hour=18),
        "streets": (("Sivas Caddesi", "", ""),),
        "neighbourhoods": ("Sahabiye",),
        **fields,
    }
    return announcement(Facts(**values), late_start=late_start, overdue=overdue)


def test_one_lane_on_one_street():
    assert said(vehicle_impact="alternating-one-way") == (
        "Sahabiye Mahallesi, Sivas Caddesi’nde 12–14 Aralık 2026 tarihleri arasında sıcak asfalt "
        "çalışması yapılacak. Trafik tek şeritten sırayla akacak."
    )


@pytest.mark.parametrize(
    ("street", "there"),
    [
        ("Sivas Caddesi", "Sivas Caddesi’nde"),
        ("Gül Sokak", "Gül Sokak’ta"),
        ("Çiğdem Sokağı", "Çiğdem Sokağı’nda"),
        ("Osman Kavuncu Bulvarı", "Osman Kavuncu Bulvarı’nda"),
        ("Hürriyet Meydanı", "Hürriyet Meydanı’nda"),
        ("1204", "1204’te"),
        ("Erkilet yolu", "Erkilet yolu’nda"),
    ],
)
def test_the_suffix_follows_the_name(street, there):
    assert f"Mahallesi, {there} 12–14" in said(streets=((street, "", ""),))


def test_several_streets_share_one_suffix_and_say_their_sections():
    text = said(
        streets=(("Oymak Caddesi", "Işıklar Caddesi", "Cami Sokak"), ("Gül Sokak", "", "")),
        neighbourhoods=("Barbaros", "Sahabiye"),
    )
    assert text.startswith(
        "Barbaros ve Sahabiye mahalleleri, Oymak Caddesi (Işıklar Caddesi – Cami Sokak arası) ve "
        "Gül Sokak’ta 12–14 Aralık 2026"
    )


def test_without_streets_the_neighbourhood_is_the_place():
    assert said(streets=()).startswith("Sahabiye Mahallesi’nde 12–14 Aralık")
    two = said(streets=(), neighbourhoods=("Barbaros", "Sahabiye"))
    assert two.startswith("Barbaros ve Sahabiye mahallelerinde 12–14 Aralık")


def test_one_day_is_told_with_its_hours_and_months_and_years_may_differ():
    one = said(starts=at(12, hour=9), ends=at(12, hour=17))
    assert "12 Aralık 2026 Cumartesi günü 09.00–17.00 saatleri arasında" in one
    assert "28 Kasım – 3 Aralık 2026 tarihleri" in said(starts=at(28, 11), ends=at(3))
    assert "30 Aralık 2026 – 2 Ocak 2027" in said(starts=at(30), ends=at(2, 1, year=2027))


def test_a_closed_road_says_when_which_way_and_where_to_drive_instead():
    text = said(
        vehicle_impact="all-lanes-closed",
        direction="Erkilet’ten merkeze",
        closure_hours="09.00–18.00",
        detour="Erkilet Bulvarı’nı kullanın",
        contact="Asfalt şefliği",
        phone="153",
    )
    assert "Yol trafiğe kapalı olacak (yön: Erkilet’ten merkeze; 09.00–18.00)." in text
    assert "Alternatif güzergâh: Erkilet Bulvarı’nı kullanın." in text
    assert text.endswith("Bilgi: Asfalt şefliği, 153.")
    night = said(vehicle_impact="all-lanes-closed", no_alternative=True)
    assert "(gece gündüz). Alternatif güzergâh yoktur." in night


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"status": "in_progress"}, "sürüyor; 14 Aralık 2026 Pazartesi gününe kadar bitmesi"),
        (
            {"status": "paused", "reason": "Yağış."},
            "yapılan sıcak asfalt çalışmasına ara verildi (neden: Yağış); 14 Aralık",
        ),
        (
            {"status": "finished", "actual_end": at(15)},
            "yapılan sıcak asfalt çalışması 15 Aralık 2026 Salı günü tamamlandı.",
        ),
        (
            {"status": "cancelled", "reason": "Bütçe"},
            "yapılması planlanan sıcak asfalt çalışması iptal edildi (neden: Bütçe).",
        ),
        ({"late_start": True}, "12 Aralık 2026 Cumartesi günü başlaması planlanan"),
        (
            {"status": "in_progress", "overdue": True},
            "bitmedi; planlanan bitiş 14 Aralık 2026 idi, yeni tarih henüz duyurulmadı.",
        ),
    ],
)
def test_the_sentence_follows_the_status(fields, expected):
    assert expected in said(**fields)


def test_a_finished_work_says_nothing_of_traffic():
    text = said(status="finished", vehicle_impact="all-lanes-closed", detour="Yan yol")
    assert "kapalı" not in text
    assert "güzergâh" not in text


def test_the_delay_is_told_with_its_days_and_its_reason():
    facts = {
        "kind": "hot_asphalt",
        "status": "in_progress",
        "starts": at(1),
        "ends": at(8),
        "first_end": at(5),
        "delay_reason": "Yağış",
    }
    assert slip(Facts(**facts)) == (
        "İlk planlanan bitiş 5 Aralık 2026; 3 gün gecikti; neden: Yağış"
    )
    assert slip(Facts(**{**facts, "ends": at(4)})) == ""
    assert days_late(at(5, hour=23), at(6, hour=0)) == 1


def test_without_a_place_or_dates_nothing_is_proposed():
    assert said(streets=(), neighbourhoods=()) == ""
    assert said(starts=None) == ""


def test_no_kind_and_status_leads_to_an_error_or_a_double_full_stop():
    from content.roadworks.states import Status, VehicleImpact, WorkKind

    for kind in WorkKind.values:
        for status in Status.values:
            for impact in VehicleImpact.values:
                text = said(
                    kind=kind, status=status, vehicle_impact=impact, detour="Yan yol.", reason="X."
                )
                assert text.endswith(".")
                assert ".." not in text
                assert "  " not in text
