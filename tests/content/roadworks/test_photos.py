"""Photos from phones: upright, small, without metadata; what is no photo is refused in Turkish."""

import io
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from content.roadworks import photos


def jpeg(size=(800, 600), exif=None, colour="red"):
    out = io.BytesIO()
    image = Image.new("RGB", size, colour)
    image.putpixel((0, 0), (0, 0, 255))
    image.save(out, "JPEG", quality=95, **({"exif": exif} if exif else {}))
    return out.getvalue()


def cleaned(content):
    return Image.open(photos.cleaned(io.BytesIO(content), len(content)))


def refused(content, size=None):
    with pytest.raises(ValidationError) as error:
        photos.cleaned(io.BytesIO(content), size or len(content))
    return error.value.messages[0]


def with_place():
    exif = Image.Exif()
    exif[0x010F] = "Gizli Telefon"
    exif[0x0112] = 6  # turned by a quarter
    exif.get_ifd(0x8825)[1] = "N"
    return exif


def test_place_device_and_time_are_gone_and_the_photo_stands_upright():
    content = jpeg((800, 600), exif=with_place())
    assert b"Gizli Telefon" in content
    kept = photos.cleaned(io.BytesIO(content), len(content))
    raw = kept.read()
    assert b"Gizli" not in raw
    assert b"Exif" not in raw
    image = Image.open(io.BytesIO(raw))
    assert image.size == (600, 800)
    assert not image.getexif()


def test_the_kept_photo_is_bounded():
    image = cleaned(jpeg((4000, 3000)))
    assert max(image.size) == photos.MAX_SIDE
    assert image.format == "JPEG"


def test_transparent_and_palette_pictures_become_jpegs():
    out = io.BytesIO()
    Image.new("RGBA", (50, 50), (255, 0, 0, 10)).save(out, "PNG")
    assert cleaned(out.getvalue()).mode == "RGB"


def test_heic_is_refused_with_the_way_out():
    content = b"\x00\x00\x00\x18ftypheic" + b"\x00" * 100
    assert "HEIC" in refused(content)
    assert "Uyumlu" in refused(content)


def png_that_claims(width, height):
    def chunk(kind, data):
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(9000, 9000), (60000, 60000)])
def test_a_few_bytes_that_claim_gigapixels_are_refused_unread(size):
    assert "çok büyük" in refused(png_that_claims(*size))


def test_a_file_above_the_limit_is_refused_before_it_is_read():
    assert "15 MB" in refused(b"", size=photos.MAX_BYTES + 1)


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"%PDF-1.4", jpeg()[:200], b"GIF89a" * 9])
def test_what_is_no_photo_is_refused(content):
    assert "okunabilir" in refused(content)
