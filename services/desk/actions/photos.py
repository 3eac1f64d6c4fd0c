"""Writes: the public copy of a citizen's photo, with black rectangles drawn into it."""

import io
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageDraw

from services.cases.actions import write_note
from services.cases.actions.files import remove_content
from services.cases.models import Attachment
from services.desk.models import PublicPhoto

Rectangle = tuple[int, int, int, int]
"""Left, top, width, height in thousandths of the picture."""

WHOLE = 1_000
MOST = 40
LONGEST_SIDE = 1_600
QUALITY = 85


@transaction.atomic
def publish_photo(
    *, attachment: Attachment, rectangles: Sequence[Rectangle], author: Any
) -> PublicPhoto:
    """Make, or make anew, what everybody may see of a photo. The original is only read.

    What is covered is gone from the copy: it is drawn into the pixels, and nothing else is copied.
    """
    if not attachment.is_image or attachment.case is None or not attachment.can_be_read:
        raise ValidationError(_("Only photos of a case can be made public."))
    content, width, height = covered(attachment, rectangles)
    photo = PublicPhoto.objects.select_for_update().filter(attachment=attachment).first()
    if photo is not None:
        old = photo.content.name
        transaction.on_commit(lambda: remove_content([old]))
        photo.delete()
    photo = PublicPhoto(
        attachment=attachment,
        rectangles=[list(one) for one in rectangles],
        width=width,
        height=height,
        made_by=author,
    )
    photo.content.save("", ContentFile(content), save=False)
    photo.full_clean()
    photo.save(force_insert=True)
    count = len(rectangles)
    text = _("Photo made public, %(count)d places covered") % {"count": count}
    write_note(case=attachment.case, text=text, author=author)
    return photo


@transaction.atomic
def withdraw_photo(*, attachment: Attachment, author: Any) -> bool:
    """Take a photo out of the public's sight; False when it was not there."""
    photo = PublicPhoto.objects.select_for_update().filter(attachment=attachment).first()
    if photo is None:
        return False
    name = photo.content.name
    photo.delete()
    transaction.on_commit(lambda: remove_content([name]))
    write_note(case=attachment.case, text=_("Photo no longer public"), author=author)  # type: ignore[arg-type]
    return True


def covered(attachment: Attachment, rectangles: Sequence[Rectangle]) -> tuple[bytes, int, int]:
    """Return the copy's bytes, width and height in pixels."""
    with attachment.content.open("rb") as file, Image.open(file, formats=("JPEG",)) as opened:
        image = opened.convert("RGB")
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    draw = ImageDraw.Draw(image)
    for left, top, width, height in rectangles:
        # A pixel more on each side: what shines through at an edge could be read.
        box = (
            left * image.width // WHOLE - 1,
            top * image.height // WHOLE - 1,
            -(-(left + width) * image.width // WHOLE) + 1,
            -(-(top + height) * image.height // WHOLE) + 1,
        )
        draw.rectangle(box, fill="black")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue(), image.width, image.height


def rectangles_of(text: str) -> list[Rectangle]:
    """Read rectangles as they are written: one a line, `left,top,width,height` in thousandths.

    Raises:
        ValidationError: With the line that is not understood.
    """
    found: list[Rectangle] = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        parts = [part.strip() for part in line.split(",")]
        if len(parts) != 4 or not all(p.isascii() and p.isdecimal() and len(p) < 5 for p in parts):
            raise ValidationError(_("Four numbers with commas, e.g. 100,250,80,40: %s") % line[:40])
        left, top, width, height = (int(part) for part in parts)
        fits = width and height and left + width <= WHOLE and top + height <= WHOLE
        if not fits:
            raise ValidationError(_("This rectangle leaves the picture: %s") % line[:40])
        found.append((left, top, width, height))
    if len(found) > MOST:
        raise ValidationError(_("At most %d rectangles.") % MOST)
    return found
