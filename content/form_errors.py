"""The errors of a form for the summary above it."""

from django.forms import BaseForm

Summary = list[dict[str, str]]


def summary_of(form: BaseForm) -> Summary:
    """Return `{"text", "id"}` of each error, in the order of the fields; [] while nothing was sent.

    The first control of a field has the id `f-<name>` (`templates/components/forms.jinja`); an
    error of the form as a whole leads nowhere.
    """
    if not form.is_bound:
        return []
    return [
        {"text": str(message), "id": f"f-{name}" if name in form.fields else ""}
        for name, messages in form.errors.items()
        for message in messages
    ]
