"""What an obituary can say: kinds of farewell, prayers in the order of the day, wording."""

from datetime import time

from django.db import models
from django.utils.translation import gettext_lazy as _

FRIDAY = 4


class Prayer(models.TextChoices):
    """After which prayer the funeral prayer is said."""

    MORNING = "sabah", _("Morning prayer")
    NOON = "ogle", _("Noon prayer")
    FRIDAY = "cuma", _("Friday prayer")
    AFTERNOON = "ikindi", _("Afternoon prayer")
    EVENING = "aksam", _("Evening prayer")
    NIGHT = "yatsi", _("Night prayer")
    OTHER = "other", _("At another time")


# In Turkish whatever the reader's language: parts of the sentence that is read aloud.
PHRASES = {
    Prayer.MORNING.value: "sabah namazına",
    Prayer.NOON.value: "öğle namazına",
    Prayer.FRIDAY.value: "Cuma namazına",
    Prayer.AFTERNOON.value: "ikindi namazına",
    Prayer.EVENING.value: "akşam namazına",
    Prayer.NIGHT.value: "yatsı namazına",
}

# Where a prayer stands in the order of a day. The real times wander with the seasons, this order
# does not; a confirmed clock time orders the notices of the same prayer.
SLOTS = {
    Prayer.MORNING.value: time(5),
    Prayer.NOON.value: time(12),
    Prayer.FRIDAY.value: time(12),
    Prayer.AFTERNOON.value: time(15),
    Prayer.EVENING.value: time(18),
    Prayer.NIGHT.value: time(20),
}


class Ceremony(models.TextChoices):
    """What kind of farewell it is."""

    PRAYER = "prayer", _("Funeral prayer in a mosque")
    NEUTRAL = "neutral", _("Ceremony without prayer")
    TRANSFER = "transfer", _("Taken to another city")


class Gender(models.TextChoices):
    """For the wording only: merhum or merhume."""

    FEMALE = "female", _("Woman (merhume)")
    MALE = "male", _("Man (merhum)")
    UNSPECIFIED = "unspecified", _("Not said (merhum)")


class Stage(models.TextChoices):
    """Where a notice stands on a day, for the desk's list."""

    DRAFT = "draft", _("Not published")
    COMING = "coming", _("Funeral to come")
    LISTED = "listed", _("In the list")
    CONDOLENCE = "condolence", _("Only its page, with condolence")
    REDUCED = "reduced", _("Only its page: name, dates, cemetery")
    ENDED = "ended", _("Ended, no longer public")
