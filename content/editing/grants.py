"""Turns `roles.ROLES` into groups, permissions, collections and the approval workflow.

Everything here may run again and again: it adds what is missing and takes nothing away, so what an
administrator has granted besides stays.
"""

from collections.abc import Iterable

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from content.editing.models import FourEyesTask, StaffRole
from content.editing.role import Role
from content.editing.roles import ROLES, SHARED_COLLECTION, section_models

WORKFLOW = "Yayın onayı"
TASK = "İkinci kişinin onayı"
ROOT = "Bütün diller"  # what editors read above the home pages, in place of Wagtail's “Root”
FILES = ("add_image", "change_image", "choose_image")
DOCUMENTS = ("add_document", "change_document", "choose_document")


@transaction.atomic
def grant_roles() -> None:
    """Give every role its group, its permissions, its pages, its collection and the workflow."""
    for role in ROLES:
        group = _group_of(role)
        group.permissions.add(*_permissions_of(role))
        for page in _sections_of(role):
            _grant_page(group, page, role)
        _grant_collection(group, role)
    _ensure_workflow()
    Page.objects.filter(depth=1, title="Root").update(title=ROOT, draft_title=ROOT)


def grant_section(page: Page) -> None:
    """Give the roles that work below this page their permissions; called when it is created."""
    label = page.specific_class._meta.label_lower if page.specific_class else ""
    if label not in section_models() or not _is_section(page):
        return
    for role in ROLES:
        if label in {section.lower() for section in role.sections}:
            _grant_page(_group_of(role), page, role)


def group_of(key: str) -> Group:
    """Return the group of a role; `Group.DoesNotExist` before the first migrate."""
    return Group.objects.get(staff_role__key=key)


def _group_of(role: Role) -> Group:
    known = StaffRole.objects.select_related("group").filter(key=role.key).first()
    if known is not None:
        return known.group
    group, _created = Group.objects.get_or_create(name=role.name)
    StaffRole.objects.create(key=role.key, group=group)
    return group


def _permissions_of(role: Role) -> list[Permission]:
    """Return the rows of the role's permissions; names that do not exist (yet) are left out."""
    wanted = Q(content_type__app_label="wagtailadmin", codename="access_admin")
    for name in role.permissions:
        app, codename = name.split(".")
        one = Q(content_type__app_label=app)
        wanted |= one if codename == "*" else one & Q(codename=codename)
    return list(Permission.objects.filter(wanted))


def _sections_of(role: Role) -> Iterable[Page]:
    for label in role.sections:
        if label == "wagtailcore.Page":
            yield from Page.objects.filter(depth=1)
            continue
        try:
            model = apps.get_model(label)
        except LookupError:  # a municipality may leave a subject out
            continue
        yield from (page for page in model.objects.all() if _is_section(page))


def _is_section(page: Page) -> bool:
    """Tell whether the page stands at the top: the root, a home page, or right below one."""
    return page.depth <= 3


def _grant_page(group: Group, page: Page, role: Role) -> None:
    content_type = ContentType.objects.get_for_model(Page)
    codenames = [f"{action}_page" for action in role.pages]
    permissions = Permission.objects.filter(content_type=content_type, codename__in=codenames)
    held = set(
        GroupPagePermission.objects.filter(group=group, page_id=page.pk).values_list(
            "permission_id", flat=True
        )
    )
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page_id=page.pk, permission=permission)
        for permission in permissions
        if permission.pk not in held
    )


def collection_of(name: str) -> Collection | None:
    """Return a collection by name, made below the root where it is missing; None without a root."""
    root = Collection.get_first_root_node()
    if root is None:
        return None
    if not name:
        return root
    return Collection.objects.filter(name=name).first() or root.add_child(name=name)


def _grant_collection(group: Group, role: Role) -> None:
    own = collection_of(role.collection)
    shared = collection_of(SHARED_COLLECTION)
    if own is None or shared is None:
        return
    pairs = [(own, codename) for codename in (*FILES, *DOCUMENTS)]
    # Everybody may use the site's own pictures; those of the other desks are theirs.
    pairs += [(shared, codename) for codename in ("choose_image", "choose_document")]
    for collection, codename in pairs:
        permission = Permission.objects.filter(
            content_type__app_label__in=("wagtailimages", "wagtaildocs"), codename=codename
        ).first()
        if permission is not None:
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=collection, permission=permission
            )


def _ensure_workflow() -> None:
    """Make the approval workflow and let it stand before every page that no desk publishes."""
    root = Page.objects.filter(depth=1).first()
    task = FourEyesTask.objects.first() or FourEyesTask.objects.create(name=TASK)
    task.groups.add(*(_group_of(role) for role in ROLES if role.approves))
    workflow = Workflow.objects.filter(workflow_tasks__task=task).first()
    if workflow is None:
        workflow = Workflow.objects.create(name=WORKFLOW)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    if root is not None:
        WorkflowPage.objects.get_or_create(page=root, defaults={"workflow": workflow})
