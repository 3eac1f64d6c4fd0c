"""Obituaries (vefat ilanı)."""

from content.obituaries.models.index import ObituaryIndexPage
from content.obituaries.models.obituary import ObituaryPage

__all__ = ["ObituaryIndexPage", "ObituaryPage"]
