"""The family reads the notice behind a one-time link and answers once."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from content.obituaries.family.actions import answer, ask, digest, end, override
from content.obituaries.models import ApprovalState, FamilyApproval
from outbox import sending
from tests.content.obituaries.surfaces import PAGE, body
from tests.content.obituaries.test_approval import UNAPPROVED, fresh
from tests.content.obituaries.test_desk import desk, edit_url, publish
from tests.factories.obituaries import DEATH, after_burial, on, waiting_obituary

pytestmark = pytest.mark.django_db
URL = "/vefat-ilanlari/aile-onayi/"


def asked(**fields):
    page = waiting_obituary(**fields)
    with on(DEATH):
        approval, token = ask(page=page, user=None, email="aile@example.org")
    return page, approval, token


def answer_by_form(token, **sent):
    return Client().post(f"{URL}{token}/", sent)


def test_the_desk_sends_the_link_by_mail_and_nothing_keeps_it():
    page = waiting_obituary()
    with on(DEATH):
        url = reverse("obituary_family", args=[page.pk])
        desk().post(url, {"do": "ask", "email": "aile@example.org"})
        sending.send_due(5)
    (sent,) = mail.outbox
    token = re.search(r"/aile-onayi/([\w-]+)/", sent.body)[1]
    assert sent.to == ["aile@example.org"]
    stored = str(list(FamilyApproval.objects.values()))
    assert token not in stored
    assert digest(token) in stored


def test_without_an_address_the_link_is_shown_once():
    page = waiting_obituary()
    with on(DEATH):
        client, url = desk(), reverse("obituary_family", args=[page.pk])
        shown = client.post(url, {"do": "ask", "email": ""})
        assert re.search(r'value="http[^"]+/aile-onayi/[\w-]{43}/"', shown.content.decode())
        assert "/aile-onayi/" not in client.get(url).content.decode()
    assert mail.outbox == []


def test_the_family_reads_the_draft_line_by_line_and_no_desk_field():
    _page, _approval, token = asked(father_name="Mehmet", desk_phone="0532 999 88 77")
    with on(DEATH):
        text = body(f"{URL}{token}/")
    for words in ("Hatice ÖRNEK", "Mehmet", "1948, 78 yaşında", "12.45", "Argıncık Mezarlığı"):
        assert words in text
    assert "0532" not in text


def test_the_page_behind_the_link_is_kept_from_caches_other_sites_and_search_engines():
    _page, _approval, token = asked()
    with on(DEATH):
        response = Client().get(f"{URL}{token}/")
        sent = answer_by_form(token, answer="evet")
    for one in (response, sent):
        assert one["Referrer-Policy"] == "no-referrer"
        assert one["X-Robots-Tag"] == "noindex, nofollow"
        assert "no-store" in one["Cache-Control"]
    assert token not in sent["Location"]
    assert 'name="robots" content="noindex, nofollow"' in response.content.decode()


def test_opening_the_link_uses_nothing_up_and_answering_does():
    page, approval, token = asked()
    with on(DEATH):
        for _time in range(3):
            assert Client().get(f"{URL}{token}/").status_code == 200
        assert answer_by_form(token, answer="evet").status_code == 302
        assert answer_by_form(token, answer="hayir", remark="x").status_code == 404
        approval.refresh_from_db()
        assert (approval.state, approval.token_hash, approval.email) == ("approved", "", "")
        publish(desk(), edit_url(page), **UNAPPROVED)
    assert fresh(page).live


def test_a_used_a_replaced_a_late_and_an_invented_link_look_alike():
    page, _approval, used = asked()
    with on(DEATH):
        answer(token=used, approves=False, remark="Soyadı yanlış")
        _first, replaced = ask(page=page, user=None)
        _second, token = ask(page=page, user=None)
        seen = {body(f"{URL}{link}/") for link in (used, replaced, "x" * 43)}
    with on(DEATH + timedelta(days=3)):
        seen.add(body(f"{URL}{token}/"))
    assert len({re.sub(r"/aile-onayi/[\w-]+/", "", text) for text in seen}) == 1


def test_changes_are_told_to_the_desk_and_keep_the_notice_from_the_public():
    page, approval, token = asked(father_name="Mehmet")
    with on(DEATH):
        answer_by_form(token, answer="hayir", line_father_name="Mehmed", remark="Teşekkürler")
        approval.refresh_from_db()
        assert approval.state == ApprovalState.CHANGES
        text = desk().get(reverse("obituary_family", args=[page.pk])).content.decode()
        assert "Mehmed" in text
        assert "Teşekkürler" in text
        refused = publish(desk(), edit_url(page), **UNAPPROVED)
    assert "Aile düzeltme istedi" in refused.content.decode()
    assert not fresh(page).live


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "İlanın doğru olup olmadığını seçin."),
        ({"answer": "hayir", "remark": ""}, "Neyin düzeltileceğini satırın yanına yazın."),
        ({"answer": "evet", "line_name": "Hatice Örnek"}, "Düzeltme yazdınız"),
        ({"answer": "evet", "remark": "x" * 1001}, "1001 karakter"),
        ({"answer": "belki"}, "belki"),
    ],
)
def test_an_unclear_answer_is_asked_again_with_everything_typed(sent, said):
    _page, approval, token = asked()
    with on(DEATH):
        response = answer_by_form(token, **({"remark": "Taziye evi değişti"} | sent))
    text = response.content.decode()
    assert response.status_code == 400
    assert said in text
    assert sent.get("remark", "Taziye evi değişti") in text
    approval.refresh_from_db()
    assert approval.state == ApprovalState.WAITING


def test_what_tells_of_the_person_may_not_change_after_the_approval_but_time_and_place_may():
    page, _approval, token = asked()
    with on(DEATH):
        answer(token=token, approves=True)
        refused = publish(desk(), edit_url(page), **UNAPPROVED, title="Hatice ÖRNEKOĞLU")
        assert "Ad ve soyad" in refused.content.decode()
        assert not fresh(page).live
        publish(desk(), edit_url(page), **UNAPPROVED, mosque="Sahabiye Camii")
    assert (fresh(page).live, fresh(page).mosque) == (True, "Sahabiye Camii")


def test_the_family_decides_on_the_book_and_on_search_engines():
    page, _approval, token = asked()
    with on(DEATH):
        answer_by_form(token, answer="evet", book="1", search_engines="1")
        draft = fresh(page).get_latest_revision_as_object()
        assert (draft.condolence_book, draft.allow_search_engines) == (True, True)
        fresh(page).get_latest_revision().publish()
        assert fresh(page).live, fresh(page).slug
    with after_burial(0):
        assert 'name="robots"' not in body(PAGE)


def test_no_reason_is_no_reason():
    page = waiting_obituary()
    with pytest.raises(ValidationError):
        override(page=page, reason="   ")
    with on(DEATH):
        text = desk().post(
            reverse("obituary_family", args=[page.pk]), {"do": "override", "reason": ""}
        )
    assert "Bu alan zorunludur" in text.content.decode()
    assert not FamilyApproval.objects.exclude(state=ApprovalState.ENDED).exists()


def test_the_desk_sees_the_state_in_its_list_and_form():
    page, _approval, token = asked()
    with on(DEATH):
        client = desk()
        listed = client.get("/yonetim/vefat-ilanlari/").content.decode()
        assert "Aileden yanıt bekleniyor" in listed
        assert "Aileden yanıt bekleniyor" in client.get(edit_url(page)).content.decode()
        answer(token=token, approves=True)
        assert "Aile onayladı" in client.get("/yonetim/vefat-ilanlari/").content.decode()
        titles = [
            item.title
            for item in client.get("/yonetim/vefat-ilanlari/?approval=waiting").context["pages"]
        ]
        assert titles == []


def test_ending_takes_the_address_and_the_link():
    page, approval, _token = asked()
    end(page=page)
    approval.refresh_from_db()
    assert (approval.state, approval.email, approval.token_hash) == ("ended", "", "")
