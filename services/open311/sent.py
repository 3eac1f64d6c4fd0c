"""What a program sent, as far as it can be read; checked by the steps of the site's own form."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator
from django.http import HttpRequest
from django.utils.translation import gettext as _

from services.open311.faults import Fault
from services.requests.form.state import QUESTION, State
from services.requests.form.steps import (
    LENGTHS,
    LONGEST_PUBLIC,
    PRIVATE,
    check_place,
    check_text,
    check_topic,
    read_contact,
)
from services.requests.models import Category, Moderation, ReportType
from services.requests.queries.choosing import topic_of

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
LONGEST_URL = 500
_ATTRIBUTE = re.compile(r"attribute\[([A-Za-z0-9_]{1,60})\](?:\[\])?")
# Of a field of our form, as which the specification sends it.
SENT_AS = {
    **{"address": "address_string", "neighbourhood": "address_string", "street": "address_string"},
    **{"door": "address_string", "place_words": "address_string", "text": "description"},
    "topic": "service_code",
}


@dataclass(frozen=True, slots=True)
class Sent:
    """A request to file.

    Attributes:
        fields: As they came, each once; `api_key` is not among them.
        attributes: Answers by the codes of the service's definition.
    """

    fields: Mapping[str, str]
    attributes: Mapping[str, str]
    files: tuple[UploadedFile, ...] = field(default=())

    def body(self) -> str:
        """Return what two requests have alike that say the same."""
        sums = []
        for file in self.files:
            file.seek(0)
            sums.append(hashlib.sha256(file.read()).hexdigest())
        return json.dumps([sorted(self.fields.items()), sorted(self.attributes.items()), sums])


def read(request: HttpRequest) -> Sent:
    """Return what was sent.

    Raises:
        Fault: 400 for what is no form, and for several values where one is meant.
    """
    if request.content_type not in FORMS:
        raise Fault(400, _("Send a form: application/x-www-form-urlencoded, UTF-8."))
    fields: dict[str, str] = {}
    attributes: dict[str, str] = {}
    twice = []
    for name, values in request.POST.lists():
        found = _ATTRIBUTE.fullmatch(name)
        given = list(dict.fromkeys(value.replace("\x00", "").strip() for value in values))
        if len(given) > 1:
            twice.append(name[:80])
        elif found is not None:
            attributes[found[1]] = given[0]
        elif name != "api_key":
            fields[name[:80]] = given[0]
    if twice:
        raise Fault(400, *(_("%(name)s takes one value.") % {"name": name} for name in twice))
    files = tuple(file for name in request.FILES for file in request.FILES.getlist(name))
    return Sent(fields, attributes, files)  # type: ignore[arg-type]


def checked(sent: Sent) -> dict[str, Any]:
    """Return the values of a report: what `ReportFiling` takes of topic, place, words and person.

    The same functions check it that check the steps of the form.

    Raises:
        Fault: 404 for an unknown service, 400 with everything that is wrong.
    """
    topic = _topic(sent)
    state = _state(sent, topic)
    values: dict[str, Any] = {}
    wrong: list[str] = []
    for step in (check_topic, check_place, check_text):
        found = step(state)
        values |= found.values
        wrong += [f"{_sent_as(name, sent)}: {words}" for name, words in found.problems.items()]
    unknown = set(sent.attributes) - {question["name"] for question in topic.questions}
    wrong += [
        _("attribute[%(name)s] is not asked by this service.") % {"name": name}
        for name in sorted(unknown)
    ]
    values |= _person(sent, wrong)
    url = _url(sent, wrong)
    if wrong:
        raise Fault(400, *wrong)
    public = _public(sent, topic, values["text"])
    # Never fetched: whoever chose the address would choose whom our server calls.
    text = f"{values['text']}\n\nmedia_url: {url}" if url else values["text"]
    return values | {"text": text, "public_text": public}


def _topic(sent: Sent) -> Category:
    code = sent.fields.get("service_code", "")
    if not code:
        raise Fault(400, _("service_code is missing."))
    topic = topic_of(code)
    if topic is None:
        raise Fault(404, _("service_code is not known."))
    return topic


def _state(sent: Sent, topic: Category) -> State:
    """Return what was sent as the form would have it."""
    given = sent.fields
    days = {question["name"] for question in topic.questions if question["kind"] == "date"}
    answers = {
        QUESTION + name: value[:10] if name in days else value
        for name, value in sent.attributes.items()
    }
    return State(
        {
            "topic": topic.slug,
            # Law 3071 wants name and address of a petition; without them it is a notice.
            "type": ReportType.NOTICE,
            "neighbourhood": given.get("address_id", ""),
            "address": given.get("address_string", ""),
            "lat": given.get("lat", ""),
            "lng": given.get("long", ""),
            "text": given.get("description", ""),
            "visibility": PRIVATE,
            **answers,
        }
    )


def _public(sent: Sent, topic: Category, text: str) -> str:
    """Return the words that an officer reads before everybody may; "" for none."""
    if topic.moderation == Moderation.NEVER or sent.fields.get("visibility") == PRIVATE:
        return ""
    return text if len(text) <= LONGEST_PUBLIC else f"{text[: LONGEST_PUBLIC - 1]}…"


def _person(sent: Sent, wrong: list[str]) -> dict[str, str]:
    """Return name and contacts. Ids of devices and accounts elsewhere are not kept."""
    found = {"contact_email": "", "contact_phone": ""}
    email, phone = sent.fields.get("email", ""), sent.fields.get("phone", "")
    for name, typed in (("email", email), ("phone", phone)):
        if not typed:
            continue
        try:
            read_email, read_phone = read_contact(typed)
        except ValueError:
            read_email = read_phone = ""
        value = read_email if name == "email" else read_phone
        if not value:
            words = _("%(name)s: an e-mail address, or a mobile phone such as 0532 123 45 67.")
            wrong.append(words % {"name": name})
        found[f"contact_{name}"] = value
    names = (sent.fields.get("first_name", ""), sent.fields.get("last_name", ""))
    whole = " ".join(part for part in names if part)
    if len(whole) > LENGTHS["name"]:
        most = {"most": LENGTHS["name"]}
        wrong.append(f"first_name, last_name: {_('At most %(most)d characters.') % most}")
    return found | {"applicant_name": whole}


def _url(sent: Sent, wrong: list[str]) -> str:
    url = sent.fields.get("media_url", "")
    if not url:
        return ""
    try:
        URLValidator(schemes=("http", "https"))(url)
    except ValidationError:
        url = "x" * (LONGEST_URL + 1)
    if len(url) > LONGEST_URL:
        wrong.append(
            _("media_url is a web address of at most %(most)d characters.") % {"most": LONGEST_URL}
        )
    return url


def _sent_as(name: str, sent: Sent) -> str:
    if name.startswith(QUESTION):
        return f"attribute[{name.removeprefix(QUESTION)}]"
    if name == "address" and (sent.fields.get("lat") or sent.fields.get("long")):
        return "lat, long"
    return SENT_AS.get(name, name)
