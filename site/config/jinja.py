"""The Jinja2 environment of the public pages. Only names that end in `.jinja` belong to it."""

import json
from collections.abc import Iterable, MutableMapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from itertools import groupby
from typing import Any

from babel.numbers import format_decimal
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import json_script
from django.utils.translation import get_language, gettext, ngettext
from jinja2 import Environment, FileSystemLoader, TemplateNotFound
from wagtail.jinja2tags import core as wagtail_core


class PublicTemplates(FileSystemLoader):
    """Finds `*.jinja` under templates/ and leaves every other name to Django's own engine."""

    def get_source(self, environment: Environment, template: str) -> Any:
        """Load a template; names of the other engine do not exist here."""
        if not template.endswith(".jinja"):
            raise TemplateNotFound(template)
        return super().get_source(environment, template)


class PublicEnvironment(Environment):
    """Templates that share the environment's globals instead of each looking through a chain.

    Jinja compares the globals of the template that imports with those of the imported one at each
    import, name by name where they are chained dictionaries; plain ones are compared at once.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals of a template that is given none of its own."""
        return super().make_globals(d) if d else self.globals


def environment(**options: Any) -> Environment:
    """Return the environment with gettext, `static`, `url` and the filters templates use."""
    options["loader"] = PublicTemplates(settings.BASE_DIR / "templates")
    options.pop("autoescape", None)
    options["trim_blocks"] = options["lstrip_blocks"] = True
    options["cache_size"] = 1000
    found = PublicEnvironment(autoescape=True, **options)
    found.add_extension("jinja2.ext.i18n")
    found.add_extension(wagtail_core)
    found.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    # Models are ready only now.
    from content.blocks.body import live_cards
    from content.pieces import KeepExtension
    from content.places.labels import open_label
    from content.places.nearby import metres_to
    from content.places.qr import qr_inline
    from services.debts.money import lira, percent

    found.add_extension(KeepExtension)
    # Icons ask for the same address a hundred times a page; it changes with a deployment only.
    address = static if settings.DEBUG else cache(static)
    found.globals.update(static=address, url=url, now=timezone.localtime, live_cards=live_cards)
    found.globals.update(qr_inline=qr_inline, minute=minute)
    found.filters.update(moment=moment, number=number, money=money, groupby_run=groupby_run)
    found.filters.update(clock_span=clock_span, feature=feature, features=features)
    found.filters["open_label"] = lambda data: open_label(data, timezone.localtime())
    found.filters["metres_to"] = lambda document, position=None: metres_to(
        document, position if isinstance(position, tuple) else None
    )
    found.filters.update(lira=lira, percent=percent)
    found.filters["json_script"] = json_script
    found.filters["filesizeformat"] = filesizeformat  # Jinja's own writes decimal points only
    return found


def minute() -> int:
    """Return the minute of the clock: the state of a piece that tells what is true now."""
    return int(timezone.now().timestamp() // 60)


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """Return the address of a named view."""
    return reverse(name, args=args, kwargs=kwargs)


def moment(value: Any) -> datetime | date | None:
    """Turn the API's ISO text into a date, or a date and time in Istanbul; None stays None."""
    if isinstance(value, datetime):
        return timezone.localtime(value)
    if not value or isinstance(value, date):
        return value or None
    if len(value) == 10:
        return date.fromisoformat(value)
    return timezone.localtime(datetime.fromisoformat(value))


def number(value: Any) -> str:
    """Write a number as the reader's language does: 1.234,5 in Turkish."""
    return format_decimal(value, locale=get_language() or settings.LANGUAGE_CODE)


def money(value: Any) -> str:
    """Write an amount with two decimals as the reader's language does: 1.234,50 in Turkish."""
    locale = get_language() or settings.LANGUAGE_CODE
    return format_decimal(Decimal(str(value)), format="#,##0.00", locale=locale)


def groupby_run(documents: Iterable[Any], *keys: str) -> list[tuple[str, list[Any]]]:
    """Group neighbouring documents by the first of their payload's keys that has a value."""

    def value(document: Any) -> str:
        return next((document.data[key] for key in keys if document.data.get(key)), "")

    return [(key, list(group)) for key, group in groupby(documents, value)]


def clock_span(text: str) -> str:
    """Write `08:30-17:00` as the reader's language does: 08.30–17.00 in Turkish."""
    sign = "." if get_language() == "tr" else ":"
    return text.replace("-", "–").replace(":", sign)


def feature(document: Any) -> str:
    """Return one document as a GeoJSON feature for the map of its page."""
    return _collection([_feature(document, title=document.title)])


def features(documents: Iterable[Any]) -> str:
    """Return the documents that have a place as GeoJSON, each leading to its page; "" for none."""
    found = [
        _feature(document, title=document.title, url=document.path)
        for document in documents
        if document.data.get("geometry")
    ]
    return _collection(found) if found else ""


def _feature(document: Any, **properties: str) -> dict[str, Any]:
    properties["text"] = document.data.get("address", "")
    return {
        "type": "Feature",
        "geometry": document.data["geometry"],
        "properties": properties,
    }


def _collection(found: list[dict[str, Any]]) -> str:
    return json.dumps({"type": "FeatureCollection", "features": found}, ensure_ascii=False)
