"""Guides through life events."""

from content.standard.models import LifeEventPage, SectionPage
from demo.loading.context import Loading, add


def load_guides(run: Loading) -> None:
    """Load the guides below the services; links to services become their addresses."""
    section = SectionPage.objects.get(slug="hizmetler", locale=run.locales["tr"])
    for row in run.data("guides"):
        steps = []
        for step in row["steps"]:
            links = [
                {**link, "url": run.address(link["url"], link["url"])} for link in step["links"]
            ]
            steps.append(("step", {**step, "links": links}))
        page = LifeEventPage(
            title=row["title"],
            slug=row["slug"],
            summary=row["summary"],
            event=row["event"],
            steps=steps,
            reviewed_on=run.day(-12),
        )
        add(section, page)
