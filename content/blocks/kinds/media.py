"""Blocks of pictures and files."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock

from content.blocks.base import PublicBlock
from content.media import image_payload

GROUP = _("Pictures and files")


def _newest(model: Any, count: int) -> list[Any]:
    """Return the newest of the library, for examples."""
    return list(model.objects.order_by("-pk")[:count])


class ImageBlock(PublicBlock):
    """One picture with its caption."""

    image = ImageChooserBlock(label=_("Image"))
    alt = blocks.CharBlock(
        label=_("What it shows"),
        max_length=200,
        required=False,
        help_text=_("Read out to who cannot see it. Empty: the image's own description is used."),
    )
    caption = blocks.CharBlock(label=_("Caption"), max_length=250, required=False)

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        """Return the image with renditions."""
        return {
            "image": image_payload(value["image"], value["alt"]),
            "caption": value["caption"],
        }

    def get_preview_value(self) -> Any:
        """Return the newest picture of the library."""
        image = next(iter(_newest(get_image_model(), 1)), None)
        return self.normalize({"image": image, "alt": "", "caption": "Fotoğrafın alt yazısı"})

    class Meta:
        """How editors see it."""

        icon = "image"
        label = _("Image")
        description = _("One picture with a caption.")
        group = GROUP


class GalleryBlock(PublicBlock):
    """Several pictures."""

    images = blocks.ListBlock(ImageBlock(), label=_("Images"), min_num=2, max_num=24)

    def get_preview_value(self) -> Any:
        """Return the newest pictures of the library."""
        images = _newest(get_image_model(), 3)
        return self.normalize(
            {"images": [{"image": image, "alt": "", "caption": ""} for image in images]}
        )

    class Meta:
        """How editors see it."""

        icon = "image"
        label = _("Gallery")
        description = _("Two pictures or more, side by side.")
        group = GROUP


class FilesBlock(PublicBlock):
    """Files to download."""

    title = blocks.CharBlock(label=_("Title"), max_length=120, required=False)
    files = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("file", DocumentChooserBlock(label=_("File"))),
                ("title", blocks.CharBlock(label=_("Name"), max_length=160, required=False)),
            ]
        ),
        label=_("Files"),
        min_num=1,
    )

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        """Return title, address, type and size in bytes of each file."""
        return {
            "title": value["title"],
            "files": [
                {
                    "title": item["title"] or item["file"].title,
                    "url": item["file"].url,
                    "type": item["file"].file_extension.upper(),
                    "size": item["file"].get_file_size(),
                }
                for item in value["files"]
                if item["file"]
            ],
        }

    def get_preview_value(self) -> Any:
        """Return the newest files of the library."""
        files = _newest(get_document_model(), 2)
        return self.normalize(
            {"title": "Formlar", "files": [{"file": file, "title": ""} for file in files]}
        )

    class Meta:
        """How editors see it."""

        icon = "download"
        label = _("Files")
        description = _("Documents to download, with type and size.")
        group = GROUP
