"""The demo's Solution Centre: topics, and reports in all states."""

from demo.loading.context import Loading
from services.requests.topics import load_topics


def load_reports(run: Loading) -> None:
    """Load the topics that come with the product."""
    load_topics()
