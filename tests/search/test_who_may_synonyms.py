"""Who may touch the synonyms."""

import pytest

from search.models import Synonym
from tests.factories.staff import staff

pytestmark = pytest.mark.django_db

LIST = "/yonetim/arama/es-anlamlilar/"
PATHS = [LIST, f"{LIST}new/", f"{LIST}iceri-al/", f"{LIST}disari-ver/"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("role", ["editor", "administrator"])
def test_editors_and_administrators_may(path, role, client):
    client.force_login(staff(role))
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("role", ["obituaries", "roadworks", "guide", "privacy"])
def test_desks_may_not(path, role, client):
    client.force_login(staff(role))
    before = Synonym.objects.count()
    answer = client.get(path, follow=True)
    assert "bilgievi" not in answer.content.decode()
    assert answer.redirect_chain or answer.status_code == 403
    assert client.post(path, {"terms": "bilgievi|kütüphane", "weight": 60}).status_code in {
        302,
        403,
    }
    assert Synonym.objects.count() == before


@pytest.mark.parametrize("path", PATHS)
def test_strangers_are_sent_to_the_sign_in(path, client):
    answer = client.get(path)
    assert answer.status_code == 302
    assert "/yonetim/login/" in answer["Location"]
