"""A citizen's own data in the browser: shown, changed, confirmed; odd input loses nothing."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.audit.actions import record_view
from accounts.profiles.models import CitizenProfile
from accounts.registry.fake import invented_people
from content.reference.models import Neighbourhood
from outbox.channels import letter_of
from outbox.models import Message
from tests.factories import citizens as profiles
from tests.factories.people import PASSWORD, citizen, letters, sign_in
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db
HERE = "/e-belediye/hesabim/bilgilerim/"
IDENTITY, CONTACT, CODE, NOTICES = (
    f"{HERE}{name}/" for name in ("kimlik", "iletisim", "telefon-kodu", "bildirimler")
)
AYSE = invented_people()[0]
WHO = {
    "identity_number": "111 000 111 62",
    "first_name": "Ayşe",
    "last_name": "ÖRNEK",
    "birth_date": "12.03.1984",
}
PHONE = {"phone": "0532 123 45 67", "neighbourhood": "", "street": "", "door": ""}


@pytest.fixture(autouse=True)
def _site(settings):
    home_page()
    settings.SMS_ADAPTER = "outbox.local.LocalSms"


@pytest.fixture
def user():
    return citizen()


@pytest.fixture
def client(user):
    found = Client()
    sign_in(found)
    return found


def html(response):
    return response.content.decode()


def profile(user):
    return CitizenProfile.objects.filter(pk=user.pk).first()


def texts(phone="+905321234567"):
    return [letter_of(row).text for row in Message.objects.filter(recipient=phone)]


def sent_code(phone="+905321234567"):
    return re.search(r"\d{6}", texts(phone)[-1])[0]


def test_who_looks_sees_what_is_known_and_is_made_no_citizen_by_it(client, user):
    page = html(client.get(HERE))
    assert "Ayşe Örnek" in page
    assert page.count("Verilmedi") == 4
    assert profile(user) is None
    client.post(IDENTITY, WHO)
    page = html(client.get(HERE))
    assert "111******62" in page
    assert AYSE.number not in page
    assert "Nüfus kaydı" in page
    assert "12 Mart 1984" in page


def test_number_names_and_birth_date_that_belong_together_are_confirmed(client, user):
    answer = client.post(IDENTITY, WHO, follow=True)
    assert "Kimliğiniz nüfus kaydıyla doğrulandı" in html(answer)
    assert profile(user).identity_verified_by == "registry"
    assert client.get(IDENTITY)["Location"] == HERE


def test_what_does_not_belong_together_leads_to_the_desk_and_is_kept_unconfirmed(client, user):
    answer = client.post(IDENTITY, WHO | {"birth_date": "12.03.1985"}, follow=True)
    assert "kimlik kartınızla hizmet masasına gelin" in html(answer)
    assert not profile(user).is_verified
    assert "12.03.1985" in html(client.get(IDENTITY))


def test_when_the_registry_is_away_nothing_is_refused(client, user):
    answer = client.post(IDENTITY, WHO | {"last_name": "Kapalı"}, follow=True)
    assert "Nüfus kaydı şu anda yanıt vermiyor" in html(answer)
    assert profile(user).identity_number == AYSE.number


def test_a_number_of_another_account_is_answered_like_one_that_does_not_belong(client, user):
    client.get(HERE)  # has the notice of signing in
    wrong = html(client.post(IDENTITY, WHO | {"birth_date": "01.01.1950"}, follow=True))
    profiles.citizen(number="17291716060")
    taken = html(client.post(IDENTITY, WHO | {"identity_number": "17291716060"}, follow=True))
    notice = re.compile(r'<div role="status">.*?</div>', re.S)
    assert notice.search(wrong)[0] == notice.search(taken)[0]
    assert profile(user).identity_number == AYSE.number


def test_numbers_cannot_be_tried_one_after_another(client):
    for number in range(5):
        client.post(IDENTITY, WHO | {"identity_number": profiles.invented_number(500 + number)})
    answer = client.post(IDENTITY, WHO)
    assert answer.status_code == 429
    assert "Bugün için çok fazla deneme" in html(answer)
    assert 'value="Ayşe"' in html(answer)


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("identity_number", "11100011163", "geçerli bir kimlik numarası değil"),
        ("birth_date", "1984", "17.05.1980 biçiminde"),
        ("birth_date", "12.03.1884", "Yılı kontrol edin"),
        ("birth_date", "12.03.2184", "Yılı kontrol edin"),
        ("first_name", "", "Ad"),
        ("last_name", "x" * 151, "Soyad"),
        ("first_name", "\x00", "Ad"),
    ],
)
def test_a_slip_is_told_and_the_rest_stays_as_it_was_typed(client, user, field, typed, words):
    page = html(client.post(IDENTITY, WHO | {field: typed}))
    assert words in page
    assert "error-summary" in page
    for name, value in WHO.items():
        if name != field:
            assert f'value="{value}"' in page
    assert profile(user) is None


def test_dates_are_taken_as_people_write_them(client, user):
    for typed in ("12.3.1984", "12/03/1984", "1984-03-12"):
        client.post(IDENTITY, WHO | {"birth_date": typed, "last_name": "Kapalı"})
        assert profile(user).birth_date == AYSE.birth_date


def test_a_mobile_phone_is_confirmed_by_the_code_that_came_by_sms(client, user):
    answer = client.post(CONTACT, PHONE)
    assert answer["Location"] == CODE
    assert "0532 123 45 67" in html(client.get(CODE))
    page = html(client.post(CODE, {"code": "000000"}))
    assert "Kod yanlış" in page
    code = sent_code()
    answer = client.post(CODE, {"code": f"{code[:3]} {code[3:]}"}, follow=True)
    assert "Telefonunuz doğrulandı" in html(answer)
    assert profile(user).phone_verified_at is not None


def test_the_code_stands_nowhere_in_the_session_or_the_outbox_readable(client):
    client.post(CONTACT, PHONE)
    code = sent_code()
    assert code not in str(dict(client.session))
    assert code not in str(list(Message.objects.values())) + str(
        [row.content.text for row in Message.objects.all()]
    )


def test_a_code_can_be_missed_four_times_and_lasts_ten_minutes(client, user):
    client.post(CONTACT, PHONE)
    code = sent_code()
    wrong = f"{(int(code) + 1) % 10**6:06}"
    for _ in range(5):
        answer = client.post(CODE, {"code": wrong}, follow=True)
    assert "süresi doldu" in html(answer)
    client.post(CODE, {"code": code})
    assert profile(user).phone_verified_at is None
    client.post(CODE, {"again": "1"})
    code = sent_code()
    with time_machine.travel(timezone.now() + timedelta(minutes=10, seconds=1)):
        client.post(CODE, {"code": code})
    assert profile(user).phone_verified_at is None


def test_codes_are_sent_five_times_an_hour(client):
    client.post(CONTACT, PHONE)
    for _ in range(6):
        answer = client.post(CODE, {"again": "1"}, follow=True)
    assert "Kod gönderilemedi" in html(answer)
    assert len(texts()) == 5


def test_without_a_provider_of_sms_the_phone_is_kept_unconfirmed(client, user, settings):
    settings.SMS_ADAPTER = ""
    answer = client.post(CONTACT, PHONE, follow=True)
    assert "Kaydedildi" in html(answer)
    assert profile(user).phone == "+905321234567"
    assert "SMS’le kod gönder" not in html(answer)
    assert texts() == []


def test_the_old_phone_and_the_address_are_told_of_a_new_phone(
    client, user, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(CONTACT, PHONE)
        client.post(CODE, {"code": sent_code()})
    assert "Bizdeki telefon numaranız değişti" not in letters(user.email)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(CONTACT, PHONE | {"phone": "0533 765 43 21"})
    assert "Bizdeki telefon numaranız değişti" in letters(user.email)
    assert any("Siz yapmadıysanız" in text for text in texts())


def test_the_address_is_chosen_from_the_neighbourhoods(client, user):
    Neighbourhood.objects.create(slug="sahabiye", name="Sahabiye", lat=38.7, lng=35.4)
    assert "Sahabiye" in html(client.get(CONTACT))
    place = {"phone": "", "neighbourhood": "sahabiye", "street": "Lale Sokak", "door": "12/4"}
    answer = client.post(CONTACT, place, follow=True)
    assert "Sahabiye, Lale Sokak, 12/4" in html(answer)
    page = html(client.post(CONTACT, place | {"neighbourhood": "atlantis"}))
    assert 'value="Lale Sokak"' in page
    assert profile(user).neighbourhood == "sahabiye"


def test_a_wrong_phone_is_told_and_stays_as_it_was_typed(client, user):
    page = html(client.post(CONTACT, PHONE | {"phone": "0532 12", "street": "Lale Sokak"}))
    assert "arayabileceğimiz bir numara değil" in page
    assert 'value="0532 12"' in page
    assert 'value="Lale Sokak"' in page
    assert profile(user) is None


def test_notices_by_sms_need_a_confirmed_mobile_phone(client, user):
    wanted = {"is_told_by_email": "on", "is_told_by_sms": "on", "language": "ar"}
    assert "Önce cep telefonunuzu yazın" in html(client.post(NOTICES, wanted))
    client.post(CONTACT, PHONE)
    assert "Önce cep telefonunuzu yazın" in html(client.post(NOTICES, wanted))
    client.post(CODE, {"code": sent_code()})
    answer = client.post(NOTICES, wanted, follow=True)
    assert "E-posta ve SMS’le" in html(answer)
    assert profile(user).language == "ar"
    assert "Dil" in html(client.post(NOTICES, {"language": "de"}))


def test_changes_need_a_fresh_proof_and_what_was_typed_comes_back_but_the_number(client, user):
    begin = timezone.now()
    with time_machine.travel(begin, tick=False) as clock:
        client.get(HERE)
        for _ in range(2):
            clock.shift(timedelta(minutes=9))
            assert client.get(HERE).status_code == 200
        answer = client.post(CONTACT, PHONE | {"street": "Lale Sokak"})
        assert "/dogrula/" in answer["Location"]
        client.post(IDENTITY, WHO)
        assert "111 000" not in str(dict(client.session))
        assert profile(user) is None


def test_whoever_is_not_signed_in_is_led_to_the_door():
    for address in (HERE, IDENTITY, CONTACT, CODE, NOTICES):
        for answer in (Client().get(address), Client().post(address, {"x": "y"})):
            assert answer.status_code == 302
            assert answer["Location"].startswith("/e-belediye/giris/")


def test_nobody_sees_or_changes_the_data_of_another(client, user):
    other = profiles.citizen(phone="+905337654321")
    assert "0533 765 43 21" not in html(client.get(HERE))
    client.post(CONTACT, PHONE)
    assert CitizenProfile.objects.get(pk=other.pk).phone == "+905337654321"


def test_the_pages_speak_the_language_of_their_address(client):
    assert "بياناتي" in html(client.get(f"/ar{HERE}"))
    assert "My data" in html(client.get(f"/en{HERE}"))


def test_looking_costs_few_queries(client, user, django_assert_max_num_queries):
    client.post(IDENTITY, WHO)
    client.get(HERE)
    with django_assert_max_num_queries(12):
        client.get(HERE)


def test_the_password_that_signs_in_is_not_the_only_proof():
    citizen("zeynep@example.org")
    client = Client()
    client.post("/e-belediye/giris/", {"login": "zeynep@example.org", "password": PASSWORD})
    assert client.get(HERE)["Location"].startswith("/e-belediye/giris/")


def test_looks_of_the_staff_are_told_with_day_and_reason_but_not_by_whom(client, user):
    assert "Kimse bakmadı" in html(client.get(f"{HERE}kim-bakti/"))
    officer, other = profiles.account(first_name="Gizli", last_name="GÖREVLİ"), citizen("b@x.org")
    for reason in ("Hesap kurtarma. Telefonu kayıp", "Hesap kurtarma. Telefonu kayıp", "Soru"):
        record_view(subject=user, reason=reason, actor=officer)
    record_view(subject=other, reason="Başkasının nedeni", actor=officer)
    page = html(client.get(f"{HERE}kim-bakti/"))
    assert page.count("Telefonu kayıp") == 1
    assert "(2 kez)" in page
    assert "Soru" in page
    assert "Başkasının nedeni" not in page
    assert "Gizli" not in page
    assert f"V-{user.public_id.hex[:4].upper()}-" in html(client.get(HERE))
