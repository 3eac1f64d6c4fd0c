"""Site data in the API: categories, neighbourhoods, directorates, menus, identity."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from content.api.filters import checked_locale
from content.api.output import as_json
from content.api.routes import known_only
from content.api.schemas import Problem as ProblemOut
from content.places.queries import categories
from content.reference.models import Directorate, Neighbourhood
from home.chrome import frame
from search.generation import watch

router = Router()
Locale = Query(
    "tr",
    pattern=r"^[a-z]{2}$",
    description="Language: tr, en or ar. / Dil: tr, en ya da ar.",
    examples=["tr"],
)


class CategoryOut(Schema):
    """A group or a category of the guide / Rehber grubu ya da kategorisi."""

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


class LinkOut(Schema):
    """A link / Bağlantı."""

    title: str = Field(examples=["Kent rehberi"])
    url: str = Field(examples=["/kent-rehberi/"])


class MenuOut(LinkOut):
    """An entry of the main menu with those below it / Ana menü girdisi."""

    children: list[LinkOut]


class FooterOut(Schema):
    """A menu at the foot / Alt menü."""

    title: str
    links: list[LinkOut]


class NavigationOut(Schema):
    """The menus / Menüler."""

    main: list[MenuOut]
    footer: list[FooterOut]


class EmergencyNumberOut(Schema):
    """An emergency number / Acil numara."""

    number: str = Field(examples=["112"])
    label: str = Field(examples=["Acil çağrı"])


class SettingsOut(Schema):
    """The municipality / Belediye."""

    name: str
    short_name: str
    tagline: str
    base_url: str
    logo_url: str
    phone: str
    email: str
    address: str
    languages: list[str]
    emergency_numbers: list[EmergencyNumberOut]


@router.get(
    "/categories",
    response={200: list[CategoryOut], 400: ProblemOut},
    summary="Categories of the city guide / Kent rehberi kategorileri",
    operation_id="list_categories",
    tags=["site"],
)
def list_categories(request: HttpRequest, locale: str = Locale) -> HttpResponse:
    """List groups and categories. Grupları ve kategorileri listeler."""
    known_only(request, "locale")
    code = checked_locale(locale)
    rows = [
        {
            "slug": item.slug,
            "name": item.label(code),
            "parent": item.parent.slug if item.parent else None,
            "icon": item.icon,
        }
        for item in categories()
    ]
    return as_json(rows, code)


@router.get(
    "/neighbourhoods",
    response={200: list[NeighbourhoodOut], 400: ProblemOut},
    summary="Neighbourhoods / Mahalleler",
    operation_id="list_neighbourhoods",
    tags=["site"],
)
def list_neighbourhoods(request: HttpRequest) -> HttpResponse:
    """List the neighbourhoods in Turkish alphabetical order. Mahalleleri listeler."""
    known_only(request)
    names = ("slug", "name", "uavt_id", "postal_code", "population", "lat", "lng")
    return as_json(list(Neighbourhood.objects.values(*names)))


@router.get(
    "/directorates",
    response={200: list[DirectorateOut], 400: ProblemOut},
    summary="Directorates / Müdürlükler",
    operation_id="list_directorates",
    tags=["site"],
)
def list_directorates(request: HttpRequest) -> HttpResponse:
    """List the directorates. Müdürlükleri listeler."""
    known_only(request)
    names = ("slug", "name", "scope", "phone", "email")
    return as_json(list(Directorate.objects.values(*names)))


@router.get(
    "/navigation",
    response={200: NavigationOut, 400: ProblemOut},
    summary="Menus / Menüler",
    operation_id="get_navigation",
    tags=["site"],
)
def navigation(request: HttpRequest, locale: str = Locale) -> HttpResponse:
    """Return main menu and footer. Ana menüyü ve alt menüleri döndürür."""
    known_only(request, "locale")
    built = frame(checked_locale(locale), watch.current())
    return as_json({"main": built.nav, "footer": built.footer}, locale)


@router.get(
    "/settings",
    response={200: SettingsOut, 400: ProblemOut},
    summary="The municipality / Belediye",
    operation_id="get_settings",
    tags=["site"],
)
def site_settings(request: HttpRequest) -> HttpResponse:
    """Return who the municipality is. Belediyenin kimliğini döndürür."""
    known_only(request)
    built = frame(settings.LANGUAGE_CODE, watch.current())
    names = ("name", "short_name", "tagline", "logo_url", "phone", "email", "address")
    value = {
        **{name: built.site[name] for name in names},
        "base_url": settings.WAGTAILADMIN_BASE_URL,
        "languages": [code for code, _name in settings.LANGUAGES],
        "emergency_numbers": built.emergency_numbers,
    }
    return as_json(value)
