"""Puts topics into the admin."""

from wagtail.snippets.models import register_snippet

from services.requests.admin import TopicViewSet

register_snippet(TopicViewSet)
