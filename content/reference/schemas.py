"""Shapes that several kinds share in the API."""

from ninja import Field, Schema


class NeighbourhoodRef(Schema):
    """A neighbourhood inside a document / Mahalle."""

    slug: str = Field(examples=["sahabiye"])
    name: str = Field(examples=["Sahabiye"])


class DirectorateRef(Schema):
    """A directorate inside a document / Müdürlük."""

    slug: str = Field(examples=["fen-isleri"])
    name: str = Field(examples=["Fen İşleri Müdürlüğü"])
    phone: str = ""
    email: str = ""


class ImageRef(Schema):
    """An image with its renditions / Görsel."""

    id: int
    src: str
    alt: str = Field("", description="Empty when decorative / Süs görselinde boştur")
    width: int
    height: int
    srcset: str
    full: str
