"""Where a recovery stands, what may become of it, and what it gives back: data."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where it stands."""

    OPENED = "opened", _("Waits for the second officer")
    WAITING = "waiting", _("Waiting time")
    COMPLETED = "completed", _("Completed by the citizen")
    STOPPED = "stopped", _("Stopped")
    EXPIRED = "expired", _("Ran out")


OPEN = (State.OPENED, State.WAITING)
# The trigger of migration 0002 holds the same for everything that writes.
CHANGES: dict[State, tuple[State, ...]] = {
    State.OPENED: (State.WAITING, State.STOPPED, State.EXPIRED),
    State.WAITING: (State.COMPLETED, State.STOPPED, State.EXPIRED),
    State.COMPLETED: (),
    State.STOPPED: (),
    State.EXPIRED: (),
}


class Resets(models.TextChoices):
    """What the citizen lost."""

    FACTORS = "factors", _("Second step (app, passkey, recovery codes)")
    EMAIL = "email", _("E-mail address")
    PHONE = "phone", _("Phone")


class Document(models.TextChoices):
    """What an officer saw; which one, never its number."""

    CARD = "card", _("Identity card with a chip")
    TEMPORARY = "temporary", _("Temporary identity document with a photograph")
    PASSPORT = "passport", _("Passport")
    LICENCE = "licence", _("Driving licence with a chip")
    RESIDENCE = "residence", _("Residence permit of a foreigner")


class StoppedBy(models.TextChoices):
    """Who stopped it."""

    DESK = "desk", _("An officer")
    CITIZEN = "citizen", _("The account’s owner, from a contact on file")
