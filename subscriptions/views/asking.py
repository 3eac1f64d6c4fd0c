"""What a request asks to follow: a list with its filters, several lists, or one notice."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language

from content.locales import locale_of_path
from content.reference.queries import NEIGHBOURHOOD, neighbourhood_names
from subscriptions.targets import Choice, choice_of, document_choice, followable_lists, list_choice

MOST = 12
PREFIX = "s-"  # before the names of a list's filters, so that they are no fields of ours


@dataclass(slots=True)
class Wish:
    """What may be followed by this form.

    Attributes:
        offered: What there is to choose from.
        chosen: The addresses that are ticked.
        single: The one list whose filters the form shows.
        errors: What of the address was not understood.
    """

    offered: list[Choice] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)
    single: Choice | None = None
    document: Choice | None = None
    area: str = ""
    errors: list[str] = field(default_factory=list)

    @property
    def choices(self) -> list[Choice]:
        """Return what would be followed."""
        if self.document:
            return [self.document]
        if self.single:
            return [self.single]
        return [item for item in self.offered if item.address in self.chosen]

    @property
    def exists(self) -> bool:
        """Tell whether there is anything to follow at all."""
        return bool(self.document or self.single or self.offered)


def wish_of(request: HttpRequest) -> Wish:
    """Read what somebody wants from the address of the form, or from what was sent."""
    data: QueryDict = request.POST if request.method == "POST" else request.GET
    number = data.get("ilan", "")
    if number:
        is_number = number.isascii() and number.isdigit() and len(number) < 18
        return Wish(document=document_choice(int(number)) if is_number else None)
    area = data.get("mahalle", "")
    if area:
        return _area(area, data)
    addresses = [text for text in data.getlist("adres")[:MOST] if "\x00" not in text]
    if len(addresses) == 1:
        return _single(addresses[0], data)
    offered = [choice for text in addresses if (choice := list_choice(text))]
    return Wish(offered=offered, chosen=[choice.address for choice in offered])


def _single(address: str, data: QueryDict) -> Wish:
    choice = list_choice(address)
    if choice is None:
        return Wish()
    typed = {
        name.removeprefix(PREFIX): str(value).replace("\x00", "")
        for name, value in data.items()
        if name.startswith(PREFIX)
    }
    if typed:
        choice = choice_of(choice.path, typed) or choice
    return Wish(single=choice, errors=list(choice.errors))


def _area(slug: str, data: QueryDict) -> Wish:
    if slug not in neighbourhood_names():
        return Wish()
    offered = [choice for choice in in_area(slug, get_language() or "tr") if choice.params]
    addresses = [choice.address for choice in offered]
    asked = [text for text in data.getlist("adres") if text in addresses]
    first_look = "adres" not in data and "frequency" not in data
    notices = [choice.address for choice in offered if "place" not in choice.kinds]
    return Wish(offered=offered, chosen=notices if first_look else asked, area=slug)


def in_area(slug: str, locale: str) -> list[Choice]:
    """Return the lists that can be narrowed to a neighbourhood, narrowed to it."""
    param = NEIGHBOURHOOD.param
    found = [choice_of(item.path, {param: slug}) for item in followable_lists(locale)]
    return [choice for choice in found if choice and choice.params.get(param) == slug]


def form_address(base: str, params: Mapping[str, str | list[str]]) -> str:
    """Return the address of the form with what is to be followed."""
    return f"{base}?{urlencode(params, doseq=True)}" if params else base


def is_foreign(choice: Choice) -> bool:
    """Tell whether a list is written in another language than the page."""
    return locale_of_path(choice.path) != get_language()
