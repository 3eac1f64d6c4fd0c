"""Kinds of entries, as data. An app adds its own with `register` in its `ready()`."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _


class Keep(StrEnum):
    """How long: traffic by law 5651 (one to two years), the rest as long as disputes may last."""

    TRAFFIC = "traffic"
    AUDIT = "audit"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entry.

    Attributes:
        name: Stable name in the database, at most 40 letters.
        label: What people read.
        keep: How long entries are kept.
        needs_reason: An entry without a reason is refused.
        needs_subject: An entry that does not say whose account or data it is about is refused.
    """

    name: str
    label: Any
    keep: Keep = Keep.AUDIT
    needs_reason: bool = False
    needs_subject: bool = False


_kinds: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Add kinds; ValueError for a name that is taken by another kind."""
    for kind in kinds:
        if _kinds.setdefault(kind.name, kind).name != kind.name or _kinds[kind.name] is not kind:
            raise ValueError(f"There is a kind {kind.name} already.")


def kind_of(name: str) -> Kind:
    """Return a kind; KeyError for a name that nobody registered."""
    return _kinds[name]


def label_of(name: str) -> str:
    """Return what people read; the name itself for a kind that exists no more."""
    return str(_kinds[name].label) if name in _kinds else name


def all_kinds() -> list[Kind]:
    """Return every kind."""
    return list(_kinds.values())


SIGN_IN = "sign_in"
SIGN_IN_FAILED = "sign_in_failed"
SIGN_IN_BLOCKED = "sign_in_blocked"
SIGN_OUT = "sign_out"
SESSION_ENDED = "session_ended"
SESSIONS_ENDED = "sessions_ended"
FACTOR_ADDED = "factor_added"
FACTOR_REMOVED = "factor_removed"
FACTOR_FAILED = "factor_failed"
PASSWORD_CHANGED = "password_changed"  # noqa: S105 - a kind's name
PASSWORD_RESET_ASKED = "password_reset_asked"  # noqa: S105
ACCOUNT_MADE = "account_made"
ACCOUNT_LOCKED = "account_locked"
ACCOUNT_RECOVERED = "account_recovered"
CONTACT_CHANGED = "contact_changed"
IDENTITY_SET = "identity_set"
IDENTITY_VERIFIED = "identity_verified"
PERSONAL_DATA_VIEWED = "personal_data_viewed"
PERSONAL_DATA_CHANGED = "personal_data_changed"
RIGHTS_CHANGED = "rights_changed"
ACCOUNT_CHANGED = "account_changed"
SETTING_CHANGED = "setting_changed"
MANDATE_CHANGED = "mandate_changed"
MANDATE_USED = "mandate_used"
AUDIT_VIEWED = "audit_viewed"
AUDIT_EXPORTED = "audit_exported"
AUDIT_PURGED = "audit_purged"

register(
    Kind(SIGN_IN, _("Sign-in complete"), Keep.TRAFFIC),
    Kind(SIGN_IN_FAILED, _("Sign-in failed"), Keep.TRAFFIC),
    Kind(SIGN_IN_BLOCKED, _("Sign-in refused: too many attempts"), Keep.TRAFFIC),
    Kind(SIGN_OUT, _("Signed out"), Keep.TRAFFIC),
    Kind(SESSION_ENDED, _("Session ended from another device"), Keep.TRAFFIC),
    Kind(SESSIONS_ENDED, _("All sessions ended by an administrator"), needs_subject=True),
    Kind(FACTOR_FAILED, _("Second factor failed"), Keep.TRAFFIC),
    Kind(FACTOR_ADDED, _("Second factor added"), needs_subject=True),
    Kind(FACTOR_REMOVED, _("Second factor removed"), needs_subject=True),
    Kind(PASSWORD_CHANGED, _("Password changed"), needs_subject=True),
    Kind(PASSWORD_RESET_ASKED, _("New password asked for")),
    Kind(ACCOUNT_MADE, _("Account made"), needs_subject=True),
    Kind(ACCOUNT_LOCKED, _("Account locked"), needs_subject=True),
    Kind(
        ACCOUNT_RECOVERED,
        _("Account recovered at the desk"),
        needs_reason=True,
        needs_subject=True,
    ),
    Kind(CONTACT_CHANGED, _("Contact data changed"), needs_subject=True),
    Kind(IDENTITY_SET, _("Identity number given"), needs_subject=True),
    Kind(IDENTITY_VERIFIED, _("Identity verified"), needs_subject=True),
    Kind(PERSONAL_DATA_VIEWED, _("Personal data viewed"), needs_reason=True, needs_subject=True),
    Kind(PERSONAL_DATA_CHANGED, _("Personal data changed"), needs_subject=True),
    Kind(RIGHTS_CHANGED, _("Rights changed")),
    Kind(ACCOUNT_CHANGED, _("Account changed"), needs_subject=True),
    Kind(SETTING_CHANGED, _("Setting changed")),
    Kind(MANDATE_CHANGED, _("Acting for another changed"), needs_subject=True),
    Kind(MANDATE_USED, _("Acted for another"), needs_subject=True),
    Kind(AUDIT_VIEWED, _("Audit log viewed")),
    Kind(AUDIT_EXPORTED, _("Audit log exported")),
    Kind(AUDIT_PURGED, _("Old entries of the audit log deleted")),
)
