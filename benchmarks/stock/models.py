"""A place and its index as a Wagtail tutorial would write them, for comparison."""

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from wagtail.api import APIField
from wagtail.models import Page


class StockIndexPage(Page):
    """Lists its children, twenty a page."""

    template = "stock/index.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add one page of the children."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        places = StockPlacePage.objects.child_of(self).live().order_by("title")
        context["places"] = Paginator(places, 20).get_page(request.GET.get("sayfa"))
        return context


class StockPlacePage(Page):
    """A place."""

    template = "stock/place.html"

    description = models.TextField()
    category = models.CharField(max_length=80)
    neighbourhood = models.CharField(max_length=80)
    street = models.CharField(max_length=120)
    phone = models.CharField(max_length=40)
    opening_hours = models.CharField(max_length=120)
    lat = models.FloatField()
    lng = models.FloatField()

    api_fields = [
        APIField(name)
        for name in (
            "description",
            "category",
            "neighbourhood",
            "street",
            "phone",
            "opening_hours",
            "lat",
            "lng",
        )
    ]
