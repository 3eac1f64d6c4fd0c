"""Signing in by e-Devlet against the demo's gate, which speaks the real one's protocol."""

import json
import re
import threading
from base64 import b64encode
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.error import HTTPError
from urllib.parse import parse_qs, quote, urlsplit
from urllib.request import HTTPRedirectHandler, build_opener

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core.checks import run_checks
from django.test import Client
from django.urls import reverse

from accounts.audit.models import Entry
from accounts.edevlet.gate import Person, capitalised
from accounts.profiles.actions import confirm_identity, give_identity_number, open_profile
from accounts.profiles.models import CitizenProfile
from demo.gate import PEOPLE, Gate
from tests.factories.people import PASSWORD, citizen, code_in, last_letter, letters, sign_in
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db
START, BACK = "/e-belediye/e-devlet/giris/", "/e-belediye/e-devlet/donus/"
ADDRESS, LINK = "/e-belediye/e-devlet/kayit/", "/e-belediye/e-devlet/bagla/"
CONFLICT = "/e-belediye/e-devlet/baska-hesap/"
VERIFY, ACCOUNT = "/e-belediye/kayit/dogrulama/", "/e-belediye/hesabim/"
AYSE = PEOPLE[0][0]


class Stay(HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


@pytest.fixture(scope="module")
def gates_address():
    server = Gate(("127.0.0.1", 0))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(autouse=True)
def _gate(settings, gates_address):
    home_page()
    settings.EDEVLET_BASE_URL = gates_address
    settings.EDEVLET_CLIENT_ID = "demo"
    settings.SOCIALACCOUNT_PROVIDERS = {"edevlet": {"APPS": [{"client_id": "demo", "secret": "x"}]}}
    settings.WAGTAILADMIN_BASE_URL = "http://localhost"


def at_the_gate(client, who="0", start=START):
    """Go to the gate, choose somebody; return the address the gate sends back to."""
    address = client.get(start)["Location"]
    try:
        build_opener(Stay).open(f"{address}&kisi={who}")
    except HTTPError as answer:
        back = urlsplit(answer.headers["Location"])
        return f"{back.path}?{back.query}"
    raise AssertionError("the gate sent nobody back")


def through(client, who="0", start=START):
    return client.get(at_the_gate(client, who, start))


def registered(client, email="ayse@example.org", who="0"):
    """Come from the gate for the first time."""
    assert through(client, who)["Location"] == ADDRESS
    client.post(ADDRESS, {"email": email})
    return client.post(VERIFY, {"code": code_in(last_letter(email))})


def test_the_way_to_the_gate_carries_what_the_contract_names():
    address = urlsplit(Client().get(START)["Location"])
    asked = parse_qs(address.query)
    assert address.path == "/OAuth2AuthorizationServer/AuthorizationController"
    assert asked["response_type"] == ["code"]
    assert asked["client_id"] == ["demo"]
    assert asked["redirect_uri"] == [f"http://localhost{BACK}"]
    assert set(asked["scope"][0].split(";")) == {"Kimlik-Dogrula", "Ad-Soyad"}
    assert len(asked["state"][0]) >= 16


def test_the_way_back_is_the_registered_one_in_every_language_and_for_every_host():
    for path, host in (("/en" + START, "localhost"), (START, "evil.example")):
        address = Client().get(path, HTTP_HOST=host)["Location"]
        assert parse_qs(urlsplit(address).query)["redirect_uri"] == [f"http://localhost{BACK}"]


def test_a_link_cannot_ask_the_gate_for_more():
    address = Client().get(START + "?scope=Her-Sey&auth_params=a%3Db")["Location"]
    assert "Her-Sey" not in address
    assert "a=b" not in address


def test_somebody_new_gives_an_address_and_has_a_verified_identity():
    client = Client()
    assert registered(client)["Location"] == ACCOUNT
    profile = CitizenProfile.objects.get()
    assert profile.identity_number == AYSE
    assert profile.identity_verified_by == "edevlet"
    assert str(profile.user) == "Ayşe Örnek"
    assert client.get(ACCOUNT).status_code == 200


def test_the_next_time_the_gate_alone_opens_the_account_at_level_two(settings):
    settings.ROOT_URLCONF = "tests.accounts.signin.urls"
    registered(Client())
    client = Client()
    answer = through(client, start=START + "?next=/deneme/yeni/")
    assert answer["Location"] == "/deneme/yeni/"
    assert client.get("/deneme/yeni/").status_code == 200
    assert letters("ayse@example.org") == [
        "E-posta adresinizi doğrulayın",
        "Hesabınıza yeni bir cihazdan girildi",
    ]


def test_an_account_is_found_after_the_keys_were_exchanged_and_moves_to_the_new_one(settings):
    registered(Client())
    old, new = settings.IDENTITY_DIGEST_KEYS[0], f"yeni:{b64encode(bytes([9]) * 32).decode()}"
    settings.IDENTITY_DIGEST_KEYS = [new, old]
    assert through(Client())["Location"] == ACCOUNT
    assert SocialAccount.objects.get().uid.startswith("yeni:")
    settings.IDENTITY_DIGEST_KEYS = [new]
    assert through(Client())["Location"] == ACCOUNT


def test_the_number_stands_nowhere_readable():
    client = Client()
    through(client)
    assert AYSE not in json.dumps(dict(client.session))
    client.post(ADDRESS, {"email": "ayse@example.org"})
    client.post(VERIFY, {"code": code_in(last_letter("ayse@example.org"))})
    account = SocialAccount.objects.get()
    assert account.extra_data == {}
    assert AYSE not in account.uid
    assert AYSE not in json.dumps(dict(client.session))
    assert AYSE not in str([entry.details for entry in Entry.objects.all()])
    assert AYSE not in repr(Person(AYSE, "Ayşe", "Örnek"))


def test_an_address_that_has_an_account_is_not_taken_over():
    owner = citizen("veli@example.org")
    client = Client()
    through(client)
    assert client.post(ADDRESS, {"email": owner.email})["Location"] == VERIFY
    assert letters(owner.email) == ["Zaten bir hesabınız var"]
    assert client.get(ACCOUNT).status_code == 302
    assert not SocialAccount.objects.exists()


def numbered(email="ayse@example.org", number=AYSE):
    user = citizen(email)
    open_profile(user=user)
    give_identity_number(user=user, number=number)
    return user


def test_an_account_with_the_number_opens_only_after_its_own_sign_in_and_then_by_the_gate():
    user = numbered()
    client = Client()
    answer = through(client)
    assert answer["Location"] == f"/e-belediye/giris/?next={LINK}"
    assert "Zaten bir hesabınız var" in client.get(answer["Location"]).content.decode()
    sign_in(client)
    assert "e-Devlet ile bağla" in client.get(LINK).content.decode()
    asked = through(client, start=START + "?process=connect")
    assert asked["Location"].startswith("/e-belediye/hesabim/dogrula/")
    client.post(asked["Location"], {"password": PASSWORD})
    assert SocialAccount.objects.get().user == user
    assert CitizenProfile.objects.get().identity_verified_by == "edevlet"
    assert "Bağlı" in client.get(LINK).content.decode()
    assert through(Client())["Location"] == ACCOUNT


def test_a_number_in_another_account_goes_to_people_and_into_the_log():
    numbered("baskasi@example.org")
    citizen()
    client = Client()
    sign_in(client)
    answer = through(client, start=START + "?process=connect")
    assert answer["Location"] == CONFLICT
    assert "başka bir hesapta" in client.get(CONFLICT).content.decode()
    assert Entry.objects.filter(kind="identity_conflict").count() == 1
    assert not SocialAccount.objects.exists()


def test_a_verified_account_does_not_become_somebody_elses():
    user = numbered(number=PEOPLE[1][0])
    confirm_identity(user=user, by="desk", reason="Kimlik kartı görüldü")
    client = Client()
    sign_in(client)
    client.post("/e-belediye/hesabim/dogrula/", {"password": PASSWORD})
    assert through(client, start=START + "?process=connect")["Location"] == CONFLICT
    profile = CitizenProfile.objects.get()
    assert profile.identity_number == PEOPLE[1][0]


def test_giving_up_at_the_gate_says_that_nothing_has_changed():
    client = Client()
    answer = through(client, "vazgec")
    assert "Hiçbir şey değişmedi" in client.get(answer["Location"]).content.decode()


def test_a_refusal_of_the_gate_comes_with_status_200_and_is_a_failure_all_the_same():
    client = Client()
    answer = through(client, "yok")
    assert answer.status_code == 401
    assert "e-Devlet kullanılamadı" in answer.content.decode()


def test_a_state_is_used_once_and_belongs_to_its_session():
    client = Client()
    back = at_the_gate(client)
    assert Client().get(back).status_code == 401  # somebody else's browser: login CSRF
    assert client.get(back)["Location"] == ADDRESS
    assert client.get(back).status_code == 401  # replay


@pytest.mark.parametrize("query", ["", "?code=x", "?code=x&state=y", "?state=%00", "?error=x"])
def test_made_up_ways_back_open_nothing(query):
    client = Client()
    client.get(START)
    assert client.get(BACK + query).status_code == 401


class Odd(BaseHTTPRequestHandler):
    answers: dict[str, tuple[int, str]] = {}

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        status, text = self.answers["token" if "AccessToken" in self.path else "person"]
        self.send_response(status)
        if text.startswith("{"):
            self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *args):
        pass


def person(number=AYSE, first="AYŞE", code="EDV09.000"):
    found = {"kimlikNo": number, "ad": first, "soyad": "ÖRNEK"}
    return json.dumps({"kullaniciBilgileri": found, "sonucKodu": code})


TOKEN = (200, '{"access_token": "t"}')


@pytest.mark.parametrize(
    ("token", "identity"),
    [
        ((200, '{"error": "invalid_grant"}'), (200, person())),
        ((500, "bozuk"), (200, person())),
        ((200, "<html>bakım</html>"), (200, person())),
        ((200, "{bozuk"), (200, person())),
        (TOKEN, (500, person())),
        (TOKEN, (200, "<html>bakım</html>")),
        (TOKEN, (200, "[]")),
        (TOKEN, (200, '{"sonucKodu": "EDV09.000"}')),
        (TOKEN, (200, '{"sonucKodu": "EDV09.000", "kullaniciBilgileri": [1]}')),
        (TOKEN, (200, person(code="EDV09.001"))),
        (TOKEN, (200, person(number="12345678901"))),
        (TOKEN, (200, person(first=""))),
    ],
)
def test_whatever_odd_the_gate_answers_nobody_gets_in_and_nothing_breaks(token, identity, settings):
    handler = type("Answers", (Odd,), {"answers": {"token": token, "person": identity}})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.EDEVLET_BASE_URL = f"http://127.0.0.1:{server.server_port}"
    client = Client()
    state = parse_qs(urlsplit(client.get(START)["Location"]).query)["state"][0]
    answer = client.get(f"{BACK}?code=abc&state={quote(state)}")
    server.shutdown()
    assert answer.status_code == 401
    assert AYSE not in answer.content.decode()
    assert not EmailAddress.objects.exists()


def test_while_the_gate_is_away_the_password_works(settings):
    citizen()
    settings.EDEVLET_BASE_URL = "http://127.0.0.1:9"
    client = Client()
    state = parse_qs(urlsplit(client.get(START)["Location"]).query)["state"][0]
    answer = client.get(f"{BACK}?code=abc&state={quote(state)}")
    assert answer.status_code == 401
    assert "parolanızla girebilirsiniz" in answer.content.decode()
    assert sign_in(client)["Location"] == ACCOUNT


def test_where_it_is_not_set_up_nobody_is_offered_it(settings):
    door = reverse("account_login")
    assert "e-Devlet ile gir" in Client().get(door).content.decode()
    settings.EDEVLET_CLIENT_ID = ""
    assert "e-Devlet ile gir" not in Client().get(door).content.decode()
    for path in (START, BACK):
        assert Client().get(path).status_code == 404


def test_production_does_not_ask_the_demos_gate(settings):
    settings.DEBUG = False
    found = {message.id for message in run_checks(include_deployment_checks=True)}
    assert "edevlet.E001" in found
    settings.EDEVLET_BASE_URL = "https://giris.turkiye.gov.tr"
    found = {message.id for message in run_checks(include_deployment_checks=True)}
    assert "edevlet.E001" not in found


def test_the_demos_gate_sends_nobody_to_other_machines(gates_address):
    path = "/OAuth2AuthorizationServer/AuthorizationController?redirect_uri=https://evil.example/"
    with pytest.raises(HTTPError) as refused:
        build_opener(Stay).open(f"{gates_address}{path}&kisi=0")
    assert refused.value.code == 404


@pytest.mark.parametrize(
    ("sent", "written"),
    [("AYŞE", "Ayşe"), ("IŞIK", "Işık"), ("İBRAHİM", "İbrahim"), ("HATİCE NUR", "Hatice Nur")],
)
def test_names_are_written_as_people_write_them(sent, written):
    assert capitalised(sent) == written


def test_the_ten_people_are_invented_and_have_numbers_that_can_be():
    assert len({number for number, _first, _last in PEOPLE}) == 10
    assert all(re.fullmatch(r"90000000\d{3}", number) for number, _first, _last in PEOPLE)
