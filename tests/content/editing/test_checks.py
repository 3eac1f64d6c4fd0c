"""What is looked at before publication: each finding, what blocks, what may be overridden."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from content.editing.checks import Finding, Level, blocking, check, findings
from content.standard.models import NewsPage, ServicePage
from tests.factories.site import directorate
from tests.factories.staff import news, services, signed_in, staff

pytestmark = pytest.mark.django_db


def announcement(title="Su kesintisi", **fields) -> NewsPage:
    return NewsPage(title=title, slug="su-kesintisi", **fields)


def codes(page) -> set[str]:
    return {item.code for item in findings(page)}


def text(html: str):
    return [("text", {"text": html})]


def picture(description=""):
    return Image.objects.create(
        title="foto.jpg", file=get_test_image_file(), description=description
    )


def test_a_plain_announcement_has_nothing_to_look_at():
    assert findings(announcement(body=text("<p>Yarın sular kesilecek.</p>"))) == []


def test_an_image_without_a_description_is_found_wherever_it_stands():
    image = picture()
    assert codes(announcement(image=image)) == {"alt"}
    assert codes(announcement(body=[("image", {"image": image, "alt": "", "caption": ""})])) == {
        "alt"
    }
    gallery = [("gallery", {"images": [{"image": image, "alt": "", "caption": ""}] * 2})]
    assert codes(announcement(body=gallery)) == {"alt"}


def test_a_described_image_is_fine_by_its_own_description_or_by_the_one_given_there():
    assert codes(announcement(image=picture("Yeni pazar yeri"))) == set()
    block = [("image", {"image": picture(), "alt": "Yeni pazar yeri", "caption": ""})]
    assert codes(announcement(body=block)) == set()


@pytest.mark.parametrize("words", ["tıklayınız", "Buraya tıklayın", "TIKLAYINIZ…", "devamı »"])
def test_a_link_that_says_nothing_is_found(words):
    page = announcement(body=text(f'<p>Form için <a href="/x/">{words}</a></p>'))
    assert codes(page) == {"link-vague"}
    assert not blocking(page)


def test_a_link_without_a_text_blocks():
    page = announcement(body=text('<p>Form: <a href="/x/"> </a></p>'))
    assert [item.code for item in blocking(page)] == ["link-empty"]


def test_a_link_that_says_where_it_leads_is_fine():
    assert codes(announcement(body=text('<p><a href="/x/">Başvuru formu</a></p>'))) == set()


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("SU KESİNTİSİ DUYURUSU", True),
        ("IŞIKLAR SOKAĞI KAPALI", True),
        ("KVKK", False),
        ("KASKİ'den su kesintisi", False),
        ("Su kesintisi", False),
    ],
)
def test_a_shouted_title_is_found_and_an_abbreviation_is_not(title, found):
    assert ("capitals" in codes(announcement(title))) == found


def test_a_very_long_sentence_is_shown_with_its_first_words():
    sentence = " ".join(["kelime"] * 31) + "."
    found = findings(announcement(body=text(f"<p>{sentence}</p>")))
    assert [item.code for item in found] == ["long-sentence"]
    assert "31" in found[0].message


def test_paragraphs_and_list_items_are_sentences_of_their_own():
    html = "<ul>" + "".join(f"<li>{' '.join(['söz'] * 20)}</li>" for _ in range(3)) + "</ul>"
    assert codes(announcement(body=text(html))) == set()


def test_an_event_in_the_past_is_found_and_one_ahead_is_not():
    past = timezone.now() - timedelta(days=2)
    assert codes(announcement(type="etkinlik", event_start=past)) == {"date-past"}
    ahead = timezone.now() + timedelta(days=2)
    assert codes(announcement(type="etkinlik", event_start=ahead)) == set()


def test_an_end_of_publication_in_the_past_blocks():
    page = announcement(expire_at=timezone.now() - timedelta(minutes=1))
    assert [item.code for item in blocking(page)] == ["expired"]


def test_a_service_names_whom_to_ask():
    page = ServicePage(title="Nikâh", slug="nikah")
    assert codes(page) == {"contact"}
    page.directorate = directorate()
    assert codes(page) == set()
    page.directorate = None
    page.body = [("contact", {"title": "Nikâh memurluğu", "phone": "0352 000 00 00"})]
    assert codes(page) == set()


def test_a_page_type_may_bring_its_own_checks(monkeypatch):
    finding = Finding(level=Level.ERROR, code="own", message="Önce bunu düzeltin.")
    monkeypatch.setattr(NewsPage, "publish_checks", lambda self: [finding], raising=False)
    assert blocking(announcement()) == [finding]


def test_a_check_may_be_registered_for_one_type(monkeypatch):
    from content.editing import checks

    monkeypatch.setattr(checks, "_CHECKS", [])

    @check("standard.ServicePage")
    def only_services(page):
        yield Finding(level=Level.WARNING, code="own", message="Hizmet")

    assert codes(ServicePage(title="Nikâh", slug="nikah")) == {"own"}
    assert codes(announcement()) == set()


def test_errors_come_before_warnings_and_nothing_comes_twice():
    html = '<p><a href="/x/">tıklayınız</a> <a href="/y/">tıklayınız</a> <a href="/z/"></a></p>'
    found = findings(announcement(body=text(html)))
    assert [item.level for item in found] == [Level.ERROR, Level.WARNING]


def test_who_submits_is_shown_the_warnings_once_and_may_go_on():
    from tests.content.editing.test_four_eyes import form_of

    editor = staff("editor")
    client = signed_in(editor)
    url = f"/yonetim/pages/add/standard/newspage/{news().pk}/"
    page = announcement("SU KESİNTİSİ DUYURUSU")
    response = client.post(url, form_of(page, **{"action-submit": "true"}))
    html = response.content.decode()
    assert response.status_code == 200
    assert "SU KESİNTİSİ DUYURUSU" in html
    assert 'name="action-submit" value="anyway"' in html
    assert not NewsPage.objects.exists()
    client.post(url, form_of(page, **{"action-submit": "anyway"}))
    assert NewsPage.objects.get().workflow_in_progress


def test_an_error_cannot_be_overridden_but_a_draft_can_be_saved():
    from tests.content.editing.test_four_eyes import form_of

    client = signed_in(staff("editor"))
    url = f"/yonetim/pages/add/standard/newspage/{news().pk}/"
    page = announcement()
    past = timezone.localtime() - timedelta(days=1)
    fields = {"expire_at": past.strftime("%Y-%m-%d %H:%M")}
    response = client.post(url, form_of(page, **fields, **{"action-submit": "anyway"}))
    assert response.status_code == 200
    assert not NewsPage.objects.exists()


def test_many_pages_at_once_are_not_published_when_one_of_them_is_blocked():
    from django.urls import reverse

    editor, approver = staff("editor"), staff("approver")
    good = services().add_child(
        instance=ServicePage(title="Nikâh", slug="nikah", live=False, directorate=directorate())
    )
    good.save_revision(user=editor)
    bad = news().add_child(
        instance=announcement(live=False, body=text('<p><a href="/x/"></a></p>'))
    )
    bad.save_revision(user=editor)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = signed_in(approver).post(f"{url}?id={good.pk}&id={bad.pk}", {}, follow=True)
    assert not NewsPage.objects.get(pk=bad.pk).live
    assert not ServicePage.objects.get(pk=good.pk).live
    assert "Su kesintisi" in " ".join(str(item) for item in response.context["messages"])


def test_an_empty_address_is_made_from_the_title_in_turkish():
    from tests.content.editing.test_four_eyes import form_of

    url = f"/yonetim/pages/add/standard/newspage/{news().pk}/"
    page = NewsPage(title="Işıklar’da yol çalışması", slug="")
    signed_in(staff("editor")).post(url, form_of(page, **{"action-submit": "true"}))
    assert NewsPage.objects.get().slug == "isiklarda-yol-calismasi"


def test_a_page_type_whose_form_skips_the_checks_is_reported(monkeypatch):
    from wagtail.admin.forms.pages import WagtailAdminPageForm

    from content.editing.rules import every_page_is_checked_before_publication

    assert every_page_is_checked_before_publication(None) == []
    monkeypatch.setattr(NewsPage, "base_form_class", WagtailAdminPageForm)
    assert [item.id for item in every_page_is_checked_before_publication(None)] == ["editing.E001"]
