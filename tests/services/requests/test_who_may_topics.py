"""Topics are kept by administrators alone."""

import pytest
from django.urls import reverse

from services.requests.models import Category
from tests.factories import reports
from tests.factories.staff import signed_in, staff

pytestmark = pytest.mark.django_db
LIST = "wagtailsnippets_requests_category:list"
EDIT = "wagtailsnippets_requests_category:edit"


def test_an_administrator_finds_the_topics_and_changes_their_words():
    topic = reports.topic()
    client = signed_in(staff("administrator"))
    html = client.get(reverse(LIST)).content.decode()
    assert "Çukur ve bozuk yol" in html
    form = client.get(reverse(EDIT, args=[topic.pk]))
    assert form.status_code == 200
    data = {
        "name": topic.name,
        "slug": topic.slug,
        "group": topic.group_id,
        "position": 0,
        "words": "yolda delik",
        "route_to": topic.route_to_id,
        "promise_days": 30,
        "moderation": "first",
        "place_asked": "needed",
        "questions": "[]",
        "is_active": "on",
    }
    refused = client.post(reverse(EDIT, args=[topic.pk]), data)
    assert refused.status_code == 200  # a promise longer than the law's term
    client.post(reverse(EDIT, args=[topic.pk]), data | {"promise_days": 5})
    topic.refresh_from_db()
    assert (topic.words, topic.promise_days) == ("yolda delik", 5)


@pytest.mark.parametrize("role", ["editor", "obituaries", "guide", "approver"])
def test_nobody_else_may(role):
    topic = reports.topic()
    client = signed_in(staff(role))
    assert client.get(reverse(LIST)).status_code in {302, 403}
    client.post(reverse(EDIT, args=[topic.pk]), {"name": "Başka"})
    assert Category.objects.get(pk=topic.pk).name == "Çukur ve bozuk yol"
