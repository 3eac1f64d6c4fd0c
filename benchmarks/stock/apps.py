"""The same content as stock Wagtail keeps and serves it."""

from django.apps import AppConfig


class StockConfig(AppConfig):
    """Page types for comparison only."""

    name = "benchmarks.stock"
    label = "stock"
