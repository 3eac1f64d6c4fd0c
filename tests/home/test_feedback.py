"""“Was this page useful?”: without scripts, without cookies, and not to be flooded."""

import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from home.actions import COMMENT_SECONDS, FEEDBACK_AN_HOUR
from home.models import PageFeedback
from tests.factories.site import home_page
from tests.factories.staff import all_sections, signed_in, staff

pytestmark = pytest.mark.django_db
ADDRESS = "/geri-bildirim/"


def send(client=None, headers=None, **fields):
    data = {"path": "/duyurular/", "useful": "yes", **fields}
    return (client or Client(enforce_csrf_checks=True)).post(ADDRESS, data, headers=headers)


def token_of(response):
    return re.search(r'name="token" value="([^"]+)"', response.content.decode())[1]


def test_every_page_carries_the_form_and_its_answer_is_kept():
    home_page()
    html = Client().get("/").content.decode()
    assert f'action="{ADDRESS}"' in html
    assert 'name="path" value="/"' in html
    page = send().content.decode()
    assert "yanıtınızı not ettik" in page
    assert 'href="/duyurular/"' in page
    answer = PageFeedback.objects.get()
    assert (answer.path, answer.useful) == ("/duyurular/", True)


def test_a_script_gets_words_instead_of_a_page():
    response = send(headers={"X-Requested-With": "fetch"})
    assert response.json() == {"message": "Teşekkürler, yanıtınızı not ettik."}


def test_after_no_a_comment_is_asked_for_and_added_to_the_same_answer():
    token = token_of(send(useful="no"))
    page = send(token=token, comment="  Saatler yazmıyor  ").content.decode()
    assert "yorumunuz sayfayı düzeltmemize yardımcı olacak" in page
    assert PageFeedback.objects.get().comment == "Saatler yazmıyor"


def test_a_comment_cannot_be_changed_afterwards():
    token = token_of(send(useful="no"))
    send(token=token, comment="Saatler yazmıyor")
    late = send(token=token, comment="Başka bir şey")
    assert late.status_code == 400
    assert PageFeedback.objects.get().comment == "Saatler yazmıyor"


def test_a_comment_that_comes_too_late_is_given_back():
    token = token_of(send(useful="no"))
    with time_machine.travel(timezone.now().timestamp() + COMMENT_SECONDS + 2, tick=False):
        page = send(token=token, comment="Uzun uzun yazdım").content.decode()
    assert "süresi dolduğu" in page
    assert "Uzun uzun yazdım" in page
    assert PageFeedback.objects.get().comment == ""


@pytest.mark.parametrize("token", ["", "yanlis", "1:2:3"])
def test_nobody_comments_on_the_answers_of_others(token):
    send(useful="no")
    assert send(token=token, comment="Sahte").status_code == 400
    assert PageFeedback.objects.get().comment == ""


@pytest.mark.parametrize("useful", ["", "belki", "1"])
def test_an_answer_that_is_neither_yes_nor_no_is_not_guessed(useful):
    response = send(useful=useful)
    assert "“Evet” ya da “Hayır”" in response.content.decode()
    assert not PageFeedback.objects.exists()


@pytest.mark.parametrize(
    "path", ["https://kotu.example/", "//kotu.example", "javascript:alert(1)", "", "x"]
)
def test_nobody_is_led_to_another_site(path):
    page = send(path=path).content.decode()
    assert "kotu.example" not in page
    assert "javascript:" not in page
    assert PageFeedback.objects.get().path == "/"


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://kotu.example"}, {"Origin": "null", "Sec-Fetch-Site": "cross-site"}],
)
def test_another_site_cannot_answer_for_its_visitors(headers):
    assert send(headers=headers).status_code == 403
    assert not PageFeedback.objects.exists()


def test_our_own_pages_may_answer_whatever_their_browser_says_of_itself():
    send(headers={"Origin": "http://testserver"})
    send(headers={"Origin": "null", "Sec-Fetch-Site": "same-origin"})
    send()
    assert PageFeedback.objects.count() == 3


def test_one_network_cannot_drown_the_others():
    client = Client(REMOTE_ADDR="192.0.2.1")
    for _ in range(FEEDBACK_AN_HOUR):
        send(client)
    refused = send(client)
    assert refused.status_code == 429
    assert "bir saat sonra" in refused.content.decode()
    send(Client(REMOTE_ADDR="192.0.2.2"))
    assert PageFeedback.objects.count() == FEEDBACK_AN_HOUR + 1


def test_odd_bytes_and_lengths_do_no_harm():
    send(path="/a\x00b/" + "x" * 2000, useful="no")
    assert len(PageFeedback.objects.get().path) <= 500


def test_no_cookie_is_set():
    assert not send().cookies


def test_the_report_counts_by_page_the_least_helpful_first_and_leads_to_the_answers():
    all_sections()
    for path, useful in (("/a/", True), ("/b/", False), ("/b/", True), ("/b/", False)):
        PageFeedback.objects.create(path=path, useful=useful)
    client = signed_in(staff("editor"))
    html = client.get(reverse("home_feedback_report")).content.decode()
    assert html.index("/b/") < html.index("/a/")
    assert "%33" in html
    link = re.search(r'href="([^"]*useful=false[^"]*)">2<', html)[1].replace("&amp;", "&")
    assert client.get(link).content.decode().count("/b/") >= 2
    csv = b"".join(
        client.get(reverse("home_feedback_report"), {"export": "csv"}).streaming_content
    ).decode()
    assert "/b/,2,1,33,0" in csv
