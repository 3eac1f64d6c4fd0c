"""What becomes of a file before anything keeps it.

Stops: pictures that tell where and with what they were taken, a few bytes that unfold to
gigapixels, a web page or a program under the name of a photo. The type is read from the content;
the name and the type that the browser says are believed in nothing.
"""

import io
import re
from dataclasses import dataclass
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError
from PIL.ExifTags import GPS, IFD

from content.roadworks.photos import cleaned as cleaned_photo
from services.cases.kinds import FileRule
from services.cases.models import ENDINGS, JPEG, PDF

MOST_NAME = 120
# Where a PDF may begin (ISO 32000-1, Annex H: within the first 1,024 bytes).
PDF_BEGINS = 1024
_IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")
_UNSAFE_NAME = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


@dataclass(frozen=True, slots=True)
class Clean:
    """A file as it is kept.

    Attributes:
        content: A new JPEG, or the PDF as it came.
        width, height: In pixels; 0 for a PDF.
    """

    content: bytes
    content_type: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Position:
    """Where a photo says it was taken, in degrees (WGS 84)."""

    lat: float
    lng: float


def cleaned(content: bytes, rule: FileRule) -> Clean:
    """Return a file made harmless.

    Raises:
        ValidationError: With the reason and what to do, in the reader's language.
    """
    if not content:
        raise ValidationError(_("The file is empty."))
    if len(content) > rule.bytes_each:
        raise ValidationError(
            _("The file is larger than %(most)d MB.") % {"most": rule.bytes_each // 1024 // 1024}
        )
    if b"%PDF-" in content[:PDF_BEGINS]:
        return _document(content, rule)
    is_heic = content[4:8] == b"ftyp"
    if content.startswith(_IMAGES) or is_heic:
        photo = cleaned_photo(io.BytesIO(content), len(content)).read()
        with Image.open(io.BytesIO(photo)) as image:
            return Clean(photo, JPEG, image.width, image.height)
    if rule.documents:
        raise ValidationError(_("Only photos (JPEG, PNG, WebP) and PDF documents can be sent."))
    raise ValidationError(_("Only photos (JPEG, PNG, WebP) can be sent."))


def _document(content: bytes, rule: FileRule) -> Clean:
    if not rule.documents:
        raise ValidationError(_("Only photos (JPEG, PNG, WebP) can be sent."))
    if b"%%EOF" not in content[-PDF_BEGINS * 2 :]:
        raise ValidationError(_("The PDF is incomplete; save it anew and send it again."))
    if b"/Encrypt" in content:
        raise ValidationError(_("The PDF is locked with a password; send it without one."))
    return Clean(content, PDF)


def cleaned_name(name: str, content_type: str) -> str:
    """Return what a file is called: without folders, control signs and its own ending."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    base = " ".join(_UNSAFE_NAME.sub(" ", last).split()).strip(" .")
    stem = base.rpartition(".")[0] or base
    ending = ENDINGS[content_type]
    return f"{(stem or 'dosya')[: MOST_NAME - len(ending) - 1].strip()}.{ending}"


def read_whole(file: BinaryIO, rule: FileRule) -> bytes:
    """Return the content, never more than one byte above what is allowed."""
    file.seek(0)
    return file.read(rule.bytes_each + 1)


def position_of(content: bytes) -> Position | None:
    """Return where a photo was taken, if it says so.

    Ask the person before, and read it before the file is kept: what is kept has no metadata.
    """
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as image:
            gps = image.getexif().get_ifd(IFD.GPSInfo)
        lat = _degrees(gps[GPS.GPSLatitude], str(gps.get(GPS.GPSLatitudeRef, "N")), "S")
        lng = _degrees(gps[GPS.GPSLongitude], str(gps.get(GPS.GPSLongitudeRef, "E")), "W")
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        OSError,
        KeyError,
        ValueError,
        TypeError,
        ZeroDivisionError,
        SyntaxError,
    ):
        return None
    if not (-90 <= lat <= 90 and -180 <= lng <= 180) or (lat, lng) == (0, 0):
        return None
    return Position(round(lat, 6), round(lng, 6))


def _degrees(parts: tuple[float, float, float], side: str, negative: str) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    if value != value:  # a fraction 0/0
        raise ValueError("no number")
    return -value if side.strip("\x00 ").upper() == negative else value
