"""Builders of cases of the trial kind (tests/services/cases/conftest.py), and of files for them."""

import io
import uuid
from datetime import datetime
from zoneinfo import ZoneInfo

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from services.cases.actions import Filing, change_status, file_case, keep_upload
from services.cases.kinds import By, FileRule

FRIDAY = datetime(2026, 3, 13, 10, tzinfo=ZoneInfo("Europe/Istanbul"))
PDF_CONTENT = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def filed(now=None, **fields):
    fields = {"kind": "DN", "key": uuid.uuid4(), "title": "Sokak lambası"} | fields
    return file_case(filing=Filing(**fields), now=now)


def moved(case, *steps, now=None, text="Gerekçe"):
    for after, by in steps:
        case = change_status(case=case, after=after, by=by, text=text, now=now)
    return case


def solved(case, now=None):
    return moved(case, ("working", By.STAFF), ("solved", By.STAFF), now=now)


def asked(case, now=None, text="Hangi direk?"):
    return moved(case, ("working", By.STAFF), ("asked", By.STAFF), now=now, text=text)


def photo(size=(64, 48), colour="red", kind="JPEG", position=None, **more):
    """Return the bytes of a photo; `position` as GPS degrees, minutes, seconds north and east."""
    image = Image.new("RGB", size, colour)
    exif = image.getexif()
    exif[0x010E] = "Ayşe'nin evi"
    if position:
        north, east = position
        exif.get_ifd(0x8825).update({1: "N", 2: north, 3: "E", 4: east})
    out = io.BytesIO()
    image.save(out, kind, exif=exif, **more)
    return out.getvalue()


def upload(content=None, name="IMG_0001.jpg"):
    return SimpleUploadedFile(name, photo() if content is None else content)


def kept(key=None, content=None, name="IMG_0001.jpg", rule=None, by=By.CITIZEN):
    """Return a file that was sent with a form, before the form is filed."""
    return keep_upload(
        key=key or uuid.uuid4(), file=upload(content, name), rule=rule or FileRule(), by=by
    )
