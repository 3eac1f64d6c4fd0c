"""The screen of reports: topic, place, what everybody reads, what is alike, and their own steps."""

from services.desk import screens
from services.desk.queries.screen import report_facts
from services.desk.steps import OF_REPORTS
from services.requests.kinds import LETTERS

SCREEN = screens.Screen(
    steps=OF_REPORTS, template="services/desk/report.html", context=report_facts
)


def register() -> None:
    """Give both kinds of the Solution Centre their screen."""
    for letters in LETTERS:
        screens.use(letters, SCREEN)
