"""Road works as kinds of documents."""

from django.utils.translation import gettext_lazy as _

from content.lists import list_view
from content.reference.queries import DIRECTORATE, NEIGHBOURHOOD
from content.roadworks.lists import ROADWORKS, STATUS, WORK_KIND
from content.roadworks.schemas import RoadWorkFields
from search.kinds import Kind, register

ROADWORK = register(
    Kind(
        name="roadwork",
        label=_("Road work"),
        plural=_("Road works"),
        template="pages/roadwork.jinja",
        card="pages/cards/roadwork.jinja",
        facets=(NEIGHBOURHOOD, STATUS, WORK_KIND, DIRECTORATE),
        schema=RoadWorkFields,
        icon="road",
    )
)
INDEX = register(
    Kind(
        name="roadwork_index",
        label=_("Road works list"),
        plural=_("Road works lists"),
        template="pages/roadwork_list.jinja",
        listed=False,
        view=list_view(ROADWORKS),
        icon="road",
    )
)
