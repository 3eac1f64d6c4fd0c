"""The checks every page goes through, and those of pages and news."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from content.editing.checks import Finding, Level, check
from content.editing.reading import (
    Picture,
    Text,
    embedded_images,
    link_texts,
    parts_of,
    sentences,
)
from search import turkish

LONGEST_SENTENCE = 30  # words; plain-language guides ask for 15 to 20 on average
SHOWN = 3
# Folded: these say nothing to who hears a list of links read out.
EMPTY_WORDS = frozenset(
    {
        "tiklayin",
        "tiklayiniz",
        "tikla",
        "buraya tiklayin",
        "buraya tiklayiniz",
        "lutfen tiklayin",
        "lutfen tiklayiniz",
        "burada",
        "buradan",
        "bu link",
        "link",
        "devami",
        "devamini oku",
        "detay",
        "detaylar",
        "click here",
        "here",
        "read more",
    }
)


@check()
def images_are_described(page: Page) -> Iterator[Finding]:
    """Every image says what it shows: on its own record, or where it is used."""
    for part in parts_of(page):
        if isinstance(part, Picture):
            if not (part.alt or part.image.description).strip():
                yield Finding(
                    level=Level.WARNING,
                    code="alt",
                    field=part.field,
                    message=_(
                        "The image “%(title)s” is not described. Write what it shows in one "
                        "sentence; who cannot see it hears nothing otherwise."
                    )
                    % {"title": part.image.title},
                )
        elif part.html:
            for alt in embedded_images(part.value):
                if not alt:
                    yield Finding(
                        level=Level.WARNING,
                        code="alt",
                        field=part.field,
                        message=_("An image in the text is not described."),
                    )


@check()
def links_say_where_they_lead(page: Page) -> Iterator[Finding]:
    """A link has a text, and the text tells where it leads."""
    for part in parts_of(page):
        if not isinstance(part, Text) or not part.html:
            continue
        for text in link_texts(part.value):
            if not text:
                yield Finding(
                    level=Level.ERROR,
                    code="link-empty",
                    field=part.field,
                    message=_("A link has no text, so nobody can press it. Write its text."),
                )
            elif turkish.fold(text).strip(" .…>»!:") in EMPTY_WORDS:
                yield Finding(
                    level=Level.WARNING,
                    code="link-vague",
                    field=part.field,
                    message=_(
                        "The link “%(text)s” does not say where it leads. Write for example "
                        "“Başvuru formu (PDF)” instead of “tıklayınız”."
                    )
                    % {"text": text},
                )


@check()
def title_is_not_shouted(page: Page) -> Iterator[Finding]:
    """A title in capitals is hard to read and screen readers spell it."""
    letters = [sign for sign in page.title if sign.isalpha()]
    if len(page.title.split()) > 1 and len(letters) > 8 and all(sign.isupper() for sign in letters):
        yield Finding(
            level=Level.WARNING,
            code="capitals",
            field="title",
            message=_("The title is in capital letters only. Write it as in a sentence."),
        )


@check()
def sentences_are_short(page: Page) -> Iterator[Finding]:
    """Long sentences lose readers; the first few are shown."""
    found = 0
    for part in parts_of(page):
        if not isinstance(part, Text):
            continue
        for sentence in sentences(part):
            words = sentence.split()
            if len(words) > LONGEST_SENTENCE and found < SHOWN:
                found += 1
                yield Finding(
                    level=Level.WARNING,
                    code="long-sentence",
                    field=part.field,
                    message=_("This sentence has %(count)d words, make two of it: “%(start)s…”")
                    % {"count": len(words), "start": " ".join(words[:8])},
                )


@check()
def it_does_not_end_before_it_begins(page: Page) -> Iterator[Finding]:
    """An expiry in the past takes the page away in the moment it is published."""
    if page.expire_at and page.expire_at <= timezone.now():
        yield Finding(
            level=Level.ERROR,
            code="expired",
            field="expire_at",
            message=_(
                "The end of publication is in the past, so nobody would see the page. Clear it or "
                "choose a later time."
            ),
        )
    review_on = getattr(page, "review_on", None)
    if review_on and review_on < timezone.localdate():
        yield Finding(
            level=Level.WARNING,
            code="review-past",
            field="review_on",
            message=_("The review date has passed. Look through the page and set the next one."),
        )


@check("standard.NewsPage")
def event_is_ahead(page: Any) -> Iterator[Finding]:
    """An event that is over is announced by mistake."""
    ends = page.event_end or page.event_start
    if ends and ends < timezone.now():
        yield Finding(
            level=Level.WARNING,
            code="date-past",
            field="event_end" if page.event_end else "event_start",
            message=_("The event lies in the past (%(date)s). Is the date right?")
            % {"date": timezone.localtime(ends).strftime("%d.%m.%Y")},
        )


@check("obituaries.ObituaryPage")
def funeral_is_ahead(page: Any) -> Iterator[Finding]:
    """A funeral in the past is often a wrong day."""
    if page.burial_date and page.burial_date < timezone.localdate():
        yield Finding(
            level=Level.WARNING,
            code="date-past",
            field="burial_date",
            message=_("The burial was on %(date)s, before today. Is the date right?")
            % {"date": page.burial_date.strftime("%d.%m.%Y")},
        )


@check("roadworks.RoadWorkPage")
def work_is_not_over(page: Any) -> Iterator[Finding]:
    """A planned work whose end has passed confuses drivers."""
    if page.status in {"planned", "in_progress", "paused"} and page.planned_end < timezone.now():
        yield Finding(
            level=Level.WARNING,
            code="date-past",
            field="planned_end",
            message=_("The planned end has passed. Set a new end, or the status “bitti”."),
        )
    if not page.contact_phone and page.directorate is None:
        yield _no_contact("contact_phone")


@check("courses.CoursePage")
def course_is_ahead_and_can_be_asked_about(page: Any) -> Iterator[Finding]:
    """A course in the past is often a wrong year; without a phone nobody can apply by phone."""
    if page.standing != "cancelled" and page.ends_on < timezone.localdate():
        yield Finding(
            level=Level.WARNING,
            code="date-past",
            field="ends_on",
            message=_("The course was over on %(date)s, before today. Is the date right?")
            % {"date": page.ends_on.strftime("%d.%m.%Y")},
        )
    if not page.contact_phone and page.directorate is None:
        yield _no_contact("contact_phone")


@check("standard.ServicePage")
def service_names_a_contact(page: Any) -> Iterator[Finding]:
    """Who is stuck must find somebody to ask."""
    if page.directorate is None and not _has_contact_block(page.body):
        yield _no_contact("directorate")


@check("places.PlacePage")
def place_can_be_reached(page: Any) -> Iterator[Finding]:
    """A place without phone, mail or site is hard to ask anything."""
    if not (page.phones or page.email or page.web or page.directorate):
        yield _no_contact("phones")


def _has_contact_block(body: Any) -> bool:
    return any(child.block_type == "contact" for child in body)


def _no_contact(field: str) -> Finding:
    return Finding(
        level=Level.WARNING,
        code="contact",
        field=field,
        message=_("Nobody is named to ask. Give a phone, or choose the responsible directorate."),
    )
