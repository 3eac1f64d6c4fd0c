"""Step-by-step guides: all steps, one by one without scripts, found, printed, linked from notices."""

import pytest
from django.test import Client

from content.editing.checks import findings
from content.standard.models import LifeEventPage
from content.standard.schemas import LifeEventFields
from search.models import PublishedDocument
from tests.content.obituaries.surfaces import LIST, PAGE, body
from tests.factories.obituaries import after_burial, obituary
from tests.factories.staff import services

pytestmark = pytest.mark.django_db
GUIDE = "/hizmetler/yakinimi-kaybettim/"


def step(title="Ölüm belgesini alın", **fields):
    known = {
        "title": title,
        "when": "İlk saatlerde",
        "text": "<p>Hekim düzenler.</p>",
        "documents": ["Kimlik kartı"],
        "offices": [{"name": "Cenaze hizmetleri", "url": "", "phone": "188", "place": None}],
        "links": [{"title": "Vefat bildirin", "url": "/vefat-ilanlari/bildir/"}],
        "deadline": "On gün içinde",
        "source": "5490 sayılı Kanun",
        "to_confirm": False,
    }
    return ("step", known | fields)


def guide(*steps, **fields):
    return services().add_child(
        instance=LifeEventPage(
            title="Yakınımı kaybettim",
            slug="yakinimi-kaybettim",
            event="bereavement",
            steps=list(steps or (step(), step("188’i arayın"), step("İlanı bildirin"))),
            **fields,
        )
    )


def test_all_steps_stand_on_one_page_with_documents_offices_and_deadlines():
    guide()
    text = body(GUIDE)
    for words in ("1. adım: Ölüm belgesini alın", "3. adım: İlanı bildirin", "Kimlik kartı"):
        assert words in text
    assert 'href="tel:188"' in text
    assert "Son süre: On gün içinde" in text
    assert 'href="/vefat-ilanlari/bildir/"' in text


def test_one_goes_through_the_steps_one_by_one():
    guide()
    text = body(GUIDE, adim=2)
    assert "2. adım: 188’i arayın" in text
    assert "Ölüm belgesini" not in text.split("<main")[1].split("<aside")[0]
    assert '<progress id="guide-progress" max="3" value="2">' in text
    assert 'href="/hizmetler/yakinimi-kaybettim/?adim=1"' in text
    assert 'href="/hizmetler/yakinimi-kaybettim/?adim=3"' in text
    assert "adim=4" not in body(GUIDE, adim=3)


@pytest.mark.parametrize("wrong", ["0", "4", "-1", "iki", "²", "9999999999"])
def test_a_step_that_does_not_exist_shows_all(wrong):
    guide()
    answer = Client().get(GUIDE, {"adim": wrong})
    assert answer.status_code == 200
    assert "3. adım: İlanı bildirin" in answer.content.decode()


def test_what_nobody_confirmed_is_told_to_readers_and_asked_of_editors():
    page = guide(step(to_confirm=True), step("188’i arayın"))
    assert body(GUIDE).count("belediyemiz henüz teyit etmedi") == 1
    found = [item.message for item in findings(page) if item.code == "guide-unconfirmed"]
    assert len(found) == 1
    assert "Ölüm belgesini alın" in found[0]
    assert "188" not in found[0]


def test_it_is_found_by_the_words_of_its_steps_and_follows_its_schema():
    page = guide()
    assert GUIDE in body("/ara/", q="ölüm belgesi")
    LifeEventFields.model_validate(PublishedDocument.objects.get(page_id=page.pk).payload)


def test_notices_their_list_and_the_answer_to_cenaze_lead_to_it():
    obituary()
    guide()
    with after_burial(0):
        for address, query in ((PAGE, {}), (LIST, {}), ("/ara/", {"q": "cenaze"})):
            assert f'href="{GUIDE}"' in body(address, **query), address


def test_where_there_is_no_guide_nothing_leads_nowhere():
    obituary()
    with after_burial(0):
        assert "yakinimi" not in body(PAGE)


def test_the_section_lists_it():
    guide()
    assert GUIDE in body("/hizmetler/")
