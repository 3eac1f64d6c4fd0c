"""Builders of pages, news and services."""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import PageViewRestriction

from content.standard.models import NewsIndexPage, NewsPage, SectionPage, ServicePage, StandardPage
from tests.factories.site import home_page


def section(title="Bilgi", slug="bilgi", parent=None):
    return (parent or home_page()).add_child(instance=SectionPage(title=title, slug=slug))


def standard_page(parent=None, title="Sayfa", **fields):
    return (parent or section()).add_child(instance=StandardPage(title=title, **fields))


def service(parent=None, title="Hizmet", **fields):
    return (parent or section()).add_child(instance=ServicePage(title=title, **fields))


def news_index():
    home = home_page()
    existing = NewsIndexPage.objects.child_of(home).first()
    return existing or home.add_child(instance=NewsIndexPage(title="Duyurular", slug="duyurular"))


def news(title="Açık duyuru", **fields):
    return news_index().add_child(instance=NewsPage(title=title, **fields))


def draft_news(title="Taslak duyuru"):
    return news(title, live=False)


def private_news(title="Gizli duyuru"):
    page = news(title)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    return page


def expired_news(title="Süresi dolmuş duyuru"):
    return news(title, expire_at=timezone.now() - timedelta(minutes=1))
