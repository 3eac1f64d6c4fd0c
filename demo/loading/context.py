"""What the parts of the loader share: today, pictures, reference data, addresses of pages."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Locale, Page

from content.editing.grants import collection_of
from content.editing.roles import SHARED_COLLECTION
from content.reference.models import Directorate, Neighbourhood
from demo import catalogue, images
from demo.dates import fill_dates_deep
from home.models import HomePage


@dataclass
class Loading:
    """One run of the loader, relative to `today`."""

    today: date = field(default_factory=timezone.localdate)
    addresses: dict[str, str] = field(default_factory=dict)
    _pictures: dict[str, Image] = field(default_factory=dict)
    _files: dict[str, Document] = field(default_factory=dict)

    def data(self, name: str) -> Any:
        """Return a data file with its day placeholders filled."""
        return fill_dates_deep(catalogue.load(name), self.today)

    def day(self, offset: int) -> date:
        """Return the day `offset` days from today."""
        return self.today + timedelta(days=offset)

    def moment(self, offset: int, clock: str = "09:00") -> datetime:
        """Return a time of the day `offset` days from today, never in the future for the past."""
        hour, minute = (int(part) for part in clock.split(":"))
        found = timezone.make_aware(datetime.combine(self.day(offset), time(hour, minute)))
        return min(found, timezone.now()) if offset <= 0 else found

    @cached_property
    def locales(self) -> dict[str, Locale]:
        """Return the languages of the site by code."""
        return {
            code: Locale.objects.get_or_create(language_code=code)[0] for code in ("tr", "en", "ar")
        }

    @cached_property
    def neighbourhoods(self) -> dict[str, Neighbourhood]:
        """Return the neighbourhoods by slug."""
        return {item.slug: item for item in Neighbourhood.objects.all()}

    @cached_property
    def directorates(self) -> dict[str, Directorate]:
        """Return the directorates by slug."""
        return {item.slug: item for item in Directorate.objects.all()}

    @cached_property
    def home(self) -> HomePage:
        """Return the Turkish home page."""
        return HomePage.objects.get(locale=self.locales["tr"])

    def draw(self, keys: set[str]) -> None:
        """Draw several pictures at once; Pillow works outside Python's lock."""
        wanted = sorted(key for key in keys if key and key not in self._pictures)
        with ThreadPoolExecutor(max_workers=2) as pool:
            drawn = pool.map(lambda key: images.encode(key, "JPEG"), wanted)
            for key, content in zip(wanted, drawn, strict=True):
                self._keep_picture(key, content)

    def picture(self, key: str) -> Image | None:
        """Return the picture of a key as a Wagtail image, drawing it at the first call."""
        if not key:
            return None
        if key not in self._pictures:
            self._keep_picture(key, images.encode(key, "JPEG"))
        return self._pictures[key]

    def _keep_picture(self, key: str, content: bytes) -> None:
        spec = images.IMAGES[key]
        existing = Image.objects.filter(title=spec.title).first()
        self._pictures[key] = existing or Image.objects.create(
            title=spec.title,
            description=spec.alt,
            file=ContentFile(content, name=f"{key}.jpg"),
            width=spec.width,
            height=spec.height,
            collection=collection_of(SHARED_COLLECTION),
        )

    def file(self, name: str, title: str) -> Document:
        """Return a file of `data/files` as a Wagtail document."""
        if name not in self._files:
            content = (catalogue.DATA / "files" / name).read_bytes()
            self._files[name] = Document.objects.filter(title=title).first() or (
                Document.objects.create(
                    title=title,
                    file=ContentFile(content, name=name),
                    collection=collection_of(SHARED_COLLECTION),
                )
            )
        return self._files[name]

    def address(self, reference: str, url: str = "") -> str:
        """Return the address of `page:SLUG`, `service:SLUG`, `announcement:SLUG`; else `url`."""
        return self.addresses.get(reference, "") or url or "/"


def add(parent: Page, page: Page, published: datetime | None = None) -> Page:
    """Put a page below a parent as if it had been published at that time."""
    moment = published or timezone.now()
    page.locale_id = page.locale_id or parent.locale_id
    page.first_published_at = page.first_published_at or moment
    page.last_published_at = page.last_published_at or moment
    added: Page = parent.add_child(instance=page)
    return added
