"""Four eyes: who edited last, and whether a second person must look before it is public.

The rule holds for everybody, administrators and superusers too. It is asked in four places:
the action menu (the button is missing, with an explanation), the editor's form (says why, keeps
what was typed), the permission tester (bulk actions, API, copies) and a signal inside the
publishing transaction, which catches every other way.
"""

import re
from typing import Any

from django.db.models import Q
from wagtail.models import Page, Revision
from wagtail.models.pages import PagePermissionTester

from content.editing.roles import direct_apps

# What a revision records besides the words an editor is responsible for.
_VOLATILE = frozenset(
    {
        "alias_of",
        "content_type",
        "depth",
        "draft_title",
        "expired",
        "first_published_at",
        "has_unpublished_changes",
        "last_published_at",
        "latest_revision",
        "latest_revision_created_at",
        "live",
        "live_revision",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
        "owner",
        "path",
        "pk",
        "url_path",
        "wagtail_admin_comments",
    }
)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:[\d.]+Z")


def substance(content: Any) -> Any:
    """Return the content of a revision without what changes though nobody edits."""
    if isinstance(content, dict):
        return {key: substance(item) for key, item in content.items() if key not in _VOLATILE}
    if isinstance(content, list):
        return [substance(item) for item in content]
    if isinstance(content, str) and _MOMENT.fullmatch(content):
        return content[:16]  # the editor's form knows no seconds, a program may have stored some
    return content


def last_editor_id(page: Page, *, upto: Revision | None = None) -> int | None:
    """Return who last changed what the newest revision says; None for programs and imports.

    Saving again without a change makes nobody an editor: Wagtail saves a revision whenever
    somebody submits or publishes.
    """
    revisions = Revision.objects.for_instance(page).order_by("-created_at", "-pk")
    if upto is not None:
        revisions = revisions.filter(created_at__lte=upto.created_at)
    editor: int | None = None
    newest: Any = None
    for user_id, content in revisions.values_list("user_id", "content").iterator(chunk_size=5):
        said = substance(content)
        if newest is not None and said != newest:
            break
        newest, editor = said, user_id
    return editor


def needs_second_person(page: Page) -> bool:
    """Tell whether a second person must approve this page before it is public."""
    model = page.specific_class
    return model is not None and model._meta.app_label not in direct_apps()


def is_own_edit(page: Page, user: Any) -> bool:
    """Tell whether `user` is the last editor of the page's newest revision."""
    return user is not None and user.pk is not None and last_editor_id(page) == user.pk


class EditorPermissions(PagePermissionTester):
    """What a user may do with a page, with the house's rules on top of Wagtail's.

    Nobody publishes an own edit where a second person must look, who works in a section cannot
    take the section's own page away, and only administrators delete what was public.
    """

    def can_publish(self) -> bool:
        """Refuse an own edit where a second person must look."""
        return self.may_publish_others() and not (
            needs_second_person(self.page) and is_own_edit(self.page, self.user)
        )

    def may_publish_others(self) -> bool:
        """Tell whether publishing is the user's to do at all."""
        return bool(super().can_publish())

    def can_publish_subpage(self) -> bool:
        """Refuse to create and publish in one go where a second person must look."""
        return bool(super().can_publish_subpage()) and not needs_second_person(self.page)

    def can_set_view_restrictions(self) -> bool:
        """Privacy only narrows what is public; it needs no second person."""
        return self.may_publish_others()

    def can_unschedule(self) -> bool:
        """Calling a publication off needs no second person."""
        return self.may_publish_others()

    def can_unpublish(self) -> bool:
        """Keep a section's own page."""
        return bool(super().can_unpublish()) and self._has_rights_above()

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Keep a section's own page, and leave what was public once to administrators.

        With a page its history goes: who wrote what, and why it was withdrawn. A desk withdraws.
        """
        may = bool(super().can_delete(ignore_bulk=ignore_bulk)) and self._has_rights_above()
        return may and (self._is_administrator() or not self._was_public())

    def _was_public(self) -> bool:
        page = self.page
        if page.live or page.first_published_at is not None:
            return True
        public = Q(live=True) | Q(first_published_at__isnull=False)
        return page.numchild > 0 and bool(page.get_descendants().filter(public).exists())

    def _is_administrator(self) -> bool:
        return self.user.is_superuser or "bulk_delete" in self.permissions

    def _has_rights_above(self) -> bool:
        if self.user.is_superuser:
            return True
        granted = self.permission_policy.get_cached_permissions_for_user(self.user)
        return any(
            self.page.path != item.page.path and self.page.path.startswith(item.page.path)
            for item in granted
        )
