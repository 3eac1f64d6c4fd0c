"""Draws a step of the form with everything it needs to say before anybody types."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.identity.masks import mask_email, mask_phone
from content.obituaries.disclosure import disclosure_shown
from content.reference.queries import neighbourhood_names
from services.cases.actions.files import waiting_files
from services.requests import proving
from services.requests.form.sending import checked_until, sender_of
from services.requests.form.state import CODE_STEP, QUESTION, STEP, State
from services.requests.kinds import CM
from services.requests.models import Moderation, PlaceAsked, ReportType
from services.requests.places import known_streets, middle, road_works_at
from services.requests.privacy import Finding, Told, findings
from services.requests.promises import promised_on
from services.requests.queries.choosing import grouped, topics, topics_for
from services.requests.queries.similar import similar_public
from services.requests.queries.statistics import figures_of_topic
from services.requests.questions import NO, YES, text_in
from services.requests.terms import terms_of

TEMPLATES = {
    1: "services/requests/step_topic.jinja",
    2: "services/requests/step_place.jinja",
    3: "services/requests/step_text.jinja",
    4: "services/requests/step_person.jinja",
    CODE_STEP: "services/requests/step_code.jinja",
}


def show(
    request: HttpRequest,
    state: State,
    step: int,
    *,
    problems: dict[str, str] | None = None,
    contact: str = "",
    draft_at: datetime | None = None,
    status: int = 200,
) -> HttpResponse:
    """Draw a step. A topic that asks for no place has no second one."""
    if step == 2 and _has_no_place(state) and not problems:
        step = 3 if state.step <= 2 else 1
    problems = problems or {}
    title = titles()[step]
    context: dict[str, Any] = {
        "page": _page(_("Error: %(title)s") % {"title": title} if problems else title),
        "heading": title,
        "step": step,
        "steps": [text for number, text in titles().items() if number <= 4],
        "state": state,
        "hidden": state.hidden(step) | {STEP: str(step)},
        "problem": problems,
        "errors": [
            {"text": text, "id": f"f-{name}" if name else ""} for name, text in problems.items()
        ],
        "topic": state.topic,
        "disclosure": disclosure_shown()[0],
        "has_account": request.user.is_authenticated,
        "draft_at": timezone.localtime(draft_at) if draft_at else None,
    }
    more = {1: _topic, 2: _place, 3: _text, 4: _person, CODE_STEP: _code}[step]
    context |= more(request, state)
    if step == CODE_STEP:
        context["contact"] = mask_email(contact) if "@" in contact else mask_phone(contact)
    return render(request, TEMPLATES[step], context, status=status)


def _has_no_place(state: State) -> bool:
    return state.topic is not None and state.topic.place_asked == PlaceAsked.NONE


def titles() -> dict[int, str]:
    """Return what each step is called."""
    return {
        1: _("What is it about?"),
        2: _("Where is it?"),
        3: _("What would you like to tell us?"),
        4: _("Who are you, and is everything right?"),
        CODE_STEP: _("Type the code we sent you"),
    }


def _page(title: str) -> dict[str, Any]:
    own = {"title": _("Solution Centre"), "url": reverse("report_file")}
    return {"title": title, "robots": "noindex", "kind": "report", "breadcrumbs": [own]}


def _topic(request: HttpRequest, state: State) -> dict[str, Any]:
    offered = topics()
    found = topics_for(state["words"], offered) if state["words"].strip() else []
    if state.topic is not None and state.topic not in found:
        found = [state.topic, *found]
    return {
        "found": found,
        "nothing_found": bool(state["words"].strip()) and not found,
        "groups": [
            {"group": group.category.label, "options": [(t.slug, t.label) for t in group.topics]}
            for group in grouped(offered)
        ],
        "types": ReportType.choices,
    }


def _place(request: HttpRequest, state: State) -> dict[str, Any]:
    return {
        "neighbourhoods": list(neighbourhood_names().items()),
        "streets": known_streets(),
        "pin_center": "{:.5f},{:.5f}".format(*middle()),
        "before": _before(state),
    }


def _text(request: HttpRequest, state: State) -> dict[str, Any]:
    language = get_language() or "tr"
    _wrong, checked = checked_until(state, 2, has_account=True)
    values = checked.values
    works = []
    if state.topic is not None and state.topic.asks_road_works:
        area = values.get("neighbourhood")
        works = road_works_at(
            point=values.get("point"),
            street=values.get("street", ""),
            area=area.slug if area is not None else "",
        )
    return {
        "before": _before(state) if _has_no_place(state) else None,
        "questions": [
            {
                "name": QUESTION + question["name"],
                "kind": question["kind"],
                "label": text_in(question["label"], language),
                "hint": text_in(question.get("hint"), language),
                "needed": bool(question.get("needed")),
                "value": state.answers.get(question["name"], ""),
                "choices": _choices(question, language),
            }
            for question in (state.topic.questions if state.topic else [])
        ],
        "photos": list(waiting_files(state.key)),
        "most_photos": CM.files.at_once,
        "road_works": works,
        "never_public": state.topic is not None and state.topic.moderation == Moderation.NEVER,
        "read_first": state.topic is not None and state.topic.moderation == Moderation.FIRST,
    }


def _choices(question: Any, language: str) -> list[tuple[str, str]]:
    if question["kind"] == "yes_no":
        return [(YES, _("Yes")), (NO, _("No"))]
    return [
        (str(item["value"]), text_in(item["label"], language))
        for item in question.get("choices", [])
    ]


def _person(request: HttpRequest, state: State) -> dict[str, Any]:
    _wrong, checked = checked_until(state, 3, has_account=True)
    values = checked.values
    area = values.get("neighbourhood")
    similar = []
    if state.topic is not None:
        similar = similar_public(
            category=state.topic,
            terms=terms_of(values.get("text", "")),
            point=values.get("point"),
            neighbourhood_id=area.pk if area is not None else None,
            street=values.get("street", ""),
        )
    return {
        "sender": sender_of(request),
        "can_send_sms": proving.can_send_sms(),
        "values": values,
        "type_label": dict(ReportType.choices).get(state["type"], ""),
        "similar": similar,
        "warnings": _warnings(values.get("public_text") or values.get("text", "")),
        "is_public": bool(values.get("public_text")),
        "photos": list(waiting_files(state.key)),
        "is_formal": state["type"] == ReportType.INFORMATION,
    }


def _code(request: HttpRequest, state: State) -> dict[str, Any]:
    return {}


def _before(state: State) -> dict[str, Any] | None:
    """Return what is to be read before going on: whose duty it is, how long it usually takes."""
    topic = state.topic
    if topic is None:
        return None
    days = topic.promise_days
    return {
        "topic": topic,
        "body": topic.body,
        "stop": topic.stop,
        "figures": figures_of_topic(topic.pk),
        "promise": promised_on(timezone.localdate(), days) if days and not topic.body else None,
    }


def _warnings(text: str) -> list[dict[str, str]]:
    words = {
        Told.IDENTITY_NUMBER: _("an identity number"),
        Told.PHONE: _("a phone number"),
        Told.EMAIL: _("an e-mail address"),
        Told.PLATE: _("a number plate"),
        Told.NAME: _("the name of a person"),
    }
    found: list[Finding] = findings(text)
    return [{"what": words[one.what], "text": one.text} for one in found]
