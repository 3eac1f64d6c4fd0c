"""What each step checks, and what comes of it: one form for each, over the same state."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from accounts.profiles.phones import is_mobile, parsed_phone
from content.numbers import whole_number
from content.reference.queries import neighbourhoods
from services.requests.form.state import QUESTION, State
from services.requests.models import Moderation, PlaceAsked, ReportType
from services.requests.places import nearest_area, read_address, read_point
from services.requests.questions import checked as checked_answers

SHORTEST, LONGEST_TEXT, LONGEST_PUBLIC = 10, 4_000, 2_000
LENGTHS = {"street": 160, "door": 20, "place_words": 250, "name": 120, "home_address": 250}
PRIVATE, SAME, OWN = "private", "same", "own"
SOURCES = {"phone", "pin", "photo"}


@dataclass(slots=True)
class Checked:
    """What the steps found: ready values, and for each field that is wrong what to do.

    `problems` are in the order of the page; the id of a field is `f-<name>`.
    """

    values: dict[str, Any] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)


def check_topic(state: State) -> Checked:
    """Check step 1: what it is about."""
    found = Checked()
    if state.topic is None:
        found.problems["topic"] = _("Choose what it is about.")
    if state["type"] not in ReportType.values:
        found.problems["type"] = _("Choose what you want with it.")
    found.values = {"category": state.topic, "type": state["type"]}
    return found


def check_place(state: State) -> Checked:
    """Check step 2: where it is. Address words fill in what was not chosen from the lists."""
    found = Checked()
    asked = state.topic.place_asked if state.topic else PlaceAsked.OPTIONAL
    if asked == PlaceAsked.NONE:
        return found
    words = read_address(state["address"])
    area = neighbourhoods().get(state["neighbourhood"]) or words.neighbourhood
    street, door = state["street"].strip() or words.street, state["door"].strip() or words.door
    told = state["place_words"].strip()
    if state["address"].strip() and not (words.street or told):
        told = state["address"].strip()
    try:
        point = read_point(state["lng"], state["lat"])
    except ValidationError:
        found.problems["address"] = _(
            "This point is not in our municipality. Write the address, or mark another point."
        )
        point = None
    if area is None and point is not None:
        area = nearest_area(point)
    values = {"street": street, "door": door, "place_words": told}
    for name, value in values.items():
        if len(value) > LENGTHS[name]:
            found.problems[name] = _("At most %(most)d characters.") % {"most": LENGTHS[name]}
    if asked == PlaceAsked.NEEDED and not found.problems and point is None:
        if area is None:
            found.problems["neighbourhood"] = _("Choose the neighbourhood, or mark the point.")
        elif not (street or told):
            found.problems["street"] = _("Choose or write the street, or describe the place.")
    found.values = values | {
        "neighbourhood": area,
        "point": point,
        "accuracy_m": _metres(state["accuracy"]) if point else None,
        "place_source": _source(state, point, area, told),
    }
    return found


def check_text(state: State) -> Checked:
    """Check step 3: what is wrong, the topic's questions, what everybody may read."""
    found = Checked()
    text = state["text"].strip()
    if len(text) < SHORTEST:
        found.problems["text"] = _("Describe it in a sentence at least.")
    elif len(text) > LONGEST_TEXT:
        found.problems["text"] = _("At most %(most)d characters.") % {"most": LONGEST_TEXT}
    questions = state.topic.questions if state.topic else []
    answers, wrong = checked_answers(questions, state.answers)
    words = {
        "needed": _("Please answer this."),
        "long": _("The answer is too long."),
        "number": _("Write a number in digits."),
        "choice": _("Choose from the list."),
        "date": _("Choose a date."),
    }
    found.problems |= {QUESTION + name: words[code] for name, code in wrong.items()}
    found.values = {"text": text, "answers": answers, "public_text": _public(state, text, found)}
    return found


def check_person(state: State, *, has_account: bool) -> Checked:
    """Check step 4: who files, and how we reach them. Law 3071 asks for name and address."""
    found = Checked()
    email = phone = ""
    typed = state["contact"].strip()
    if not has_account:
        try:
            email, phone = read_contact(typed)
        except ValueError:
            found.problems["contact"] = _(
                "Write a mobile phone such as 0532 123 45 67, or an e-mail address."
            )
    name, address = state["name"].strip(), state["home_address"].strip()
    is_formal = state["type"] == ReportType.INFORMATION
    if is_formal and not name and not has_account:
        found.problems["name"] = _("The law on information asks for name and surname.")
    if is_formal and not address:
        found.problems["home_address"] = _("The law on information asks for your address.")
    for field_name, value in (("name", name), ("home_address", address)):
        if len(value) > LENGTHS[field_name]:
            most = {"most": LENGTHS[field_name]}
            found.problems[field_name] = _("At most %(most)d characters.") % most
    if state["website"]:
        found.problems["website"] = _("Please leave the field “Web site” empty and send it again.")
    found.values = {
        "contact_email": email,
        "contact_phone": phone,
        "applicant_name": name,
        "applicant_address": address,
    }
    return found


def read_contact(typed: str) -> tuple[str, str]:
    """Return `(e-mail, "")` or `("", mobile phone in E.164)`; ValueError for anything else."""
    if "@" in typed:
        try:
            validate_email(typed)
        except ValidationError:
            raise ValueError("no e-mail") from None
        return typed, ""
    phone = parsed_phone(typed)
    if not is_mobile(phone):
        raise ValueError("no mobile phone")
    return "", phone


def _public(state: State, text: str, found: Checked) -> str:
    never = state.topic is not None and state.topic.moderation == Moderation.NEVER
    if never or state["visibility"] not in {SAME, OWN}:
        return ""
    public = text if state["visibility"] == SAME else state["public_text"].strip()
    if not public:
        found.problems["public_text"] = _("Write the words that everybody may read.")
    elif len(public) > LONGEST_PUBLIC:
        found.problems["public_text" if state["visibility"] == OWN else "visibility"] = _(
            "Public words have at most %(most)d characters; write shorter ones."
        ) % {"most": LONGEST_PUBLIC}
    return public[:LONGEST_PUBLIC]


def _metres(text: str) -> int | None:
    metres = whole_number(text.partition(".")[0])
    return min(metres, 100_000) if metres is not None else None


def _source(state: State, point: Any, area: Any, told: str) -> str:
    if point is not None:
        return state["source"] if state["source"] in SOURCES else "pin"
    if state["address"].strip():
        return "words"
    if area is not None:
        return "list"
    return "words" if told else ""
