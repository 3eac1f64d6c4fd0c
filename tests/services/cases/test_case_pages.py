import dataclasses
import io
import re
import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from services.cases import kinds, papers
from services.cases.actions import assign, write_message, write_note
from services.cases.kinds import By, Phase, Visit
from services.cases.models import Attachment, Case, EntryKind
from services.cases.notices.links import token_of
from services.cases.verification import findings
from tests.factories.cases import PDF_CONTENT, asked, filed, moved, photo, solved, upload
from tests.factories.citizens import account
from tests.factories.site import directorate, home_page
from tests.factories.staff import signed_in

LIST = "/e-belediye/basvurularim/"


@pytest.fixture(autouse=True)
def site(db):
    return home_page()


@pytest.fixture
def owner(db):
    return account("sahip")


def page_of(case, name=""):
    return f"{LIST}{case}/{name}"


def text_of(answer):
    return answer.content.decode()


def message_key(client, case):
    return re.search(r'name="key" value="([^"]+)"', text_of(client.get(page_of(case))))[1]


def again(case):
    return Case.objects.get(pk=case.pk)


def test_all_kinds_stand_in_one_list_with_what_waits_for_me_first(trial, owner):
    done = solved(filed(owner=owner, title="Eski çukur"))
    mine = asked(filed(owner=owner, title="Sönük lamba"))
    newest = filed(owner=owner, title="Çöp kutusu")
    filed(owner=account("baskasi"), title="Başkasının başvurusu")
    page = text_of(signed_in(owner).get(LIST))
    assert [page.index(case.title) for case in (mine, newest, done)] == sorted(
        page.index(case.title) for case in (mine, newest, done)
    )
    assert "1 başvuru yanıtınızı bekliyor." in page
    assert "Başkasının başvurusu" not in page


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("durum=sizde", {"Sönük lamba"}),
        ("durum=suren", {"Sönük lamba", "IŞIKLI levha"}),
        ("durum=biten", {"Eski çukur"}),
        ("ara=lambalar", {"Sönük lamba"}),
        ("ara=ışıklı", {"IŞIKLI levha"}),
        ("ara=isikli", {"IŞIKLI levha"}),
        ("ara=cukur&durum=biten", {"Eski çukur"}),
        ("ara=yok+böyle", set()),
        ("tur=DN", {"Sönük lamba", "IŞIKLI levha", "Eski çukur"}),
        ("tur=XX&durum=<b>&sayfa=99999999", {"Sönük lamba", "IŞIKLI levha", "Eski çukur"}),
    ],
)
def test_the_list_is_filtered_by_turn_kind_and_words_in_turkish(trial, owner, query, titles):
    solved(filed(owner=owner, title="Eski çukur"))
    asked(filed(owner=owner, title="Sönük lamba"))
    filed(owner=owner, title="IŞIKLI levha")
    page = text_of(signed_in(owner).get(f"{LIST}?{query}"))
    everything = {"Sönük lamba", "IŞIKLI levha", "Eski çukur"}
    assert {title for title in everything if f">{title}</a>" in page} == titles


def test_a_reference_typed_into_the_search_finds_its_case(trial, owner):
    case = filed(owner=owner, title="Aranan")
    filed(owner=owner, title="Öteki")
    typed = str(case).lower().replace("-", "")
    page = text_of(signed_in(owner).get(LIST, {"ara": typed}))
    assert "Aranan" in page
    assert "Öteki" not in page


def test_the_list_costs_the_same_queries_for_two_cases_and_for_twenty(
    trial, owner, django_assert_max_num_queries
):
    client = signed_in(owner)
    for number in range(24):
        filed(owner=owner, title=f"Başvuru {number}")
    client.get(LIST)
    with django_assert_max_num_queries(9):  # session, person, frame; counts, total, the page
        page = text_of(client.get(LIST))
    assert page.count('<li class="panel') == 20
    assert "Başvuru 3<" not in page
    assert "Başvuru 3<" in text_of(client.get(f"{LIST}?sayfa=2"))


def test_an_empty_list_says_what_to_do(trial, owner):
    page = text_of(signed_in(owner).get(LIST))
    assert "Henüz bir başvurunuz yok" in page
    assert "/e-belediye/talep-sorgulama/" in page


def test_the_page_says_whose_turn_it_is_by_when_and_what_happened(trial, owner):
    roads = directorate("Fen İşleri Müdürlüğü")
    officer = account("memur", first_name="Gizli", last_name="KİŞİ")
    case = filed(owner=owner, text="Üç gündür yanmıyor.")
    case = assign(case=case, directorate=roads, author=officer)
    write_note(case=case, text="Kabloya bakılacak", author=officer)
    write_message(case=case, by=By.STAFF, text="Ekip yolda", author=officer)
    page = text_of(signed_in(owner).get(page_of(case)))
    assert "Sıra bizde" in page
    assert "Üç gündür yanmıyor." in page
    assert f'datetime="{case.due_on}"' in page
    assert "İlgilenen birim: Fen İşleri Müdürlüğü" in page
    assert "Ekip yolda" in page
    assert "<bdi>Fen İşleri Müdürlüğü</bdi>, " in page
    assert "Kabloya" not in page
    assert "Gizli" not in page
    assert "KİŞİ" not in page


def test_the_page_costs_the_same_queries_however_long_the_timeline(
    trial, owner, django_assert_max_num_queries
):
    case = filed(owner=owner)
    for number in range(12):
        write_message(case=case, by=By.STAFF, text=f"{number}")
    client = signed_in(owner)
    client.get(page_of(case))
    with django_assert_max_num_queries(9):  # session, person, frame; case, entries, files, names
        assert text_of(client.get(page_of(case))).count('<div class="said">') == 12


def test_an_answer_with_a_document_lets_the_case_go_on(trial, owner):
    case, client = asked(filed(owner=owner)), signed_in(owner)
    page = text_of(client.get(page_of(case)))
    assert "Sıra sizde" in page
    assert page.index("Hangi direk?") < page.index("Yanıtınız")
    data = {
        "key": message_key(client, case),
        "text": "Köşedeki\nikinci direk",
        "documents": [upload(), SimpleUploadedFile("tapu.pdf", PDF_CONTENT)],
    }
    answer = client.post(page_of(case), data, follow=True)
    assert "İletiniz bize ulaştı" in text_of(answer)
    assert "tapu.pdf" in text_of(answer)
    case = again(case)
    assert (case.status, case.phase) == ("working", Phase.OPEN)
    entry = case.timeline.get(kind=EntryKind.MESSAGE)
    assert (entry.by, entry.author) == (By.CITIZEN, owner.public_id)
    assert entry.attachments.count() == 2
    assert list(findings()) == []


def test_sent_twice_it_is_one_message(trial, owner):
    case, client = filed(owner=owner), signed_in(owner)
    data = {"key": message_key(client, case), "text": "Bir kez"}
    for _press in range(2):
        assert "İletiniz bize ulaştı" in text_of(client.post(page_of(case), data, follow=True))
    only_files = {"key": message_key(client, case), "text": ""}
    client.post(page_of(case), only_files | {"documents": [upload()]})
    answer = client.post(page_of(case), only_files, follow=True)
    assert "İletiniz bize ulaştı" in text_of(answer)
    assert case.timeline.filter(kind=EntryKind.MESSAGE).count() == 2


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(trial, owner):
    case, client = filed(owner=owner), signed_in(owner)
    key = message_key(client, case)
    good, bad = upload(name="iyi.jpg"), SimpleUploadedFile("kötü.exe", b"MZ program")
    data = {"key": key, "text": "Uzun bir ileti", "documents": [good, bad]}
    page = text_of(client.post(page_of(case), data))
    assert "kötü.exe: Yalnızca fotoğraf" in page
    assert "Uzun bir ileti</textarea>" in page
    assert "iyi.jpg" in page
    assert f'value="{key}"' in page
    assert case.timeline.count() == 1
    # Sent again without the wrong one, the good one goes along.
    client.post(page_of(case), {"key": key, "text": "Uzun bir ileti"})
    assert case.attachments.get().name == "iyi.jpg"


def test_documents_that_come_with_too_long_a_message_are_kept_for_the_next_try(trial, owner):
    case, client = filed(owner=owner), signed_in(owner)
    key = message_key(client, case)
    data = {"key": key, "text": "u" * 5_001}
    page = text_of(client.post(page_of(case), data | {"documents": upload(name="iyi.jpg")}))
    assert "u" * 5_001 in page
    assert "iyi.jpg" in page
    removing = data | {"kaldir": str(Attachment.objects.get().public_id)}
    assert "iyi.jpg" not in text_of(client.post(page_of(case), removing))
    client.post(page_of(case), data | {"documents": upload(name="iyi.jpg")})
    client.post(page_of(case), {"key": key, "text": "Kısa"})
    assert case.attachments.get().name == "iyi.jpg"


def test_a_file_can_be_taken_out_again_before_sending(trial, owner):
    case, client = filed(owner=owner), signed_in(owner)
    key = message_key(client, case)
    bad = SimpleUploadedFile("x.exe", b"MZ")
    client.post(page_of(case), {"key": key, "text": "a", "documents": [upload(), bad]})
    found = Attachment.objects.get()
    data = {"key": key, "text": "a", "kaldir": str(found.public_id)}
    page = text_of(client.post(page_of(case), data))
    assert "IMG_0001" not in page
    assert not Attachment.objects.exists()
    assert client.post(page_of(case), data | {"kaldir": "x"}).status_code == 200


@pytest.mark.parametrize("data", [{}, {"key": "x"}, {"key": str(uuid.uuid4()), "text": "  "}])
def test_an_empty_or_broken_message_writes_nothing(trial, owner, data):
    case, client = filed(owner=owner), signed_in(owner)
    answer = client.post(page_of(case), data, follow=True)
    assert answer.status_code == 200
    assert case.timeline.count() == 1


def test_a_message_to_a_case_that_was_closed_meanwhile_comes_back_with_its_words(trial, owner):
    case, client = moved(filed(owner=owner), ("working", By.STAFF)), signed_in(owner)
    key = message_key(client, case)
    moved(case, ("solved", By.STAFF))
    answer = client.post(page_of(case), {"key": key, "text": "Bir şey daha"})
    assert answer.status_code == 409
    assert "bu arada kapandı" in text_of(answer)


def test_withdrawing_asks_once_more_and_is_the_citizens_change(trial, owner):
    case, client = filed(owner=owner), signed_in(owner)
    assert "geri çekmek istiyor musunuz?" in text_of(client.get(page_of(case, "geri-cek/")))
    assert again(case).status == "received"
    answer = client.post(page_of(case, "geri-cek/"), follow=True)
    assert "Başvurunuz geri çekildi." in text_of(answer)
    assert again(case).status == "withdrawn"
    answer = client.post(page_of(case, "geri-cek/"), follow=True)
    assert "Artık geri çekilemiyor" in text_of(answer)


def test_a_case_is_opened_again_within_fourteen_days_and_with_a_reason(trial, owner):
    case, client = solved(filed(owner=owner)), signed_in(owner)
    address = page_of(case, "yeniden-ac/")
    assert address in text_of(client.get(page_of(case)))
    assert "bir cümleyle yazın" in text_of(client.post(address, {"text": "  "}))
    assert "yeniden açıldı" in text_of(client.post(address, {"text": "Yine söndü"}, follow=True))
    assert again(case).status == "working"


def test_after_fourteen_days_the_page_offers_no_opening_and_refuses_it(trial, owner):
    long_ago = timezone.now() - timedelta(days=15)
    case = solved(filed(now=long_ago, owner=owner), now=long_ago)
    client, address = signed_in(owner), page_of(case, "yeniden-ac/")
    assert address not in text_of(client.get(page_of(case)))
    answer = client.post(address, {"text": "Yine söndü"}, follow=True)
    assert "Artık yeniden açılamıyor" in text_of(answer)
    assert again(case).status == "solved"


def test_an_answer_is_rated_once_for_each_time_it_was_given(trial, owner):
    case, client = solved(filed(owner=owner)), signed_in(owner)
    address = page_of(case, "degerlendir/")
    assert "Beş seçenekten birini" in text_of(client.post(address, {"score": "9"}))
    first = client.post(address, {"score": "2", "text": "Geç kaldınız"}, follow=True)
    assert "Her değerlendirmeyi okuyoruz" in text_of(first)
    assert "zaten değerlendirdiniz" in text_of(client.post(address, {"score": "5"}, follow=True))
    assert address not in text_of(client.get(page_of(case)))
    moved(case, ("working", By.CITIZEN), ("solved", By.STAFF))
    client.post(address, {"score": "5"})
    scores = case.timeline.filter(kind=EntryKind.RATED).values_list("data__score", flat=True)
    assert list(scores) == [2, 5]


def test_an_open_case_has_nothing_to_rate(trial, owner):
    case = filed(owner=owner)
    signed_in(owner).post(page_of(case, "degerlendir/"), {"score": "5"})
    assert not case.timeline.filter(kind=EntryKind.RATED).exists()


def words_on(content):
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    return " ".join(text.split()), document


def test_the_receipt_holds_what_can_be_shown_to_others_and_no_more(trial, owner):
    case = filed(owner=owner, text="Gizli derdim", contact_email="gizli@example.org")
    answer = signed_in(owner).get(page_of(case, "belge.pdf"))
    assert answer["Content-Disposition"] == f'attachment; filename="{case}.pdf"'
    assert "no-store" in answer["Cache-Control"]
    words, document = words_on(answer.content)
    assert str(case) in words
    assert "Alındı" in words
    assert "4982 s.K. m.11" in words
    assert "gizli" not in words.lower()
    assert "ÖRNEK" not in words
    assert len(document) == 1


def test_the_code_on_the_receipt_tells_that_it_is_genuine_and_the_present_state(trial):
    case = filed(title="Komşum Ahmet Bey'in çöpü", text="Gizli")
    address = papers.genuine_url(case, "tr").partition("//")[2].partition("/")[2]
    solved(case)
    page = text_of(Client().get(f"/{address}"))
    assert "Bu belge gerçek" in page
    assert str(case) in page
    assert "Çözüldü" in page
    assert "Ahmet" not in page
    assert "Gizli" not in page


def test_a_receipt_that_was_not_made_here_is_told_as_such(trial):
    case = filed()
    token = papers.receipt_token(case)
    for forged in (
        "1",
        token[:-2],
        token.replace(f"{case.pk}:", f"{case.pk + 1}:"),
        token_of(case),
    ):
        answer = Client().get(f"/e-belediye/talep-sorgulama/dogrula/{forged}/")
        assert answer.status_code == 404
        assert "Bu belge gerçek değil" in text_of(answer)


def test_an_agreed_visit_is_shown_and_goes_into_a_calendar(trial, owner, monkeypatch):
    start = datetime(2026, 12, 3, 10, tzinfo=ZoneInfo("Europe/Istanbul"))
    visit = Visit(start, start + timedelta(hours=1), "Sahabiye Mah. Örnek Sok.")
    with_visit = dataclasses.replace(trial, visit=lambda _case: visit)
    monkeypatch.setattr(kinds, "_kinds", {"DN": with_visit})
    case, client = filed(owner=owner), signed_in(owner)
    assert "3 Aralık 2026 Perşembe, 10.00" in text_of(client.get(page_of(case)))
    answer = client.get(page_of(case, "ziyaret.ics"))
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event.decoded("dtstart") == start
    assert str(event["location"]) == "Sahabiye Mah. Örnek Sok."
    assert str(case) in str(event["summary"])
    monkeypatch.setattr(kinds, "_kinds", {"DN": trial})
    assert client.get(page_of(case, "ziyaret.ics")).status_code == 404


def test_a_late_answer_is_admitted(trial, owner):
    case = filed(now=timezone.now() - timedelta(days=60), owner=owner)
    assert "Geciktik:" in text_of(signed_in(owner).get(page_of(case)))
    assert "Geciktik:" in text_of(signed_in(owner).get(LIST))


def test_who_opened_a_case_with_the_link_answers_without_an_account_and_closes_it(trial):
    case, client = asked(filed()), Client()
    client.get(f"/e-belediye/talep-sorgulama/b/{token_of(case)}/")
    data = {"key": message_key(client, case), "text": "Köşedeki"}
    assert "İletiniz bize ulaştı" in text_of(client.post(page_of(case), data, follow=True))
    assert case.timeline.get(kind=EntryKind.MESSAGE).author is None
    page = text_of(client.post(page_of(case, "bitir/")))
    assert "bu tarayıcıda kapatıldı" in page
    assert client.get(page_of(case))["Location"] == "/e-belediye/talep-sorgulama/"


def test_photos_are_shown_and_lead_to_their_files(trial, owner):
    case, client = filed(owner=owner), signed_in(owner)
    data = {"key": message_key(client, case), "text": "", "documents": [upload(photo((300, 200)))]}
    client.post(page_of(case), data)
    found = case.attachments.get()
    address = page_of(case, f"dosya/{found.public_id}/")
    page = text_of(client.get(page_of(case)))
    assert f'<img src="{address}" alt="" width="300" height="200"' in page
    assert b"".join(client.get(address).streaming_content).startswith(b"\xff\xd8\xff")
