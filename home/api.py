"""Site data in the API: categories, neighbourhoods, directorates, menus, identity."""

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from content.api.output import MAX_AGE
from content.api.problems import Problem
from content.api.schemas import Problem as ProblemOut
from content.places.queries import categories
from content.reference.models import Directorate, Neighbourhood
from home.chrome import frame
from search.generation import watch

router = Router()
Locale = Query("tr", pattern=r"^[a-z]{2}$", description="tr, en, ar")


class CategoryOut(Schema):
    """A category of the guide."""

    slug: str
    name: str
    parent: str | None = None
    icon: str


class NeighbourhoodOut(Schema):
    """A neighbourhood / Mahalle."""

    slug: str
    name: str
    uavt_id: int | None = Field(None, description="Number in the national address database")
    postal_code: str = ""
    population: int | None = None
    lat: float | None = None
    lng: float | None = None


class DirectorateOut(Schema):
    """A directorate / Müdürlük."""

    slug: str
    name: str
    scope: str = ""
    phone: str = ""
    email: str = ""


class NavigationOut(Schema):
    """The menus."""

    main: list[dict[str, Any]]
    footer: list[dict[str, Any]]


class SettingsOut(Schema):
    """The municipality / Belediye."""

    name: str
    short_name: str
    tagline: str
    logo_url: str
    phone: str
    email: str
    address: str
    languages: list[str]
    emergency_numbers: list[dict[str, str]]


def _answer(request: HttpRequest, value: Any, *known: str) -> HttpResponse:
    unknown = sorted(set(request.GET) - set(known))
    if unknown:
        raise Problem("unknown_parameter", f"not known: {', '.join(unknown)[:200]}")
    response = HttpResponse(json.dumps(value, ensure_ascii=False), content_type="application/json")
    response["Cache-Control"] = MAX_AGE
    return response


def _checked(locale: str) -> str:
    if locale not in dict(settings.LANGUAGES):
        raise Problem("invalid_parameter", "locale must be tr, en or ar")
    return locale


@router.get(
    "/categories",
    response={200: list[CategoryOut], 400: ProblemOut},
    summary="Categories of the city guide / Kent rehberi kategorileri",
    operation_id="list_categories",
    tags=["site"],
)
def list_categories(request: HttpRequest, locale: str = Locale) -> HttpResponse:
    """List groups and categories. Grupları ve kategorileri listeler."""
    code = _checked(locale)
    rows = [
        {
            "slug": item.slug,
            "name": item.label(code),
            "parent": item.parent.slug if item.parent else None,
            "icon": item.icon,
        }
        for item in categories()
    ]
    return _answer(request, rows, "locale")


@router.get(
    "/neighbourhoods",
    response={200: list[NeighbourhoodOut], 400: ProblemOut},
    summary="Neighbourhoods / Mahalleler",
    operation_id="list_neighbourhoods",
    tags=["site"],
)
def list_neighbourhoods(request: HttpRequest) -> HttpResponse:
    """List the neighbourhoods in Turkish alphabetical order. Mahalleleri listeler."""
    names = ("slug", "name", "uavt_id", "postal_code", "population", "lat", "lng")
    return _answer(request, list(Neighbourhood.objects.values(*names)))


@router.get(
    "/directorates",
    response={200: list[DirectorateOut], 400: ProblemOut},
    summary="Directorates / Müdürlükler",
    operation_id="list_directorates",
    tags=["site"],
)
def list_directorates(request: HttpRequest) -> HttpResponse:
    """List the directorates. Müdürlükleri listeler."""
    names = ("slug", "name", "scope", "phone", "email")
    return _answer(request, list(Directorate.objects.values(*names)))


@router.get(
    "/navigation",
    response={200: NavigationOut, 400: ProblemOut},
    summary="Menus / Menüler",
    operation_id="get_navigation",
    tags=["site"],
)
def navigation(request: HttpRequest, locale: str = Locale) -> HttpResponse:
    """Return main menu and footer. Ana menüyü ve alt menüleri döndürür."""
    built = frame(_checked(locale), watch.current())
    return _answer(request, {"main": built.nav, "footer": built.footer}, "locale")


@router.get(
    "/settings",
    response={200: SettingsOut, 400: ProblemOut},
    summary="The municipality / Belediye",
    operation_id="get_settings",
    tags=["site"],
)
def site_settings(request: HttpRequest) -> HttpResponse:
    """Return who the municipality is. Belediyenin kimliğini döndürür."""
    built = frame(settings.LANGUAGE_CODE, watch.current())
    names = ("name", "short_name", "tagline", "logo_url", "phone", "email", "address")
    value = {
        **{name: built.site[name] for name in names},
        "languages": [code for code, _name in settings.LANGUAGES],
        "emergency_numbers": built.emergency_numbers,
    }
    return _answer(request, value)
