"""The condolence book: by the family's wish, read before shown, closed, printed, deleted."""

from datetime import date, time

import pypdfium2
import pytest
from django.test import Client, override_settings
from django.urls import reverse

from accounts.limits import Limit
from content.obituaries.condolences.actions import decide, forget_old, write
from content.obituaries.models import CondolenceMessage, MessageState
from content.obituaries.retention import forget_old as forget_everything
from tests.content.obituaries.surfaces import PAGE, body, everything
from tests.content.obituaries.test_desk import desk
from tests.factories.obituaries import after_burial, obituary
from tests.factories.staff import all_sections, signed_in, staff

pytestmark = pytest.mark.django_db
BOOK = f"{PAGE}taziye-defteri/"
LATER = date(2027, 3, 3)
WORDS = "Mekânı cennet olsun, komşumuzdu."


def with_book(**fields):
    return obituary(condolence_book=True, **fields)


def message(page, text=WORDS, state=MessageState.SHOWN, name="Ayşe DENEME"):
    with after_burial(1):
        found = write(page=page, name=name, text=text, version="1", address="192.0.2.1")
        if state != MessageState.NEW:
            decide(message_id=found.pk, state=state, user=staff("obituaries"))
    return found


def send(**fields):
    return Client().post(BOOK, {"name": "Ayşe DENEME", "text": WORDS} | fields)


def test_a_notice_has_no_book_unless_the_family_wishes_it():
    obituary()
    with after_burial(0):
        assert "taziye-defteri" not in body(PAGE)
        assert Client().get(BOOK).status_code == 404
        assert send().status_code == 404
    assert not CondolenceMessage.objects.exists()


def test_a_message_is_shown_only_when_the_desk_has_read_it():
    with_book()
    with after_burial(1):
        assert send()["Location"] == f"{BOOK}?alindi=1"
        assert WORDS not in body(BOOK)
        waiting = CondolenceMessage.objects.get()
        url = reverse("condolence_messages:edit", args=[waiting.pk])
        client = desk()
        assert WORDS in client.get(url).content.decode()
        client.post(url, {"decision": "shown"})
        assert WORDS in body(BOOK)
        client.post(url, {"decision": "rejected"})
        assert WORDS not in body(BOOK)


def test_messages_stand_in_the_book_alone():
    page = with_book(allow_search_engines=True)
    message(page)
    with after_burial(1):
        assert WORDS in body(BOOK)
        surfaces = everything(page.pk, words="komşumuzdu")
        del surfaces["search"]  # repeats what was asked
        assert [name for name, text in surfaces.items() if "komşumuzdu" in text] == []
        assert "cennet" not in body("/ara/", q="komşumuzdu")
        assert Client().get(BOOK)["X-Robots-Tag"] == "noindex"
        assert "taziye-defteri" not in body("/sitemap.xml")


def test_it_closes_forty_days_after_the_burial():
    page = with_book(keep_until=LATER)
    message(page)
    with after_burial(39, time(23, 59)):
        assert WORDS in body(BOOK)
        assert send(text="Son gün").status_code == 302
    with after_burial(40, time(0)):
        assert Client().get(BOOK).status_code == 404
        assert send(text="Geç kaldım").status_code == 404
        assert "taziye-defteri" not in body(PAGE)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Adınızı yazın."),
        ({"text": ""}, "Taziyenizi yazın."),
        ({"text": "x" * 601}, "601 karakter"),
        ({"text": "Beni arayın 0532 111 22 33"}, "Telefon numarası ve internet adresi yazmayın"),
        ({"text": "Bakın https://reklam.example"}, "Telefon numarası ve internet adresi yazmayın"),
        ({"website": "x"}, "alanını boş bırakıp"),
    ],
)
def test_a_mistake_is_explained_and_nothing_typed_is_lost(wrong, said):
    with_book()
    with after_burial(1):
        answer = send(**wrong)
    text = answer.content.decode()
    assert answer.status_code == 400
    assert said in text
    assert (wrong.get("text") or WORDS) in text or "text" in wrong
    assert not CondolenceMessage.objects.exists()


def test_text_is_never_run_as_markup():
    message(with_book(), text="<script>alert(1)</script>")
    with after_burial(1):
        assert "<script>alert" not in body(BOOK)


@override_settings(CONDOLENCE_LIMITS=[Limit("few", ("account", "network"), 1, 60)])
def test_one_network_cannot_fill_the_book():
    with_book()
    with after_burial(1):
        send()
        answer = send(text="İkinci mesaj")
    assert answer.status_code == 429
    assert "İkinci mesaj" in answer.content.decode()
    assert CondolenceMessage.objects.count() == 1


def test_the_same_message_twice_is_one():
    with_book()
    with after_burial(1):
        send()
        send()
    assert CondolenceMessage.objects.count() == 1


def test_the_family_gets_the_book_as_a_pdf_with_turkish_letters():
    page = with_book()
    message(page, text="Başınız sağ olsun, İğdeli Şükrü ağabey")
    message(page, text="Gösterilmeyen söz", state=MessageState.REJECTED)
    with after_burial(2):
        answer = desk().get(reverse("condolence_book_pdf", args=[page.pk]))
    assert answer["Content-Type"] == "application/pdf"
    sheets = pypdfium2.PdfDocument(answer.content)
    words = "".join(sheet.get_textpage().get_text_bounded() for sheet in sheets)
    assert "İğdeli Şükrü ağabey" in words
    assert "Ayşe DENEME" in words
    assert "Gösterilmeyen" not in words


def test_the_book_is_deleted_a_month_after_it_closed():
    page = with_book(keep_until=LATER)
    message(page)
    with after_burial(69):
        assert forget_old() == 0
    with after_burial(70):
        assert forget_everything()["condolences"] == 1
    assert not CondolenceMessage.objects.exists()


@pytest.mark.parametrize("role", ["roadworks", "guide", "privacy", "editor"])
def test_other_desks_neither_read_nor_print(role):
    all_sections()
    page = with_book()
    waiting = message(page, state=MessageState.NEW)
    client = signed_in(staff(role))
    with after_burial(1):
        url = reverse("condolence_messages:edit", args=[waiting.pk])
        assert WORDS not in client.get(url).content.decode()
        client.post(url, {"decision": "shown"})
        pdf = client.get(reverse("condolence_book_pdf", args=[page.pk]))
    assert pdf["Content-Type"] != "application/pdf"
    waiting.refresh_from_db()
    assert waiting.state == MessageState.NEW
