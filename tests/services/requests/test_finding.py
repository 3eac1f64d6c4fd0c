"""Topics by words, reports that may be the same, figures."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from services.cases.actions import change_status
from services.cases.kinds import By
from services.requests.models import Category, OutsideBody
from services.requests.places import read_address
from services.requests.promises import worked_days
from services.requests.queries.choosing import topics_for
from services.requests.queries.similar import similar_public
from services.requests.queries.statistics import figures_by
from services.requests.terms import likeness, terms_of
from services.requests.topics import load_topics
from tests.factories import reports
from tests.factories.site import directorate, neighbourhood

pytestmark = pytest.mark.django_db
UNITS = (
    *("fen-isleri", "park-bahceler", "temizlik-isleri", "zabita", "imar-sehircilik"),
    *("yapi-kontrol", "kentsel-donusum", "veteriner", "sosyal-yardim", "kultur-isleri"),
    *("spor", "mali-hizmetler", "basin-yayin", "bilgi-islem"),
)


@pytest.fixture
def shipped():
    for slug in UNITS:
        directorate(slug, slug=slug)
    load_topics()


def test_loading_the_topics_twice_changes_nothing(shipped):
    number = Category.objects.count()
    assert number == 77
    Category.objects.filter(slug="cukur").update(name="Bizim adımız")
    assert load_topics() == 0
    assert Category.objects.count() == number
    assert Category.objects.get(slug="cukur").name == "Bizim adımız"
    assert OutsideBody.objects.count() == 3


def test_every_topic_has_a_name_in_each_language_and_somebody_who_deals_with_it(shipped):
    topics = Category.objects.exclude(group=None)
    assert [one.slug for one in topics if not (one.name_en and one.name_ar and one.words)] == []
    assert not topics.filter(route_to=None, body=None).exists()
    for topic in topics:
        topic.full_clean()


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("çöplerimiz üç gündür alınmadı", "cop-alinmadi"),
        ("yolda kocaman çukur", "cukur"),
        ("sokağımızın lambası yanmıyor", "sokak-lambasi"),
        ("rögar kapağı açık kalmış", "rogar"),
        ("salıncaklar kırılmış", "oyun-grubu"),
        ("başıboş köpekler", "sahipsiz-hayvan"),
        ("komşu kaçak kat çıkıyor", "kacak-yapi"),
        ("kaldırım taşları oynamış", "kaldirim-bozuk"),
        ("otobüs gelmiyor", "otobus"),
        ("sivrisinek ilaçlaması", "ilaclama"),
        ("eski koltuğumu aldırmak istiyorum", "eski-esya"),
        ("kar küreme yapılmadı", "kar-buz"),
        ("SULAR KESIK", "su-kesintisi"),
        ("stray dog", "sahipsiz-hayvan"),
    ],
)
def test_the_words_people_use_find_the_topic(shipped, typed, slug):
    assert slug in [topic.slug for topic in topics_for(typed)[:3]]


def test_words_that_mean_no_topic_find_none(shipped):
    assert topics_for("qwxyz plonk") == []
    assert topics_for("   ") == []


def test_the_overlap_of_words_is_whole_when_the_short_text_is_in_the_long_one():
    long = terms_of("Yolda büyük bir çukur var, lastiğim patladı, ne zaman kapanacak?")
    assert likeness(terms_of("yoldaki çukur"), long) == 1.0
    assert likeness(terms_of("çöp"), long) == 0.0
    assert likeness([], long) == 0.0


def test_open_public_reports_near_are_found_with_their_distance(django_assert_num_queries):
    lng, lat = reports.HERE
    near = reports.public_report(point=(lng, lat + 0.00011))
    reports.public_report(point=(lng, lat + 0.02))  # two kilometres
    reports.report(point=(lng, lat))  # not public
    withdrawn = reports.public_report(point=(lng, lat + 0.0001))
    change_status(case=withdrawn.case, after="withdrawn", by=By.CITIZEN)
    with django_assert_num_queries(1):
        found = similar_public(
            category=near.category, terms=terms_of("çukur var"), point=reports.HERE
        )
    assert [(one.report, one.distance_m) for one in found] == [(near, 12)]


def test_another_kind_of_trouble_at_the_same_place_is_not_the_same():
    reports.public_report()
    other = reports.topic("cop", "Çöp", group=reports.group("temizlik", "Temizlik"))
    assert similar_public(category=other, terms=["cop"], point=reports.HERE) == []


def test_without_a_point_the_street_is_asked():
    made = reports.public_report(point=None)
    found = similar_public(
        category=made.category,
        terms=terms_of("çukur"),
        point=None,
        neighbourhood_id=made.neighbourhood_id,
        street="örnek sokak",
    )
    assert [one.report for one in found] == [made]


def test_figures_count_what_came_and_took_how_long(django_assert_num_queries):
    now = timezone.now()
    for days in (4, 8, 30):
        made = reports.report(now - timedelta(days=40), contact_phone=f"+90500000{days:04}")
        closed = now - timedelta(days=40 - days)
        change_status(case=made.case, after="solved", by=By.STAFF, text="Bitti.", now=closed)
    reports.report(now, contact_phone="+905000009999")
    with django_assert_num_queries(3):
        found = figures_by("category", now)
    [figures] = found.values()
    assert (figures.received, figures.open, figures.closed) == (4, 1, 3)
    came = timezone.localdate(now - timedelta(days=40))
    assert figures.median_days == worked_days(came, came + timedelta(days=8))
    assert (figures.promised, figures.kept, figures.kept_percent) == (3, 2, 67)


def test_working_days_leave_out_weekends_and_holidays():
    assert worked_days(date(2026, 5, 15), date(2026, 5, 20)) == 2  # 19 May is a holiday


def test_an_address_in_words_is_read_no_further_than_an_address_is_long():
    area = neighbourhood("Sahabiye")
    address = "Sahabiye Mahallesi Örnek Sokak No: 4"
    found = read_address(f"{address}, {'a.' * 3_000}")
    assert (found.neighbourhood, found.street, found.door) == (area, "Örnek Sokak", "4")
    assert read_address(f"{'a. ' * 2_000} {address}").street == ""
