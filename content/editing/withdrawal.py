"""Takes a page off the public site with a reason, and decides what its address answers then."""

from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import Page

from content.editing.models import Withdrawal
from content.editing.reasons import Reason
from search.queries import find

LOG_ACTION = "editing.withdraw"


class InvalidTarget(ValueError):
    """Readers cannot be led there; the message says why."""


def check_target(page: Page, target: str) -> None:
    """Raise `InvalidTarget` when readers of the page cannot be led to `target`.

    Keeps out addresses a browser would run (`javascript:`) or read as another site (`//host`).
    """
    parts = urlsplit(target)
    if parts.scheme in {"http", "https"} and parts.netloc:
        return
    if parts.scheme or parts.netloc or not target.startswith("/") or "\\" in target:
        raise InvalidTarget(_("Write an address of this site, e.g. /duyurular/, or https://…"))
    path = parts.path if parts.path.endswith("/") else f"{parts.path}/"
    own = page.get_url() or ""
    if own and path.startswith(own):
        raise InvalidTarget(_("This address lies in what you are withdrawing."))
    if find(path) is None:
        raise InvalidTarget(_("There is no public page at this address. Look at it for a typo."))


@transaction.atomic
def withdraw(
    page: Page,
    *,
    user: Any,
    reason: str,
    note: str = "",
    message: str = "",
    target: str = "",
    include_descendants: bool = False,
) -> Withdrawal:
    """Unpublish a page, keep why, and lead its readers to `target` or tell them it is gone.

    Whoever may not publish is refused by Wagtail's action (`PermissionDenied`).
    """
    page = page.specific
    path = page.get_url() or ""
    UnpublishPageAction(page, user=user, include_descendants=include_descendants).execute()
    redirect = _lead(path, target) if target and path else None
    withdrawal = Withdrawal(
        page_id=page.pk,
        path=path,
        title=page.title[:255],
        reason=reason,
        note=note,
        message=message,
        redirect=redirect,
        user=user,
    )
    withdrawal.full_clean()
    withdrawal.save()
    log(
        instance=page,
        action=LOG_ACTION,
        user=user,
        data={"reason": reason, "note": note, "target": target},
    )
    return withdrawal


def _lead(path: str, target: str) -> Redirect:
    old_path = Redirect.normalise_path(path)
    Redirect.objects.filter(old_path=old_path).delete()
    found = find(urlsplit(target).path) if target.startswith("/") else None
    page = Page.objects.filter(pk=found.document.id).first() if found else None
    # A page as the target follows when it moves; its query string, if any, must be kept as text.
    to: Any = page if page is not None and not urlsplit(target).query else target
    return Redirect.add_redirect(old_path, redirect_to=to, is_permanent=False)


def end_withdrawals(page: Page) -> None:
    """Take the redirects of earlier withdrawals away: the page is public again."""
    open_ones = Withdrawal.objects.filter(page_id=page.pk, ended_at=None)
    redirects = [pk for pk in open_ones.values_list("redirect_id", flat=True) if pk]
    if redirects:
        Redirect.objects.filter(pk__in=redirects).delete()
    open_ones.update(ended_at=timezone.now())


def message_for(path: str) -> str:
    """Return what readers of a withdrawn page's address are told; empty for nothing."""
    found = Withdrawal.objects.filter(path=path, ended_at=None).values_list("message", flat=True)
    return found.first() or ""


def reason_label(value: str) -> str:
    """Return the words for a stored reason."""
    return str(dict(Reason.choices).get(value, value))
