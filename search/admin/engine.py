"""The notice on the dashboard that the search engine does not answer."""

from typing import Any

from wagtail.admin.ui.components import Component

from search.engines import health


class EngineNotice(Component):
    """Told to staff on the dashboard while search runs on its second leg."""

    name = "search_engine"
    order = 5
    template_name = "search/engine_notice.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return how the engine is."""
        return {"health": health.current()}
