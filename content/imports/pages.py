"""What importers of pages share: found by the external id, drafted, compared, published."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from content.imports.engine import Outcome, RowError
from content.imports.values import text
from content.reference.models import Neighbourhood
from search import turkish

_SUFFIX = re.compile(r"\s+(mahallesi|mah\.?)$", re.IGNORECASE)


class PageImporter:
    """Creates or updates pages of one type below an index page.

    Args:
        index: The list the pages go into.
        publish: True publishes each page; False keeps changes as drafts.
        create_missing: True makes unknown neighbourhoods (and what else a subject allows) instead
            of rejecting.
        user: Who imports, for the page history.

    Attributes:
        model: The page type; it has an `external_id`.
        being_edited: What is said of a page whose draft is somebody else's work.
    """

    model: type[Any]
    being_edited: Any

    def __init__(
        self, index: Any, *, publish: bool, create_missing: bool = False, user: Any = None
    ) -> None:
        """Read the neighbourhoods once."""
        self.index, self.publish, self.create_missing = index, publish, create_missing
        self.user = user
        self.locale = Locale.objects.get(pk=index.locale_id)
        self.areas: dict[str, Neighbourhood] = {}
        for area in Neighbourhood.objects.all():
            for name in (area.name, area.slug, *area.aliases.split(",")):
                if name.strip():
                    self.areas.setdefault(turkish.fold(name.strip()), area)

    def fill(self, page: Any, values: Mapping[str, Any]) -> None:
        """Take a row's values over.

        Raises:
            RowError: Where the row cannot go in.
        """
        raise NotImplementedError

    def comparable(self, page: Any) -> Any:
        """Return what tells whether a row changes anything."""
        raise NotImplementedError

    def slug_of(self, page: Any, key: str, index: Any) -> str:
        """Return the last part of a new page's address below `index`."""
        raise NotImplementedError

    def key(self, values: Mapping[str, Any]) -> str:
        """Return the external id."""
        key = text(values, "external_id")
        if not key:
            raise RowError(_("external_id is empty."))
        return key

    def apply(self, values: Mapping[str, Any]) -> tuple[Any, Outcome]:
        """Create or update one page."""
        key = self.key(values)
        existing = self.model.objects.filter(external_id=key, locale=self.locale).first()
        page = self._draft_of(existing) if existing else self.model(external_id=key)
        before = self.comparable(page) if existing else None
        self.fill(page, values)
        may_publish = self.publish and not _withdrawn(existing)
        waits = existing is not None and may_publish and existing.has_unpublished_changes
        if existing and not waits and self.comparable(page) == before:
            return existing, Outcome.UNCHANGED
        if existing is None:
            self._create(page, key)
        else:
            page.full_clean()
        revision = page.save_revision(user=self.user)
        if may_publish:
            revision.publish(user=self.user)
        return page, Outcome.UPDATED if existing else Outcome.CREATED

    def _create(self, page: Any, key: str) -> None:
        page.locale, page.live = self.locale, False  # publishing it writes the index once
        # Read anew: a row that was undone leaves its count of children behind in memory.
        index = type(self.index).objects.get(pk=self.index.pk)
        page.slug = self.slug_of(page, key, index)
        page.full_clean(exclude=["path", "depth", "numchild", "content_type"])
        index.add_child(instance=page)

    def _draft_of(self, existing: Any) -> Any:
        """Return the newest version, unless publishing it would publish an editor's half work."""
        editor = existing.latest_revision.user_id if existing.latest_revision else None
        half_work = self.publish and existing.live and existing.has_unpublished_changes
        if half_work and editor not in {None, getattr(self.user, "pk", None)}:
            raise RowError(str(self.being_edited))
        return existing.get_latest_revision_as_object()

    def area(self, name: str) -> Neighbourhood | None:
        """Return a neighbourhood by its name, with or without “Mahallesi”; None for no name."""
        if not name:
            return None
        bare = _SUFFIX.sub("", name)
        found = self.areas.get(turkish.fold(bare)) or self.areas.get(turkish.fold(name))
        if found is not None:
            return found
        if not self.create_missing:
            raise RowError(_("There is no neighbourhood “%(name)s”.") % {"name": name})
        # Not remembered: the row may still be undone, and the neighbourhood with it.
        made, _created = Neighbourhood.objects.get_or_create(
            slug=turkish.slugify(bare), defaults={"name": bare}
        )
        return made


def _withdrawn(page: Page | None) -> bool:
    """Tell whether somebody took the page back; an import does not put it out again."""
    return page is not None and not page.live and page.first_published_at is not None
