"""What a road work can be, and how it may change; data, not ifs."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Where a work stands."""

    PLANNED = "planned", _("Planned")
    IN_PROGRESS = "in_progress", _("In progress")
    PAUSED = "paused", _("Paused")
    FINISHED = "finished", _("Finished")
    CANCELLED = "cancelled", _("Cancelled")


OPEN_STATES = frozenset({Status.PLANNED, Status.IN_PROGRESS, Status.PAUSED})
GOING_ON = (Status.IN_PROGRESS, Status.PAUSED)
# These need a reason that citizens read.
EXPLAINED = frozenset({Status.PAUSED, Status.CANCELLED})

# From each status, the ones that may follow. A finished work may be found unfinished once more, a
# cancelled one may be planned again.
ALLOWED: dict[str, tuple[str, ...]] = {
    Status.PLANNED: (Status.IN_PROGRESS, Status.CANCELLED),
    Status.IN_PROGRESS: (Status.PAUSED, Status.FINISHED, Status.CANCELLED),
    Status.PAUSED: (Status.IN_PROGRESS, Status.FINISHED, Status.CANCELLED),
    Status.FINISHED: (Status.IN_PROGRESS,),
    Status.CANCELLED: (Status.PLANNED,),
}


class WorkKind(models.TextChoices):
    """What is done."""

    HOT_ASPHALT = "hot_asphalt", _("Hot asphalt")
    COLD_PATCH = "cold_asphalt_patch", _("Cold asphalt, patching")
    SURFACE = "surface_treatment", _("Surface treatment")
    PAVING = "block_paving", _("Block paving")
    KERB = "kerb_pavement", _("Kerb and pavement")
    UTILITIES = "utilities", _("Pipes and cables")


class VehicleImpact(models.TextChoices):
    """Effect on traffic: the values of WZDx 4.2 (Work Zone Data Exchange), `vehicle_impact`."""

    ALL_OPEN = "all-lanes-open", _("All lanes open")
    ALL_CLOSED = "all-lanes-closed", _("Road closed")
    SOME_CLOSED = "some-lanes-closed", _("Some lanes closed")
    MERGE_LEFT = "some-lanes-closed-merge-left", _("Some lanes closed, keep left")
    MERGE_RIGHT = "some-lanes-closed-merge-right", _("Some lanes closed, keep right")
    ALL_OPEN_LEFT = "all-lanes-open-shift-left", _("All lanes open, shifted left")
    ALL_OPEN_RIGHT = "all-lanes-open-shift-right", _("All lanes open, shifted right")
    SPLIT = "some-lanes-closed-split", _("Some lanes closed, traffic split")
    FLAGGING = "flagging", _("Traffic directed by hand")
    SIGNAL = "temporary-traffic-signal", _("Temporary traffic light")
    ALTERNATING = "alternating-one-way", _("One lane, in turns")
    UNKNOWN = "unknown", _("Not known")
