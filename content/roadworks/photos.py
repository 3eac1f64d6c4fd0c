"""Photos from phones: re-encoded before anything keeps them.

A file from a phone is untrusted and tells too much: its metadata names the place, the time and the
device (EXIF), its size is unbounded, and a few bytes may claim gigapixels (a decompression bomb).
What is kept is a new JPEG of bounded size, drawn from the pixels alone, upright.
"""

import io
import warnings

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

MAX_BYTES = 15 * 1024 * 1024
MAX_PIXELS = 60_000_000  # the largest phone cameras give 50 megapixels
MAX_SIDE = 2000  # pixels of the kept photo
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 84
# Brands of ISO media files (ISO/IEC 23008-12) that phones write as HEIC.
HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})


def cleaned(file: io.BufferedIOBase | io.BytesIO, size: int, name: str = "saha") -> ContentFile:
    """Return the photo as a JPEG of at most `MAX_SIDE` pixels a side, without metadata.

    Args:
        file: what was uploaded, at its beginning.
        size: its size in bytes.
        name: the file's new name, without an ending; what the phone called it is dropped.

    Raises:
        ValidationError: When it is too large, no photo, or HEIC; says what to do.
    """
    if size > MAX_BYTES:
        raise ValidationError(
            _("The photo is larger than %(most)d MB; choose a smaller size in the camera.")
            % {"most": MAX_BYTES // 1024 // 1024}
        )
    content = file.read(MAX_BYTES + 1)
    if content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS:
        raise ValidationError(
            _(
                "The photo is in the HEIC format, which browsers cannot show. On an iPhone choose "
                "Settings, Camera, Formats, “Most Compatible”; or send a screenshot of it."
            )
        )
    try:
        with warnings.catch_warnings():
            # Our own, lower limit is told in Turkish below.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
                if opened.width * opened.height > MAX_PIXELS:
                    raise ValidationError(_too_many_pixels())
                opened.draft("RGB", (MAX_SIDE, MAX_SIDE))
                upright = ImageOps.exif_transpose(opened)
                photo = upright.convert("RGB")
    except Image.DecompressionBombError as error:
        raise ValidationError(_too_many_pixels()) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise ValidationError(
            _("This is no photo that can be read; take it anew, or send it as JPEG.")
        ) from error
    photo.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    # A new image: nothing of the file's metadata is carried over.
    clean = Image.new("RGB", photo.size)
    clean.paste(photo)
    clean.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return ContentFile(out.getvalue(), name=f"{name}.jpg")


def _too_many_pixels() -> str:
    return _("The photo has too many pixels; choose a smaller size in the camera.")
