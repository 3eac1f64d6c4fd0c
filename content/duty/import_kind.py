"""The rota as something to import in the admin."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from content.duty.importing import COLUMNS, REQUIRED, DutyImporter
from content.imports.kinds import ImportKind, register


def importer(*, publish: bool, create_missing: bool, user: Any = None) -> DutyImporter:
    """Return the importer; the rota has no drafts, and makes no pharmacies."""
    return DutyImporter()


def may_import(user: Any) -> bool:
    """Tell whether a user may add to the rota and take from it."""
    return bool(user.has_perms(["duty.add_dutyshift", "duty.delete_dutyshift"]))


register(
    ImportKind(
        name="duty",
        label=_("Duty rota of pharmacies"),
        formats=(".csv",),
        columns=COLUMNS,
        required=frozenset(REQUIRED),
        build=importer,
        may_import=may_import,
        may_publish=may_import,
        back_url="duty_shifts:index",
        drafts=False,
        creates_missing=False,
        about=_(
            "The file is rehearsed first: you see row by row what would happen, and nothing "
            "changes until you confirm. The file is the truth about the days it names: who stood "
            "on them before and is not in the file is taken away."
        ),
    )
)
