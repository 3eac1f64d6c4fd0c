"""Details of entries in words that people read. Codes stay in the log, words follow the reader."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from accounts.audit.models import Entry

_WORDS: dict[str, Any] = {
    "added": pgettext_lazy("audit log", "added"),
    "removed": pgettext_lazy("audit log", "removed"),
    "cleared": pgettext_lazy("audit log", "all removed"),
    "auth.group": pgettext_lazy("audit log", "roles"),
    "auth.permission": pgettext_lazy("audit log", "permissions"),
    "name": pgettext_lazy("audit log", "name"),
    "birth_date": pgettext_lazy("audit log", "birth date"),
    "phone": pgettext_lazy("audit log", "phone"),
    "email": pgettext_lazy("audit log", "e-mail"),
    "address": pgettext_lazy("audit log", "address"),
    "username": pgettext_lazy("audit log", "user name"),
    "is_active": pgettext_lazy("audit log", "may sign in"),
    "is_staff": pgettext_lazy("audit log", "staff status"),
    "is_superuser": pgettext_lazy("audit log", "superuser"),
    "profile opened": pgettext_lazy("audit log", "profile opened"),
    "edevlet": pgettext_lazy("audit log", "e-Devlet"),
    "desk": pgettext_lazy("audit log", "Service desk"),
    "registry": pgettext_lazy("audit log", "Civil registry"),
    "mismatch": pgettext_lazy("audit log", "did not agree"),
    "offered": pgettext_lazy("audit log", "offered"),
    "declared": pgettext_lazy("audit log", "declared"),
    "accepted": pgettext_lazy("audit log", "accepted"),
    "confirmed": pgettext_lazy("audit log", "confirmed"),
    "ended": pgettext_lazy("audit log", "ended"),
    "refused": pgettext_lazy("audit log", "refused"),
    "opened": pgettext_lazy("audit log", "opened by an officer"),
    "contact verified": pgettext_lazy("audit log", "new contact proved"),
    "link sent again": pgettext_lazy("audit log", "link sent again"),
    "stopped": pgettext_lazy("audit log", "stopped"),
    "completed": pgettext_lazy("audit log", "completed"),
    "ran out": pgettext_lazy("audit log", "ran out"),
    "factors": pgettext_lazy("audit log", "second step"),
    "card": pgettext_lazy("audit log", "identity card"),
    "temporary": pgettext_lazy("audit log", "temporary document"),
    "passport": pgettext_lazy("audit log", "passport"),
    "licence": pgettext_lazy("audit log", "driving licence"),
    "residence": pgettext_lazy("audit log", "residence permit"),
    "identity_number": pgettext_lazy("audit log", "identity number"),
    "reference": pgettext_lazy("audit log", "account number"),
    "traffic": pgettext_lazy("audit log", "sign-ins"),
    "audit": pgettext_lazy("audit log", "the beginning of the log"),
    "link": pgettext_lazy("audit log", "secret link"),
    "code": pgettext_lazy("audit log", "code sent to the contact"),
    "api": pgettext_lazy("audit log", "program"),
    "filed": pgettext_lazy("audit log", "just filed"),
    "case": pgettext_lazy("audit log", "case"),
    "file": pgettext_lazy("audit log", "file"),
    "job": pgettext_lazy("audit log", "crew's job"),
    "cases": pgettext_lazy("audit log", "list of cases"),
    "figures": pgettext_lazy("audit log", "figures"),
    "tax_number": pgettext_lazy("audit log", "tax number"),
    "register_number": pgettext_lazy("audit log", "register number"),
    "account": pgettext_lazy("audit log", "account"),
    "void": pgettext_lazy("audit log", "void"),
    "refund": pgettext_lazy("audit log", "refund"),
    "reduce": pgettext_lazy("audit log", "reduction"),
    "write_off": pgettext_lazy("audit log", "write-off"),
    "waiting": pgettext_lazy("audit log", "waits for the second person"),
    "done": pgettext_lazy("audit log", "approved"),
    "closed": pgettext_lazy("audit log", "closed"),
    "gun": pgettext_lazy("audit log", "collection by day"),
    "gelir": pgettext_lazy("audit log", "collection by revenue"),
    "yas": pgettext_lazy("audit log", "overdue debts by age"),
    "totp": pgettext_lazy("audit log", "authenticator app"),
    "webauthn": pgettext_lazy("audit log", "passkey"),
    "recovery_codes": pgettext_lazy("audit log", "recovery codes"),
}
# In the order they are read in; the database keeps none.
_NAMES: dict[str, Any] = {
    "change": pgettext_lazy("audit log", "change"),
    "of": pgettext_lazy("audit log", "of"),
    "names": pgettext_lazy("audit log", "which"),
    "changed": pgettext_lazy("audit log", "changed"),
    "verified": pgettext_lazy("audit log", "verified"),
    "by": pgettext_lazy("audit log", "by"),
    "answer": pgettext_lazy("audit log", "answer"),
    "withdrawn": pgettext_lazy("audit log", "withdrawn"),
    "count": pgettext_lazy("audit log", "number"),
    "before": pgettext_lazy("audit log", "before"),
    "keep": pgettext_lazy("audit log", "what"),
    "scope": pgettext_lazy("audit log", "for what"),
    "scopes": pgettext_lazy("audit log", "for what"),
    "what": pgettext_lazy("audit log", "which"),
    "resets": pgettext_lazy("audit log", "lost"),
    "document": pgettext_lazy("audit log", "document seen"),
    "filters": pgettext_lazy("audit log", "filters"),
    "format": pgettext_lazy("audit log", "format"),
    "first": pgettext_lazy("audit log", "from"),
    "last": pgettext_lazy("audit log", "to"),
    "after": pgettext_lazy("audit log", "after"),
    "amount": pgettext_lazy("audit log", "amount"),
    "batch": pgettext_lazy("audit log", "batch"),
    "counts": pgettext_lazy("audit log", "numbers"),
    "day": pgettext_lazy("audit log", "day"),
    "days": pgettext_lazy("audit log", "days"),
    "difference": pgettext_lazy("audit log", "difference"),
    "head": pgettext_lazy("audit log", "head"),
    "permission": pgettext_lazy("audit log", "permission"),
    "on": pgettext_lazy("audit log", "on"),
    "rules": pgettext_lazy("audit log", "rules"),
    "source": pgettext_lazy("audit log", "basis"),
    "state": pgettext_lazy("audit log", "state"),
    "type": pgettext_lazy("audit log", "type"),
    "way": pgettext_lazy("audit log", "way"),
    "valid_from": pgettext_lazy("audit log", "valid from"),
    "monthly_percent": pgettext_lazy("audit log", "monthly percent"),
    "basis": pgettext_lazy("audit log", "legal basis"),
    "checked_on": pgettext_lazy("audit log", "checked on"),
}
_UNSAID = {"ids", "links"}


def details_of(entry: Entry) -> str:
    """Return the details in one line; names nobody translated stay as they are."""
    parts = [
        f"{_NAMES.get(name, name)}: {_said(value)}"
        for name, value in sorted(entry.details.items(), key=_place)
        if name not in _UNSAID and value not in ("", None, [], {})
    ]
    return "; ".join(parts)


def _place(item: tuple[str, Any]) -> int:
    return list(_NAMES).index(item[0]) if item[0] in _NAMES else len(_NAMES)


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    if isinstance(value, list):
        return ", ".join(_said(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{_NAMES.get(name, name)} {_said(item)}" for name, item in value.items())
    return str(_WORDS.get(value, value))
