"""The published index equals what a rebuild would make, whatever editors do."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from wagtail.models import Locale, Page, PageViewRestriction

from content.standard.models import SectionPage, StandardPage
from search.models import PublicationState, PublishedDocument
from search.rebuild import rebuild
from tests.factories.site import directorate, home_page
from tests.factories.standard import news, section, standard_page

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def rows(page):
    return list(PublishedDocument.objects.filter(page_id=page.pk))


def public_paths():
    return set(PublishedDocument.objects.public().values_list("path", flat=True))


def test_publishing_writes_the_row_and_unpublishing_leaves_a_tombstone():
    page = standard_page(title="Açık")
    assert [row.gone for row in rows(page)] == [False]
    page.unpublish()
    (row,) = rows(page)
    assert row.gone
    assert row.path == "/bilgi/acik/"
    assert "title" not in row.payload


def test_a_draft_of_a_live_page_changes_nothing_public():
    page = standard_page(title="Eski başlık")
    page.title = "Yeni başlık"
    page.save_revision()
    assert rows(page)[0].title == "Eski başlık"


def test_a_draft_of_the_home_page_changes_nothing_public():
    home = home_page()
    home.introduction = "Yalnız taslak"
    home.save_revision()
    assert rows(home)[0].payload["introduction"] == ""


def test_saving_without_a_change_leaves_the_row_and_the_generation_alone():
    page = standard_page()
    generation = PublicationState.current()
    StandardPage.objects.get(pk=page.pk).save()
    assert PublicationState.current() == generation


def test_a_new_slug_moves_the_whole_tree_below():
    parent = section()
    child = standard_page(parent, title="Alt")
    parent.slug = "yeni"
    parent.save()
    assert rows(child)[0].path == "/yeni/alt/"
    assert not rebuild(check_only=True)


def test_moving_a_section_gives_its_pages_new_addresses():
    first, second = section(), section("Başka", "baska")
    child = standard_page(first, title="Alt")
    first.move(second, pos="last-child")
    assert rows(child)[0].path == "/baska/bilgi/alt/"
    assert not rebuild(check_only=True)


def test_what_becomes_private_leaves_the_index_with_all_below_and_comes_back():
    parent = section()
    child = standard_page(parent, title="Alt")
    restriction = PageViewRestriction.objects.create(page=parent, restriction_type="login")
    assert {row.gone for row in rows(parent) + rows(child)} == {True}
    restriction.delete()
    assert {row.gone for row in rows(parent) + rows(child)} == {False}


def test_expiry_is_exact_even_when_no_worker_runs():
    page = news(expire_at=NOW + timedelta(hours=1))
    with time_machine.travel(NOW + timedelta(minutes=59, seconds=59), tick=False):
        assert page.get_url() in public_paths()
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        assert page.get_url() not in public_paths()


def test_scheduled_publishing_appears_when_its_time_has_come():
    page = news("Zamanlı", live=False, go_live_at=NOW + timedelta(hours=1))
    page.save_revision().publish()
    assert not PublishedDocument.objects.filter(page_id=page.pk).exists()
    with time_machine.travel(NOW + timedelta(hours=1, minutes=1), tick=False):
        call_command("publish_scheduled", verbosity=0)
        assert PublishedDocument.objects.public().filter(page_id=page.pk).exists()


def test_renaming_a_directorate_reaches_the_pages_that_show_it():
    unit = directorate("Fen İşleri Müdürlüğü")
    page = standard_page(directorate=unit)
    unit.name = "Yol İşleri Müdürlüğü"
    unit.save()
    assert rows(page)[0].payload["directorate"]["name"] == "Yol İşleri Müdürlüğü"
    assert not rebuild(check_only=True)


def test_a_moved_page_is_linked_under_its_new_address_everywhere():
    target = standard_page(title="Hedef")
    link = f'<p><a linktype="page" id="{target.pk}">bağ</a></p>'
    source = standard_page(section("Öbür", "obur"), title="Kaynak", body=[("text", {"text": link})])
    target.slug = "yeni-hedef"
    target.save()
    assert "/bilgi/yeni-hedef/" in rows(source)[0].body[0]["value"]["text"]


def test_reindex_reports_and_repairs_drift():
    page = standard_page()
    PublishedDocument.objects.filter(page_id=page.pk).update(digest="wrong", title="bozuk")
    stray = PublishedDocument.objects.get(page_id=page.pk)
    stray.pk, stray.page_id = None, 987654
    stray.save()
    with pytest.raises(CommandError):
        call_command("reindex", "--check", verbosity=0)
    drift = rebuild()
    assert (drift.wrong, drift.stray) == ([page.pk], [987654])
    assert rows(page)[0].title == page.title
    assert not rebuild(check_only=True)


def test_addresses_are_written_as_turks_write_them_without_turkish_letters():
    assert standard_page(title="Bekir Yıldız Bulvarı").slug == "bekir-yildiz-bulvari"


# Random sequences of what editors do ---------------------------------------------------------------

OPERATIONS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                *("publish", "draft", "unpublish", "rename", "move", "schedule", "expire"),
                *("delete", "translate", "restore", "restrict", "unrestrict"),
            ]
        ),
        st.integers(0, 7),
        st.integers(0, 7),
    ),
    min_size=1,
    max_size=7,
)


class Editor:
    """Does one operation on one of the pages that exist."""

    def __init__(self):
        self.home = home_page()
        self.counter = 0
        self.english = Locale.objects.get_or_create(language_code="en")[0]
        for number in range(2):
            parent = self.add(self.home, SectionPage)
            for _child in range(number + 1):
                self.add(parent, StandardPage)

    def add(self, parent, model):
        self.counter += 1
        title = f"Sayfa {self.counter}"
        return parent.add_child(instance=model(title=title, slug=f"sayfa-{self.counter}"))

    def pages(self):
        below = Page.objects.descendant_of(Page.objects.get(pk=self.home.pk)).order_by("path")
        return list(below.specific())

    def do(self, name, first, second):
        pages = self.pages()
        if not pages:
            self.add(Page.objects.get(pk=self.home.pk).specific, SectionPage)
            return
        page = pages[first % len(pages)]
        other = pages[second % len(pages)]
        getattr(self, name)(page, other)

    def publish(self, page, other):
        self.counter += 1
        page.title = f"Yayın {self.counter}"
        page.save_revision().publish()

    def draft(self, page, other):
        page.title = "Taslak"
        page.save_revision()

    def unpublish(self, page, other):
        page.unpublish()

    def rename(self, page, other):
        self.counter += 1
        page.slug = f"ad-{self.counter}"
        page.save_revision().publish()

    def move(self, page, other):
        target = other if isinstance(other, SectionPage) else Page.objects.get(pk=self.home.pk)
        if target.pk == page.pk or target.is_descendant_of(page):
            return
        if target.get_children().filter(slug=page.slug).exclude(pk=page.pk).exists():
            return
        page.move(target, pos="last-child")

    def schedule(self, page, other):
        page.go_live_at = timezone.now() + timedelta(days=1)
        page.save_revision().publish()

    def expire(self, page, other):
        page.expire_at = timezone.now() + timedelta(seconds=1)
        page.go_live_at = None
        page.save_revision().publish()
        with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=False):
            call_command("publish_scheduled", verbosity=0)

    def delete(self, page, other):
        page.delete()

    def translate(self, page, other):
        if not page.has_translation(self.english):
            copy = page.copy_for_translation(self.english, copy_parents=True)
            copy.save_revision().publish()

    def restore(self, page, other):
        revision = page.revisions.order_by("created_at").first()
        if revision:
            revision.publish()

    def restrict(self, page, other):
        PageViewRestriction.objects.get_or_create(page=page, restriction_type="login")

    def unrestrict(self, page, other):
        for restriction in PageViewRestriction.objects.all():
            restriction.delete()


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),  # a sequence of ten is short enough to read as it is
)
@given(operations=OPERATIONS)
def test_after_any_operations_the_index_equals_a_rebuild(operations):
    from django.db import transaction

    with transaction.atomic():
        editor = Editor()
        for operation in operations:
            editor.do(*operation)
            drift = rebuild(check_only=True)
            assert not drift, (operation, list(drift.lines()))
        transaction.set_rollback(True)
