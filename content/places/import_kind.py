"""Places as something to import in the admin."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.imports import FileError
from content.imports.kinds import ImportKind, register
from content.places.importing import REQUIRED, PlaceImporter
from content.places.models import ACCESS_FACTS, PlaceIndexPage

COLUMNS = (
    *("external_id", "name", "other_names", "category", "subcategory", "description"),
    *("neighbourhood", "street", "door_no", "lat", "lng", "phone", "email", "web"),
    *("opening_hours", *ACCESS_FACTS, "capacity", "verified_on"),
)


def guide() -> PlaceIndexPage | None:
    """Return the guide imports go into: the one in the site's first language."""
    found: PlaceIndexPage | None = PlaceIndexPage.objects.filter(
        locale__language_code=settings.LANGUAGE_CODE
    ).first()
    return found


def importer(*, publish: bool, create_missing: bool, user: Any = None) -> PlaceImporter:
    """Return the importer into the guide; FileError when there is none yet."""
    index = guide()
    if index is None:
        raise FileError(gettext("There is no city guide page yet; create it first."))
    return PlaceImporter(index, publish=publish, create_missing=create_missing, user=user)


def may_import(user: Any) -> bool:
    """Tell whether a user may add places to the guide and change those of others."""
    index = guide()
    if index is None:
        return False
    may = index.permissions_for_user(user)
    return bool(may.can_add_subpage() and may.can_edit())


def may_publish(user: Any) -> bool:
    """Tell whether a user may publish below the guide."""
    index = guide()
    return index is not None and bool(index.permissions_for_user(user).can_publish_subpage())


register(
    ImportKind(
        name="places",
        label=_("Places"),
        formats=(".csv", ".geojson", ".json"),
        columns=COLUMNS,
        required=frozenset(REQUIRED),
        build=importer,
        may_import=may_import,
        may_publish=may_publish,
        back_url="places:index",
    )
)
