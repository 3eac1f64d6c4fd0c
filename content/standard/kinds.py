"""Pages, news and services as kinds of documents."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.lists import list_view
from content.pages import render_found
from content.reference.queries import DIRECTORATE, NEIGHBOURHOOD
from content.standard.lists import NEWS, TYPE
from content.standard.schemas import LifeEventFields, NewsFields, PageFields, ServiceFields
from search.kinds import Kind, register
from search.models import PublishedDocument
from search.queries import Found, Shown, shown


def section(request: HttpRequest, found: Found) -> HttpResponse:
    """Show a section with the pages right below it: one query more."""
    document = found.document
    below = (
        PublishedDocument.objects.listed(timezone.now())
        .in_locale(document.locale)
        .of_kind("page", "service", "section", "life_event")
        .filter(path__startswith=document.path)
        .exclude(path=document.path)
        .order_by("sort_key", "page_id")
    )
    depth = document.path.count("/") + 1
    children = [item for item in shown(below[:200]) if item.path.count("/") == depth]
    return render_found(request, found, "pages/section.jinja", {"children": children})


def life_event(request: HttpRequest, found: Found) -> HttpResponse:
    """Show all steps, or the one that `adim` names; a wrong number shows all."""
    asked = request.GET.get("adim", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 0
    current = number if 0 < number <= len(found.document.data["steps"]) else 0
    return render_found(request, found, "pages/life_event.jinja", {"current": current})


def news_json_ld(document: Shown) -> dict[str, Any]:
    """Return a NewsArticle, or an Event where there is one."""
    data, event = document.data, document.data["event"]
    if event:
        place = {"@type": "Place", "name": event["place"]} if event["place"] else None
        return _known(
            {
                "@type": "Event",
                "name": document.title,
                "description": data["summary"],
                "image": _image(data),
                "startDate": event["start"],
                "endDate": event["end"],
                "location": place,
                "eventStatus": "https://schema.org/EventScheduled",
                "organizer": _unit(data),
                "inLanguage": document.locale,
            }
        )
    return _known(
        {
            "@type": "NewsArticle",
            "headline": document.title,
            "description": data["summary"],
            "image": _image(data),
            "datePublished": data["date"],
            "dateModified": data["updated_at"],
            "author": _unit(data),
            "inLanguage": document.locale,
        }
    )


def service_json_ld(document: Shown) -> dict[str, Any]:
    """Return a GovernmentService: who offers it, where it begins."""
    data = document.data
    start = data["start"]
    channel = {"@type": "ServiceChannel", "serviceUrl": start["url"]} if start else None
    return _known(
        {
            "@type": "GovernmentService",
            "name": document.title,
            "description": data["summary"],
            "serviceOperator": _unit(data),
            "availableChannel": channel,
            "termsOfService": data["law"],
            "inLanguage": document.locale,
        }
    )


def _unit(data: Mapping[str, Any]) -> dict[str, Any] | None:
    unit = data["directorate"]
    if unit is None:
        return None
    return _known(
        {
            "@type": "GovernmentOffice",
            "name": unit["name"],
            "telephone": unit["phone"],
            "email": unit["email"],
        }
    )


def _image(data: Mapping[str, Any]) -> str:
    return (data["image"] or {}).get("full", "")


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not known."""
    return {key: value for key, value in fields.items() if value}


SECTION = register(
    Kind(
        name="section",
        label=_("Section"),
        plural=_("Sections"),
        template="pages/section.jinja",
        view=section,
        icon="document",
    )
)
PAGE = register(
    Kind(
        name="page",
        label=_("Page"),
        plural=_("Pages"),
        template="pages/standard.jinja",
        schema=PageFields,
        facets=(DIRECTORATE,),
    )
)
SERVICE = register(
    Kind(
        name="service",
        label=_("Service"),
        plural=_("Services"),
        template="pages/service.jinja",
        card="pages/cards/service.jinja",
        schema=ServiceFields,
        facets=(DIRECTORATE,),
        json_ld=service_json_ld,
        icon="star",
    )
)
LIFE_EVENT = register(
    Kind(
        name="life_event",
        label=_("Step-by-step guide"),
        plural=_("Step-by-step guides"),
        template="pages/life_event.jinja",
        schema=LifeEventFields,
        facets=(DIRECTORATE,),
        view=life_event,
        icon="list",
    )
)
NEWS_KIND = register(
    Kind(
        name="news",
        fades_days=30,
        label=_("News"),
        plural=_("News and announcements"),
        template="pages/news.jinja",
        card="pages/cards/news.jinja",
        schema=NewsFields,
        facets=(TYPE, NEIGHBOURHOOD),
        json_ld=news_json_ld,
    )
)
NEWS_INDEX = register(
    Kind(
        name="news_index",
        label=_("News list"),
        plural=_("News lists"),
        template="pages/list.jinja",
        listed=False,
        landing=True,
        view=list_view(NEWS),
    )
)
