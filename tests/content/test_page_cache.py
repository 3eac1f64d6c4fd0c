"""What the whole-page cache keeps, and what it must never keep."""

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings

from content.cache import PublicPageCacheMiddleware
from search.generation import watch
from search.models import PublicationState
from tests.factories.people import citizen
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db


def cache(view):
    with override_settings(PAGE_CACHE_BYTES=1_000_000):
        return PublicPageCacheMiddleware(view)


def counting_view(**headers):
    calls = []

    def view(request):
        calls.append(request.path)
        response = HttpResponse(f"page {len(calls)} " + "x" * 1000)
        for name, value in headers.items():
            response.headers[name.replace("_", "-")] = value
        return response

    return view, calls


def get(middleware, path="/a/", **extra):
    return middleware(RequestFactory().get(path, **extra))


def test_a_second_reader_gets_the_kept_page():
    view, calls = counting_view()
    middleware = cache(view)
    assert get(middleware).content == get(middleware).content
    assert len(calls) == 1


def test_any_publish_makes_every_kept_page_stale_at_once():
    view, calls = counting_view()
    middleware = cache(view)
    first = get(middleware).content
    PublicationState.advance()
    assert get(middleware).content != first
    assert len(calls) == 2


def test_the_browsers_language_does_not_split_the_cache():
    view, calls = counting_view()
    middleware = cache(view)
    get(middleware, HTTP_ACCEPT_LANGUAGE="tr")
    response = get(middleware, HTTP_ACCEPT_LANGUAGE="de")
    assert len(calls) == 1
    assert response.headers["Vary"] == "Accept-Encoding"


def test_a_reader_with_a_session_neither_gets_nor_leaves_a_kept_page():
    view, calls = counting_view()
    middleware = cache(view)
    get(middleware)
    request = RequestFactory().get("/a/")
    request.COOKIES["sessionid"] = "somebody"
    assert b"page 2" in middleware(request).content
    assert b"page 1" in get(middleware).content
    assert len(calls) == 2


@pytest.mark.parametrize(
    "headers",
    [
        {"Cache_Control": "private"},
        {"Cache_Control": "no-store"},
        {"Vary": "Cookie"},
    ],
)
def test_a_response_that_says_it_is_private_is_not_kept(headers):
    view, calls = counting_view(**headers)
    middleware = cache(view)
    get(middleware)
    get(middleware)
    assert len(calls) == 2


def test_a_response_that_sets_a_cookie_is_not_kept():
    def view(request):
        response = HttpResponse("x" * 1000)
        response.set_cookie("csrftoken", "secret")
        return response

    middleware = cache(view)
    get(middleware)
    assert middleware.store.size == 0


def test_errors_and_posts_are_not_kept():
    middleware = cache(lambda request: HttpResponse("no", status=404))
    get(middleware)
    assert middleware.store.size == 0
    view, _calls = counting_view()
    middleware = cache(view)
    middleware(RequestFactory().post("/a/"))
    assert middleware.store.size == 0


def test_query_strings_are_different_pages():
    view, _calls = counting_view()
    middleware = cache(view)
    assert get(middleware, "/a/?sayfa=1").content != get(middleware, "/a/?sayfa=2").content


def test_a_client_that_knows_the_page_gets_304_without_a_body():
    view, _calls = counting_view()
    middleware = cache(view)
    etag = get(middleware).headers["ETag"]
    response = get(middleware, HTTP_IF_NONE_MATCH=etag)
    assert (response.status_code, response.content) == (304, b"")


def test_gzip_is_sent_only_to_who_asks_for_it():
    view, _calls = counting_view()
    middleware = cache(view)
    packed = get(middleware, HTTP_ACCEPT_ENCODING="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.content) < 200
    assert b"page 1" in get(middleware).content


def test_an_editors_pages_never_reach_an_anonymous_reader(client):
    home_page()
    user = get_user_model().objects.create_superuser("editor", "e@example.org", "x")
    with override_settings(PAGE_CACHE_BYTES=1_000_000):
        signed_in = Client()
        signed_in.force_login(user)
        assert signed_in.get("/yonetim/").status_code == 200
        answer = Client().get("/yonetim/")
        assert answer.status_code == 302
        assert answer["Location"].startswith("/yonetim/login/")


def test_a_citizens_pages_never_reach_another_reader():
    home_page()
    user = citizen()
    paths = ("/", "/e-belediye/hesabim/", "/e-belediye/giris/", "/ara/", "/e-belediye/oturum/")
    with override_settings(PAGE_CACHE_BYTES=1_000_000):
        theirs, stranger = Client(), Client()
        theirs.force_login(user)
        before = {path: stranger.get(path) for path in paths}  # kept, where it may be
        for path in paths:
            own = theirs.get(path)
            assert "no-store" in own["Cache-Control"], path
            if path in ("/", "/e-belediye/hesabim/"):
                assert "Hesabım" in own.content.decode(), path
            after = Client().get(path)
            assert "Hesabım" not in after.content.decode(), path
            assert after.status_code == before[path].status_code, path
            assert theirs.session.session_key not in after.content.decode(), path


def test_a_page_that_is_kept_offers_to_sign_in_and_opens_no_session():
    home_page()
    with override_settings(PAGE_CACHE_BYTES=1_000_000):
        first, second = Client().get("/"), Client().get("/")
    assert "Giriş yap" in first.content.decode()
    assert first.content == second.content
    assert not first.cookies
    assert "ookie" not in first["Vary"]


def test_the_form_to_sign_in_is_never_kept_for_its_token_is_one_persons():
    home_page()
    with override_settings(PAGE_CACHE_BYTES=1_000_000):
        pages = [Client().get("/e-belediye/giris/") for _number in range(2)]
    assert pages[0].cookies["csrftoken"].value != pages[1].cookies["csrftoken"].value
    assert pages[0].content != pages[1].content


@pytest.mark.django_db(transaction=True)
def test_a_process_hears_of_a_publish_at_commit_without_asking(request):
    import time

    with override_settings(GENERATION_WATCH=True):
        request.addfinalizer(watch.stop)
        watch.current()
        deadline = time.monotonic() + 5
        while not watch.is_listening and time.monotonic() < deadline:
            time.sleep(0.01)
        assert watch.is_listening
        generation = PublicationState.advance()
        deadline = time.monotonic() + 5
        while watch.current() != generation and time.monotonic() < deadline:
            time.sleep(0.001)
        assert watch.current() == generation


def test_the_check_command_still_passes_with_the_cache_first():
    call_command("check")
