"""Prepared emergency banners, one for each level: true enough to go out at once, easy to change."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from home.models import EmergencyBanner

Level = EmergencyBanner.Level


@dataclass(frozen=True, slots=True)
class Preset:
    """What the form of a new banner begins with."""

    level: str
    title: Any
    text: Any


PRESETS = (
    Preset(
        Level.DANGER,
        _("Please stay at home unless you must go out"),
        _("Follow what the authorities say. In an emergency call 112."),
    ),
    Preset(
        Level.WARNING,
        _("Heavy rain and storm are expected"),
        _("Do not set out unless you must; keep away from trees and roofs."),
    ),
    Preset(
        Level.INFO,
        _("Some of our services are interrupted today"),
        _("We are working on it and will tell you here when it is over."),
    ),
)


def prepared(level: str) -> EmergencyBanner:
    """Return a new banner of a level with its prepared words, in the language of the site."""
    preset = next((item for item in PRESETS if item.level == level), None)
    if preset is None:
        return EmergencyBanner()
    with translation.override(settings.LANGUAGE_CODE):
        return EmergencyBanner(level=level, title=str(preset.title), text=str(preset.text))
