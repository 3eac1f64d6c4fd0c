"""Hooks into Wagtail's admin."""

from typing import Any

from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import PublishMenuItem, UnpublishMenuItem, WorkflowMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from content.editing import dashboard
from content.editing.approval import needs_second_person
from content.editing.bulk import WithdrawBulkAction
from content.editing.checks import blocking
from content.editing.report import ReviewReportView
from content.editing.views import GuideView, guide_picture
from content.editing.withdrawal import LOG_ACTION, reason_label

hooks.register("register_bulk_action", WithdrawBulkAction, order=100)


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    """Return the addresses of the guide and the report."""
    return [
        path("kilavuz/", GuideView.as_view(), name="editing_guide"),
        path("kilavuz/resim/<str:name>", guide_picture, name="editing_guide_picture"),
        path("kilavuz/<slug:slug>/", GuideView.as_view(), name="editing_guide_page"),
        path("reports/gozden-gecirilecekler/", ReviewReportView.as_view(), name="editing_review"),
        path(
            "reports/gozden-gecirilecekler/results/",
            ReviewReportView.as_view(results_only=True),
            name="editing_review_results",
        ),
    ]


@hooks.register("register_account_menu_item")
def security_item(request: Any) -> dict[str, Any]:
    """Lead from the own account to password, second step, address and devices."""
    return {
        "url": reverse("account_home"),
        "label": _("Password, second step, devices"),
        "help_text": _("Your sign-in: the same pages as for citizens."),
    }


@hooks.register("register_admin_menu_item")
def guide_item() -> MenuItem:
    """Put the guide into the main menu."""
    return MenuItem(
        gettext_lazy("Guide"), reverse("editing_guide"), name="guide", icon_name="help", order=10500
    )


@hooks.register("construct_help_menu")
def only_own_help(request: Any, items: list[Any]) -> None:
    """Leave out links to pages in English about Wagtail."""
    items[:] = [item for item in items if "Shortcuts" in item.name or item.name.startswith("key")]


@hooks.register("register_reports_menu_item")
def review_item() -> MenuItem:
    """Put the report into the menu."""
    return MenuItem(
        gettext_lazy("To be reviewed"),
        reverse("editing_review"),
        name="review",
        icon_name="calendar-check",
        order=10,
    )


@hooks.register("construct_homepage_panels")
def dashboard_panels(request: Any, panels: list[Any]) -> None:
    """Add the house's panels."""
    panels.extend(dashboard.panels(request))


@hooks.register("construct_homepage_summary_items", order=1000)  # after Wagtail's own
def no_totals(request: Any, items: list[Any]) -> None:
    """Leave out how many pages, images and files there are: nobody acts on these."""
    items.clear()


@hooks.register("insert_global_admin_css")
def admin_css() -> SafeString:
    """Link the house's style and the municipality's colour."""
    return format_html(
        '<link rel="stylesheet" href="{}"><link rel="stylesheet" href="{}">'
        '<link rel="stylesheet" href="{}">',
        static("css/admin/editing.css"),
        static("css/admin/dashboard.css"),
        reverse("editing_theme"),
    )


@hooks.register("construct_page_action_menu")
def action_menu(items: list[Any], request: Any, context: dict[str, Any]) -> None:
    """Say “withdraw” for “unpublish”; begin with what this editor came for.

    A desk that publishes begins with “publish”. An approver begins with “approve”, and has no
    “publish” beside it: it would end the approval unanswered.
    """
    for item in items:
        if isinstance(item, UnpublishMenuItem):
            item.label = gettext_lazy("Withdraw (with a reason)")
    publish = next((item for item in items if isinstance(item, PublishMenuItem)), None)
    approve = next(
        (item for item in items if isinstance(item, WorkflowMenuItem) and item.name == "approve"),
        None,
    )
    subject = context.get("page") or context.get("parent_page")
    if approve is not None:
        items.remove(approve)
        items.insert(0, approve)
        if publish is not None:
            items.remove(publish)
    elif publish is not None and subject is not None and not needs_second_person(subject):
        items.remove(publish)
        items.insert(0, publish)


@hooks.register("before_bulk_action")
def check_before_bulk_publish(
    request: Any, action_type: str, objects: list[Any], action: Any
) -> Any:
    """Do not publish many at once what could not be published one by one."""
    if action_type != "publish" or not objects or not isinstance(objects[0], Page):
        return None
    refused = []
    for page in objects:
        found = blocking(page.get_latest_revision_as_object())
        if found:
            refused.append((page, found))
    for page, found in refused:
        messages.error(
            request,
            _("“%(title)s” was not published: %(why)s")
            % {
                "title": page.get_admin_display_title(),
                "why": " ".join(item.message for item in found),
            },
        )
    return redirect(action.next_url) if refused else None


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """Name the withdrawal in the history of a page."""

    @actions.register_action(LOG_ACTION)
    class WithdrawFormatter(LogFormatter):
        label = gettext_lazy("Withdraw")

        def format_message(self, log_entry: Any) -> str:
            return _("Withdrawn: %(reason)s") % {
                "reason": reason_label(log_entry.data.get("reason", ""))
            }

        def format_comment(self, log_entry: Any) -> str:
            note, target = log_entry.data.get("note", ""), log_entry.data.get("target", "")
            return f"{note} → {target}".strip() if target else note
