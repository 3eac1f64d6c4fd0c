"""Builders of bodies of blocks, pictures and files."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image as Drawing
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from content.blocks import Body


def picture(title="Park", description="Ağaçlı bir park", size=(1600, 900)):
    """Return a picture of the library."""
    drawn = BytesIO()
    Drawing.new("RGB", size, "#2a6f6b").save(drawn, "PNG")
    return get_image_model().objects.create(
        title=title,
        description=description,
        file=ContentFile(drawn.getvalue(), name="park.png"),
        width=size[0],
        height=size[1],
    )


def file(title="Başvuru formu", name="form.pdf"):
    """Return a file of the library."""
    return get_document_model().objects.create(
        title=title, file=ContentFile(b"%PDF-1.4 " + b"x" * 2000, name=name)
    )


def body(*blocks):
    """Return a body as editors store it, from `(type, value)` pairs."""
    return Body().to_python(
        [
            {"type": kind, "value": value, "id": f"b{number}"}
            for number, (kind, value) in enumerate(blocks)
        ]
    )
