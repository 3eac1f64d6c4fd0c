"""Changes of what frames every page make a new generation, so that no cache keeps the old frame."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from content.places.models import PlaceCategory
from content.reference.models import Directorate, Neighbourhood
from home.models import EmergencyBanner, MunicipalitySettings, NavigationItem
from search.models import PublicationState

FRAMING = (
    EmergencyBanner,
    MunicipalitySettings,
    NavigationItem,
    Directorate,
    Neighbourhood,
    PlaceCategory,
)


@receiver([post_save, post_delete])
def frame_changed(sender: Any, **kwargs: Any) -> None:
    """Advance the generation."""
    if sender in FRAMING:
        PublicationState.advance()
