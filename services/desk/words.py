"""Why something was refused, in words that say what to do."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "unknown": _("This change is not possible from the present status."),
    "reason": _("Write what the citizen is to read."),
    "late": _("The time for this is over."),
    "closed": _("The case is closed; open it again first."),
    "again": _("The time was extended once already."),
    "account": _("The applicant has an account and signs in."),
    "no_contact": _("The case has no contact to write to."),
    "nobody": _("No contact is known that could be barred."),
    "days": _("At most a year."),
    "nowhere": _("Give the case to a directorate first."),
    "stranger": _("This person does not work in the case’s directorate."),
    "same": _("It is there already."),
    "ring": _("That report is itself followed under another."),
    "not_yours": _("The case is not in your hands."),
    "no_priority": _("Only reports have a priority."),
    "never": _("Reports of this topic are never public."),
    "unwanted": _("The citizen does not want it public."),
    "empty": _("There are no words to make public."),
    "no_email": _("Write the e-mail address of the body."),
    "asked": _("This body has been asked already and has not answered; wait or cancel that."),
    "many": _("Too many questions are open; cancel one first."),
}


def refused(error: Exception) -> str:
    """Return why, for an error with a `why`."""
    return str(WORDS.get(getattr(error, "why", ""), _("This is not possible.")))
