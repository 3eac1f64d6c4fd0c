"""Further questions of a topic, as data: `[{"name", "kind", "label", …}]`. Pure functions.

Keys of a question: `name` (a-z and underscores), `kind` (`text`, `number`, `yes_no`, `choice`,
`date`), `label` and `hint` (a text, or one for each language: `{"tr": …, "en": …, "ar": …}`),
`needed` (false unless said), `choices` of a choice (`[{"value", "label"}]`).
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

KINDS = ("text", "number", "yes_no", "choice", "date")
MOST = 6
LONGEST = 300
YES, NO = "yes", "no"


def text_in(value: Any, language: str) -> str:
    """Return a text, or the one for the language, else the Turkish one."""
    if isinstance(value, Mapping):
        return str(value.get(language[:2]) or value.get("tr") or "")
    return str(value or "")


def problems_of(questions: Any) -> Iterator[str]:
    """Yield what is wrong with the questions, in words for who writes them."""
    if not isinstance(questions, list):
        yield "a list of questions is needed"
        return
    if len(questions) > MOST:
        yield f"at most {MOST} questions"
    names = set()
    for question in questions:
        if not isinstance(question, Mapping):
            yield "each question is an object"
            continue
        name = question.get("name")
        if not (isinstance(name, str) and name.isascii() and name.replace("_", "a").isalpha()):
            yield f"{name!r} is no name of a question"
        elif name in names:
            yield f"{name!r} is there twice"
        names.add(str(name))
        if question.get("kind") not in KINDS:
            yield f"{name}: the kind is one of {', '.join(KINDS)}"
        if not text_in(question.get("label"), "tr"):
            yield f"{name}: a label is missing"
        if question.get("kind") == "choice" and not _choices_fit(question.get("choices")):
            yield f"{name}: choices are objects with value and label"


def _choices_fit(choices: Any) -> bool:
    return (
        isinstance(choices, list)
        and bool(choices)
        and all(
            isinstance(item, Mapping) and item.get("value") and text_in(item.get("label"), "tr")
            for item in choices
        )
    )


def checked(
    questions: Sequence[Mapping[str, Any]], typed: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the answers that fit, and for each that does not a code.

    Codes: `needed`, `long`, `number`, `choice`, `date`.
    """
    answers: dict[str, str] = {}
    problems: dict[str, str] = {}
    for question in questions:
        name, kind = str(question["name"]), question["kind"]
        value = str(typed.get(name, "")).strip()
        if not value:
            if question.get("needed"):
                problems[name] = "needed"
            continue
        code = _problem(question, kind, value)
        if code:
            problems[name] = code
        else:
            answers[name] = value
    return answers, problems


def _problem(question: Mapping[str, Any], kind: str, value: str) -> str:
    if len(value) > LONGEST:
        return "long"
    if kind == "number" and not (value.isascii() and value.isdecimal() and len(value) <= 9):
        return "number"
    if kind == "yes_no" and value not in {YES, NO}:
        return "choice"
    if kind == "choice" and value not in {str(item["value"]) for item in question["choices"]}:
        return "choice"
    if kind == "date":
        try:
            date.fromisoformat(value)
        except ValueError:
            return "date"
    return ""
