"""Paper the municipality hands out: PDF sheets with its letterhead, tables and QR codes.

Knows no model and no request: who prints gives ready words. `home.letterhead` makes the
letterhead from the municipality's settings.
"""

from printing.letterhead import Letterhead
from printing.sheet import A4, A5, Sheet

__all__ = ["A4", "A5", "Letterhead", "Sheet"]
