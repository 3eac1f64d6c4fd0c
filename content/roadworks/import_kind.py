"""Road works as something to import, in the admin and on the command line."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from content.imports import FileError
from content.imports.kinds import ImportKind, register
from content.roadworks.importing import OPTIONAL_TEXTS, REQUIRED, RoadWorkImporter
from content.roadworks.models import RoadWorkIndexPage

COLUMNS = (
    *("external_id", "title", "kind", "status", "neighbourhoods", "streets", "start", "end"),
    *("start_confirmed", "end_confirmed", "vehicle_impact", "detour", "progress", "tonnage"),
    *("area_m2", "directorate", "contact", *OPTIONAL_TEXTS),
)


def works_list() -> RoadWorkIndexPage | None:
    """Return the list imports go into: the one in the site's first language."""
    found: RoadWorkIndexPage | None = RoadWorkIndexPage.objects.filter(
        locale__language_code=settings.LANGUAGE_CODE
    ).first()
    return found


def importer(*, publish: bool, create_missing: bool, user: Any = None) -> RoadWorkImporter:
    """Return the importer into the list; FileError when there is none yet."""
    index = works_list()
    if index is None:
        raise FileError(_now("There is no road works page yet; create it first."))
    return RoadWorkImporter(index, publish=publish, create_missing=create_missing, user=user)


def may_import(user: Any) -> bool:
    """Tell whether a user may add works to the list and change those of others."""
    index = works_list()
    if index is None:
        return False
    may = index.permissions_for_user(user)
    return bool(may.can_add_subpage() and may.can_edit())


def may_publish(user: Any) -> bool:
    """Tell whether a user may publish below the list."""
    index = works_list()
    return index is not None and bool(index.permissions_for_user(user).can_publish_subpage())


register(
    ImportKind(
        name="roadworks",
        label=_("Road works"),
        formats=(".geojson", ".json"),
        columns=COLUMNS,
        required=frozenset(REQUIRED),
        build=importer,
        may_import=may_import,
        may_publish=may_publish,
        back_url="roadworks:index",
    )
)
