"""What citizens read of obituaries, road works and notifications is there in Arabic, too."""

from django.utils import translation

from config import messages
from content.obituaries.models import Sender
from outbox.models import ChannelName
from subscriptions.models import Frequency, What

# Modules and templates whose words stand on public pages, in letters or in feeds. What stands in
# the admin alone (models, panels, queues) is Turkish only.
PUBLIC = (
    "content/feeds/",
    "content/courses/choices.py",
    "content/courses/description.py",
    "content/courses/kinds.py",
    "content/courses/lists.py",
    "content/courses/queries.py",
    "content/courses/turns.py",
    "content/obituaries/boards.py",
    "content/obituaries/choices.py",
    "content/obituaries/condolences/views.py",
    "content/obituaries/days.py",
    "content/obituaries/family/forms.py",
    "content/obituaries/family/reading.py",
    "content/obituaries/family/views.py",
    "content/obituaries/kinds.py",
    "content/obituaries/lists.py",
    "content/obituaries/names.py",
    "content/obituaries/queries.py",
    "content/obituaries/submissions/forms.py",
    "content/obituaries/submissions/views.py",
    "content/roadworks/below/",
    "content/roadworks/kinds.py",
    "content/roadworks/lists.py",
    "content/roadworks/states.py",
    "content/roadworks/turns.py",
    "services/cases/attachments/",
    "services/cases/forms.py",
    "services/cases/lookup/",
    "services/cases/notices/",
    "services/cases/papers.py",
    "services/cases/queries.py",
    "services/cases/views/",
    "services/debts/actions/clearances.py",
    "services/debts/actions/objections.py",
    "services/debts/calendars.py",
    "services/debts/filed/",
    "services/debts/filters.py",
    "services/debts/letters.py",
    "services/debts/models/filed.py",
    "services/debts/payments/states.py",
    "services/debts/queries/source.py",
    "services/debts/quick/door.py",
    "services/debts/quick/forms.py",
    "services/debts/receipt_sheet.py",
    "services/debts/reminding/",
    "services/debts/staff/letters.py",
    "services/debts/statement.py",
    "services/debts/states.py",
    "services/debts/views/",
    "services/requests/form/",
    "services/requests/kinds.py",
    "services/requests/letters.py",
    "services/requests/of_case.py",
    "services/requests/views/",
    "subscriptions/facts.py",
    "subscriptions/forms.py",
    "subscriptions/letters.py",
    "subscriptions/notices.py",
    "subscriptions/views/",
    "templates/emails/",
    "templates/debts/",
    "templates/pages/cards/course",
    "templates/pages/cards/obituary",
    "templates/pages/cards/roadwork",
    "templates/pages/condolence_book.jinja",
    "templates/pages/course",
    "templates/pages/family_",
    "templates/pages/obituary",
    "templates/pages/roadwork",
    "templates/services/cases/",
    "templates/services/requests/",
    "templates/subscriptions/",
)
STAFF = ("templates/subscriptions/admin/",)
# Of a public module, what only the desk reads: its own two forms, and where a notice stands.
KEPT_TO_STAFF = {
    "As the dates say",
    "Cancelled, does not take place",
    "Full, no places left",
    "E-mail address of the family",
    "Empty: the link is shown once, to be sent by phone. The address is erased with the answer.",
    "Kept with your name, e.g. “Oğlu metni telefonda dinledi ve onayladı”.",
    "Why it is published without the family's approval",
}


def public_words():
    """Return the msgids of public modules with the first of these they stand in."""
    return {
        msgid: file
        for msgid, files in messages.used().items()
        for file in files
        if file.startswith(PUBLIC) and not file.startswith(STAFF) and msgid not in KEPT_TO_STAFF
    }


def test_what_citizens_read_is_translated_into_arabic():
    done = messages.translated("ar")
    missing = {msgid: file for msgid, file in public_words().items() if msgid not in done}
    assert missing == {}


def test_the_list_of_public_modules_names_files_there_are():
    known = {file for files in messages.used().values() for file in files}
    assert [name for name in PUBLIC if not any(file.startswith(name) for file in known)] == []


def test_choices_of_public_forms_and_letters_are_in_arabic_letters():
    with translation.override("ar"):
        labels = [
            str(label)
            for choices in (Sender, Frequency, What, ChannelName)
            for label in choices.labels
        ]
    assert [label for label in labels if label.isascii() and label != "SMS"] == []
