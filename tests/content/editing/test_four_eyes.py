"""Nobody publishes an own edit where a second person must look, in whichever way it is tried."""

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.log_actions import LogContext
from wagtail.models import Page, TaskState
from wagtail.test.utils.form_data import nested_form_data, streamfield

from content.editing.approval import is_own_edit, last_editor_id, needs_second_person
from content.obituaries.family.actions import override
from content.obituaries.models import ObituaryPage
from content.standard.models import NewsPage
from search.models import PublishedDocument
from tests.factories.staff import (
    draft_announcement,
    news,
    obituaries,
    public_announcement,
    signed_in,
    staff,
    submitted,
)

pytestmark = pytest.mark.django_db


def form_of(page, **changes):
    data = {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "type": page.type,
        "date": page.date.astimezone().strftime("%Y-%m-%d %H:%M"),
        "body": streamfield([]),
        "comments": {
            "TOTAL_FORMS": "0",
            "INITIAL_FORMS": "0",
            "MIN_NUM_FORMS": "0",
            "MAX_NUM_FORMS": "",
        },
    }
    return nested_form_data({**data, **changes})


def is_public(page) -> bool:
    return PublishedDocument.objects.public().filter(page_id=page.pk).exists()


def state_of(page) -> TaskState:
    return page.current_workflow_task_state


def act(client, page, action="approve"):
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state_of(page).pk])
    return client.post(url, {"comment": "Tamam"})


def edit(client, page, **changes):
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page, **changes))


def test_an_announcement_goes_from_the_editor_over_the_approver_to_the_public():
    editor, approver = staff("editor"), staff("approver")
    page = draft_announcement(editor)
    response = edit(signed_in(editor), page, **{"action-submit": "true"})
    assert response.status_code == 302
    page = NewsPage.objects.get(pk=page.pk)
    assert page.workflow_in_progress
    assert not is_public(page)
    act(signed_in(approver), page)
    assert is_public(page)


def test_the_editor_has_no_publish_button_and_a_forged_one_only_saves():
    editor = staff("editor")
    page = draft_announcement(editor)
    client = signed_in(editor)
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert 'name="action-publish"' not in html
    assert 'name="action-submit"' in html
    edit(client, page, **{"action-publish": "true"})
    assert not is_public(page)


@pytest.mark.parametrize("role", ["approver", "administrator"])
def test_who_edited_last_sees_an_explanation_in_place_of_the_approve_button(role):
    author, other = staff(role), staff("approver", "onay-2")
    page = submitted(draft_announcement(author), author)
    own = signed_in(author).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    html = own.content.decode()
    assert 'data-workflow-action-name="approve"' not in html
    assert 'name="action-publish"' not in html
    assert "editing-notice" in html
    theirs = signed_in(other).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert 'data-workflow-action-name="approve"' in theirs.content.decode()


@pytest.mark.parametrize("role", ["approver", "administrator"])
def test_the_server_refuses_the_approval_of_an_own_edit(role):
    author = staff(role)
    page = submitted(draft_announcement(author), author)
    act(signed_in(author), page)
    assert not is_public(page)
    assert state_of(NewsPage.objects.get(pk=page.pk)).status == TaskState.STATUS_IN_PROGRESS


def test_a_superuser_is_no_exception():
    boss = get_user_model().objects.create_superuser("kok", "kok@example.org", "x")
    page = submitted(draft_announcement(boss), boss)
    act(signed_in(boss), page)
    response = edit(signed_in(boss), page, **{"action-publish": "true"})
    assert not is_public(page)
    assert "editing-notice" in response.content.decode()


def test_an_approver_who_changes_the_text_while_approving_is_told_why_and_keeps_the_text():
    editor, approver = staff("editor"), staff("approver")
    page = submitted(draft_announcement(editor), editor)
    response = edit(
        signed_in(approver),
        page,
        title="Su kesintisi yarın",
        **{"action-workflow-action": "true", "workflow-action-name": "approve"},
    )
    assert response.status_code == 200
    assert "Su kesintisi yarın" in response.content.decode()
    assert response.context["form"].non_field_errors()
    assert not is_public(page)


def test_an_approver_who_approves_from_the_editor_without_a_change_publishes():
    editor, approver = staff("editor"), staff("approver")
    page = submitted(draft_announcement(editor), editor)
    response = edit(
        signed_in(approver),
        page,
        **{"action-workflow-action": "true", "workflow-action-name": "approve"},
    )
    assert response.status_code == 302
    assert is_public(page)


def test_after_the_approvers_own_change_another_approver_must_decide():
    editor, approver, second = staff("editor"), staff("approver"), staff("approver", "onay-2")
    page = submitted(draft_announcement(editor), editor)
    edit(signed_in(approver), page, title="Su kesintisi yarın")
    page = NewsPage.objects.get(pk=page.pk)
    act(signed_in(approver), page)
    assert not is_public(page)
    act(signed_in(second), page)
    assert is_public(page)
    assert NewsPage.objects.get(pk=page.pk).title == "Su kesintisi yarın"


def test_an_edit_saved_in_another_window_while_the_approval_was_open_stops_it():
    editor, approver = staff("editor"), staff("approver")
    page = submitted(draft_announcement(editor), editor)
    task, state = page.current_workflow_task, state_of(page)
    assert "approve" in [name for name, _label, _modal in task.get_actions(page, approver)]
    changed = page.get_latest_revision_as_object()
    changed.title = "Başka bir başlık"
    changed.save_revision(user=approver)
    with pytest.raises(PermissionDenied):
        task.on_action(state, approver, "approve")
    assert not is_public(page)


def test_of_two_approvers_who_decide_at_once_the_second_is_told():
    editor, first, second = staff("editor"), staff("approver"), staff("approver", "onay-2")
    page = submitted(draft_announcement(editor), editor)
    task, state = page.current_workflow_task, state_of(page)
    stale = TaskState.objects.get(pk=state.pk).specific
    task.on_action(state, first, "reject", comment="Tarih eksik")
    with pytest.raises(PermissionDenied):
        task.on_action(stale, second, "approve")
    assert not is_public(page)


def test_bulk_publish_leaves_out_own_edits_and_publishes_those_of_others():
    editor, approver = staff("editor"), staff("approver")
    theirs = draft_announcement(editor, "Onların", slug="onlarin")
    own = draft_announcement(approver, "Benim", slug="benim")
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    signed_in(approver).post(f"{url}?id={theirs.pk}&id={own.pk}", {})
    assert is_public(theirs)
    assert not is_public(own)


def test_the_admins_own_api_refuses_an_own_edit():
    approver = staff("approver")
    page = draft_announcement(approver)
    signed_in(approver).post(f"/yonetim/api/main/pages/{page.pk}/action/publish/", {})
    assert not is_public(page)


def test_a_publication_from_code_in_the_name_of_the_editor_is_refused():
    approver = staff("approver")
    page = draft_announcement(approver)
    with pytest.raises(PermissionDenied):
        page.get_latest_revision().publish(user=approver)
    with LogContext(user=approver), pytest.raises(PermissionDenied):
        page.get_latest_revision().publish(user=approver, skip_permission_checks=True)


def test_a_copy_cannot_be_published_along_with_copying():
    approver = staff("approver")
    page = public_announcement()
    signed_in(approver).post(
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        {
            "new_title": "Kopya",
            "new_slug": "kopya",
            "new_parent_page": str(news().pk),
            "publish_copies": "on",
        },
    )
    assert not NewsPage.objects.filter(slug="kopya", live=True).exists()


def test_creating_and_publishing_in_one_go_is_refused_with_the_text_kept():
    approver = staff("approver")
    page = NewsPage(title="Yeni duyuru", slug="yeni-duyuru")
    url = reverse("wagtailadmin_pages:add", args=["standard", "newspage", news().pk])
    response = signed_in(approver).post(url, form_of(page, **{"action-publish": "true"}))
    assert response.status_code == 200
    assert "Yeni duyuru" in response.content.decode()
    assert not NewsPage.objects.filter(slug="yeni-duyuru").exists()


def test_a_program_publishes_without_a_second_person():
    page = public_announcement()
    assert is_public(page)
    assert last_editor_id(page) is None


def test_saving_again_without_a_change_makes_nobody_the_last_editor():
    editor, approver = staff("editor"), staff("approver")
    page = draft_announcement(editor)
    page.get_latest_revision_as_object().save_revision(user=approver)
    assert last_editor_id(page) == editor.pk
    changed = page.get_latest_revision_as_object()
    changed.summary = "Yarın 09.00–17.00"
    changed.save_revision(user=approver)
    assert is_own_edit(page, approver)


def test_who_brings_an_older_version_back_is_its_last_editor():
    editor, approver = staff("editor"), staff("approver")
    page = draft_announcement(editor)
    first = page.get_latest_revision()
    changed = page.get_latest_revision_as_object()
    changed.title = "Başka"
    changed.save_revision(user=editor)
    first.as_object().save_revision(user=approver, previous_revision=first)
    assert last_editor_id(page) == approver.pk


def test_the_obituary_desk_publishes_alone_and_is_offered_no_approval():
    desk = staff("obituaries")
    section = obituaries()
    assert not needs_second_person(section)
    client = signed_in(desk)
    url = reverse("wagtailadmin_pages:add", args=["obituaries", "obituarypage", section.pk])
    html = client.get(url).content.decode()
    assert 'name="action-publish"' in html
    assert 'name="action-submit"' not in html
    page = section.add_child(
        instance=ObituaryPage(title="Deneme ÖRNEK", slug="deneme-ornek", live=False)
    )
    revision = page.save_revision(user=desk)
    override(page=page, reason="Aile telefonda onayladı", user=desk)
    revision.publish(user=desk)
    assert is_public(page)


def test_the_approvers_dashboard_shows_what_waits_without_a_button_for_the_own_edit():
    editor, approver = staff("editor"), staff("approver")
    theirs = submitted(draft_announcement(editor, "Onların", slug="onlarin"), editor)
    own = submitted(draft_announcement(approver, "Benim", slug="benim"), approver)
    html = signed_in(approver).get(reverse("wagtailadmin_home")).content.decode()
    assert (
        reverse(
            "wagtailadmin_pages:workflow_action", args=[theirs.pk, "approve", state_of(theirs).pk]
        )
        in html
    )
    assert (
        reverse("wagtailadmin_pages:workflow_action", args=[own.pk, "approve", state_of(own).pk])
        not in html
    )


def test_the_workflow_stands_before_every_page_but_those_of_direct_desks():
    assert news().get_workflow().name == "Yayın onayı"
    assert obituaries().get_workflow() is None
    assert Page.objects.get(pk=news().pk).permissions_for_user(staff("approver")).can_edit()
