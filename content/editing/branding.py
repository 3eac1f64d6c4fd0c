"""The admin in the municipality's name and colour."""

import colorsys
import re
from typing import Any

from django.apps import apps

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
# White text on the side bar needs a dark ground (contrast 7:1) whatever the municipality chose.
DARKEST, LIGHTEST = 0.10, 0.24


def municipality() -> Any:
    """Return the municipality's settings; asked by name, for content knows nothing of home."""
    return apps.get_model("home", "MunicipalitySettings").current()


def theme_css() -> str:
    """Return Wagtail's colour variables made from the municipality's first colour."""
    colour = municipality().accent_1
    if not _COLOUR.fullmatch(colour or ""):
        return ""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = min(max(light, DARKEST), LIGHTEST)
    button = min(light + 0.06, LIGHTEST + 0.04)
    degrees, percent = round(hue * 360, 1), round(saturation * 100, 1)
    return (
        ":root{"
        f"--w-color-primary-hue:{degrees};"
        f"--w-color-primary-saturation:{percent}%;"
        f"--w-color-primary-lightness:{round(light * 100, 1)}%;"
        f"--w-color-secondary-hue:{degrees};"
        f"--w-color-secondary-saturation:{percent}%;"
        f"--w-color-secondary-lightness:{round(button * 100, 1)}%;"
        "}"
    )
