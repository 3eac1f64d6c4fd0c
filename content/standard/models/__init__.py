"""Sections, standard pages, news and services."""

from content.standard.models.guide import LifeEvent, LifeEventPage
from content.standard.models.news import NewsIndexPage, NewsPage, NewsType
from content.standard.models.pages import SectionPage, StandardPage
from content.standard.models.parts import TextPage
from content.standard.models.service import ServicePage

__all__ = [
    "LifeEvent",
    "LifeEventPage",
    "NewsIndexPage",
    "NewsPage",
    "NewsType",
    "SectionPage",
    "ServicePage",
    "StandardPage",
    "TextPage",
]
