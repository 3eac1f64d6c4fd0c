"""Who may do what: every role in its own part of the tree, and refused elsewhere, also by address."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page

from content.editing.grants import grant_roles, group_of
from content.editing.roles import ROLES
from content.obituaries.models import ObituaryPage
from content.places.models import PlaceCategory, PlacePage
from content.roadworks.models import RoadWorkPage
from home.models import MunicipalitySettings
from tests.factories.obituaries import cleared, obituary
from tests.factories.site import directorate, home_page, neighbourhood
from tests.factories.staff import all_sections, news, obituaries, signed_in, staff

pytestmark = pytest.mark.django_db
DESKS = ["obituaries", "roadworks", "guide", "courses", "privacy", "editor"]


def refused(response) -> bool:
    """Wagtail answers who may not with the dashboard and a message."""
    return response.status_code == 302 and response.url == reverse("wagtailadmin_home")


@pytest.mark.parametrize("role", DESKS)
def test_a_desk_may_open_its_own_section_and_is_refused_in_every_other(role):
    sections = all_sections()
    client = signed_in(staff(role))
    for owner, page in sections.items():
        edit = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        add = client.get(reverse("wagtailadmin_pages:add_subpage", args=[page.pk]))
        if owner == role:
            assert edit.status_code == 200
            assert not refused(add)
        else:
            assert refused(edit), f"{role} may edit {owner}"
            assert refused(add), f"{role} may add below {owner}"


@pytest.mark.parametrize("role", DESKS)
def test_the_explorer_of_a_desk_begins_at_its_section_and_shows_no_other(role):
    sections = all_sections()
    client = signed_in(staff(role))
    response = client.get(reverse("wagtailadmin_explore_root"), follow=True)
    html = response.content.decode()
    for owner, page in sections.items():
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert (edit in html) == (owner == role)


@pytest.mark.parametrize("role", DESKS)
def test_a_desk_sees_neither_settings_nor_users_nor_redirects(role):
    all_sections()
    identity = MunicipalitySettings.objects.create(name="Örnek Belediyesi")
    client = signed_in(staff(role))
    for name, args in (
        ("wagtailusers_users:index", []),
        ("wagtailusers_groups:index", []),
        ("wagtailredirects:index", []),
        ("wagtailsettings:edit", ["home", "municipalitysettings", identity.pk]),
        ("wagtailadmin_workflows:index", []),
        ("audit_log", []),
    ):
        response = client.get(reverse(name, args=args))
        assert refused(response), f"{role} may open {name}"


def test_the_administrator_may_open_settings_users_groups_and_the_log():
    all_sections()
    client = signed_in(staff("administrator"))
    for name in (
        "wagtailusers_users:index",
        "wagtailusers_groups:index",
        "wagtailredirects:index",
        "wagtailadmin_workflows:index",
        "audit_log",
    ):
        assert not refused(client.get(reverse(name))), name
    user = staff("administrator")
    assert user.has_perm("home.change_municipalitysettings")
    assert not user.is_superuser


def test_only_the_approver_and_the_administrator_switch_the_emergency_banner_on():
    may = {role.key for role in ROLES if staff(role.key).has_perm("home.add_emergencybanner")}
    assert may == {"approver", "administrator"}


def test_only_the_guide_desk_and_the_administrator_change_the_categories_of_places():
    may = {role.key for role in ROLES if staff(role.key).has_perm("places.change_placecategory")}
    assert may == {"guide", "administrator"}


def test_the_approver_may_open_every_section():
    client = signed_in(staff("approver"))
    for page in all_sections().values():
        response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        assert response.status_code == 200


def test_who_works_in_a_section_cannot_take_the_section_away():
    section = obituaries()
    desk = staff("obituaries").__class__.objects.get(username="obituaries")
    permissions = section.permissions_for_user(desk)
    assert permissions.can_edit()
    assert not permissions.can_unpublish()
    assert not permissions.can_delete()
    assert not permissions.can_move()
    assert section.permissions_for_user(staff("administrator")).can_unpublish()


def test_a_section_that_is_created_later_is_open_to_its_desk_at_once():
    user = staff("editor")
    page = news()
    held = GroupPagePermission.objects.filter(group=group_of("editor"), page=page)
    assert {item.permission.codename for item in held} == {"add_page", "change_page"}
    assert page.permissions_for_user(user).can_edit()


def test_granting_again_changes_nothing_and_keeps_what_was_granted_besides():
    all_sections()
    group = group_of("editor")
    group.name = "Metin ekibi"
    group.save()
    before = GroupPagePermission.objects.count()
    grant_roles()
    assert GroupPagePermission.objects.count() == before
    assert group_of("editor").name == "Metin ekibi"


def test_the_roles_stand_on_an_empty_database_without_wagtails_example_groups():
    from django.contrib.auth.models import Group

    names = set(Group.objects.values_list("name", flat=True))
    assert names == {role.name for role in ROLES}
    for role in ROLES:
        assert group_of(role.key).permissions.filter(codename="access_admin").exists()


def test_a_desk_uses_its_own_pictures_and_the_sites_but_not_another_desks():
    from wagtail.images.models import Image
    from wagtail.images.tests.utils import get_test_image_file
    from wagtail.permissions import policy_registry

    from content.editing.grants import collection_of

    pictures = {
        name: Image.objects.create(
            title=name, file=get_test_image_file(), collection=collection_of(name)
        )
        for name in ("Vefat ilanları", "Kent rehberi", "Web sitesi")
    }
    desk = staff("obituaries")
    permission_policy = policy_registry.get_by_type(Image)
    choosable = permission_policy.instances_user_has_permission_for(desk, "choose")
    changeable = permission_policy.instances_user_has_permission_for(desk, "change")
    assert set(choosable) == {pictures["Vefat ilanları"], pictures["Web sitesi"]}
    assert set(changeable) == {pictures["Vefat ilanları"]}


def test_nobody_without_a_role_enters_the_admin():
    from django.contrib.auth import get_user_model

    citizen = get_user_model().objects.create_user("vatandas", "v@example.org", "x")
    response = signed_in(citizen).get(reverse("wagtailadmin_home"))
    assert response.status_code == 302
    assert "login" in response.url


def test_reference_data_is_the_administrators():
    neighbourhood()
    directorate()
    home_page()
    may = {role.key for role in ROLES if staff(role.key).has_perm("reference.change_neighbourhood")}
    assert may == {"administrator"}
    assert Page.objects.filter(depth=1).exists()


@pytest.mark.parametrize("role", ["obituaries", "roadworks", "guide"])
def test_a_desk_exports_its_own_list_and_sees_nothing_in_the_lists_of_others(role):
    sections = all_sections()
    pages = {
        "obituaries": cleared(ObituaryPage(title="Deneme ÖRNEK", slug="deneme-ornek")),
        "roadworks": RoadWorkPage(
            title="Deneme asfaltı",
            slug="deneme-asfalti",
            planned_start=timezone.now(),
            planned_end=timezone.now() + timedelta(days=2),
        ),
        "guide": PlacePage(
            title="Deneme eczanesi",
            slug="deneme-eczanesi",
            category=PlaceCategory.objects.create(name="Eczane"),
        ),
    }
    for key, page in pages.items():
        sections[key].add_child(instance=page)
    client = signed_in(staff(role))
    for key, name in (
        ("obituaries", "obituaries"),
        ("roadworks", "roadworks"),
        ("guide", "places"),
    ):
        url = reverse(f"{name}:index")
        for kind in ("csv", "xlsx"):
            response = client.get(url, {"export": kind})
            if kind == "csv" and response.status_code == 200:
                text = b"".join(response.streaming_content).decode()
                assert (pages[key].title in text) == (key == role), f"{role}: {key}"
            elif key == role:
                assert response.status_code == 200


@pytest.mark.parametrize("role", DESKS)
def test_only_direct_desks_may_publish_many_at_once(role):
    from content.editing.roles import role as role_of

    section = all_sections()[role]
    may = section.permissions_for_user(staff(role)).can_publish_subpage()
    assert may == role_of(role).direct


@pytest.mark.parametrize("role", ["obituaries", "approver"])
def test_what_was_public_once_is_withdrawn_by_the_desk_and_deleted_only_by_an_administrator(role):
    obituaries()
    public, withdrawn, draft = (obituary(name) for name in ("Bir ÖRNEK", "İki ÖRNEK", "Üç ÖRNEK"))
    Page.objects.filter(pk=withdrawn.pk).update(live=False, first_published_at=timezone.now())
    Page.objects.filter(pk=draft.pk).update(live=False)
    desk, administrator = staff(role), staff("administrator")
    may = {
        user: [
            type(page).objects.get(pk=page.pk).permissions_for_user(user).can_delete()
            for page in (public, withdrawn, draft)
        ]
        for user in (desk, administrator)
    }
    assert may == {desk: [False, False, True], administrator: [True, True, True]}
    assert refused(signed_in(desk).post(f"/yonetim/pages/{public.pk}/delete/"))
    assert type(public).objects.filter(pk=public.pk).exists()
