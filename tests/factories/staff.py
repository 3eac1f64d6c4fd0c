"""Builders of editors with their roles, and of the sections they work in."""

from django.test import Client
from wagtail.models import Page

from content.courses.models import CourseIndexPage
from content.editing.actions import create_staff
from content.obituaries.models import ObituaryIndexPage
from content.places.models import PlaceIndexPage
from content.roadworks.models import RoadWorkIndexPage
from content.standard.models import NewsIndexPage, NewsPage, SectionPage
from tests.factories.disclosures import disclosure_index
from tests.factories.site import home_page

PASSWORD = "uzun-bir-parola-42"


def staff(role: str, username: str = ""):
    """Return a member of the staff with a role."""
    return create_staff(
        username=username or role, role=role, password=PASSWORD, first_name=role.title()
    )


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def section(model, title: str, slug: str) -> Page:
    """Return the section of a type below the home page, made at the first call."""
    home = home_page()
    return model.objects.child_of(home).first() or home.add_child(
        instance=model(title=title, slug=slug)
    )


def obituaries() -> Page:
    return section(ObituaryIndexPage, "Vefat ilanları", "vefat-ilanlari")


def roadworks() -> Page:
    return section(RoadWorkIndexPage, "Yol çalışmaları", "asfalt-calismalari")


def courses() -> Page:
    return section(CourseIndexPage, "Kurslar", "kurslar")


def guide() -> Page:
    return section(PlaceIndexPage, "Kent rehberi", "kent-rehberi")


def news() -> Page:
    return section(NewsIndexPage, "Duyurular", "duyurular")


def services() -> Page:
    return section(SectionPage, "Hizmetler", "hizmetler")


def all_sections() -> dict[str, Page]:
    """Return a section for each desk, by the key of the role that works there."""
    return {
        "obituaries": obituaries(),
        "roadworks": roadworks(),
        "guide": guide(),
        "courses": courses(),
        "privacy": disclosure_index(),
        "editor": news(),
    }


def draft_announcement(editor, title: str = "Su kesintisi", **fields) -> NewsPage:
    """Return an announcement that `editor` has written and nobody has published."""
    page = NewsPage(title=title, slug=fields.pop("slug", "su-kesintisi"), live=False, **fields)
    news().add_child(instance=page)
    page.save_revision(user=editor)
    return page


def public_announcement(title: str = "Pazar yeri taşındı", **fields) -> NewsPage:
    """Return an announcement that is public."""
    page = NewsPage(title=title, slug=fields.pop("slug", "pazar-yeri"), **fields)
    news().add_child(instance=page)
    page.save_revision().publish()
    return NewsPage.objects.get(pk=page.pk)


def submitted(page: Page, editor) -> Page:
    """Submit a page for approval as `editor`."""
    page.get_workflow().start(page, editor)
    return page.specific_class.objects.get(pk=page.pk)
