"""The type on paper: DejaVu Sans Condensed, which has Turkish and Arabic letters in one family.

It comes from the npm package `dejavu-fonts-ttf` (Bitstream Vera's licence; DejaVu's own changes
are in the public domain) and is embedded as a subset of the letters used.
"""

from pathlib import Path

from django.conf import settings
from fpdf import FPDF

FAMILY = "print"
FILES = {"": "DejaVuSansCondensed.ttf", "B": "DejaVuSansCondensed-Bold.ttf"}


class FontsMissing(RuntimeError):
    """The fonts are not installed; says what to do."""


def folder() -> Path:
    """Return where the fonts lie."""
    return Path(settings.PRINT_FONTS)


def embed(pdf: FPDF, language: str) -> None:
    """Give a document the family, with shaping: Arabic letters join, Turkish ones keep their dots.

    Args:
        pdf: the document, before its first page.
        language: a language's code, e.g. `tr`.
    """
    for style, name in FILES.items():
        path = folder() / name
        if not path.is_file():
            raise FontsMissing(f"{path} is missing: run `npm ci --omit=dev`, or set PRINT_FONTS.")
        pdf.add_font(FAMILY, style, path)
    # Ligatures swallow the dot of "fi", which is a letter of its own beside "fı".
    pdf.set_text_shaping(True, features={"liga": False}, language=language)
