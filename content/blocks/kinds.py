"""Each kind of block: what editors fill in, and an example for the chooser."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from content.blocks.base import PublicBlock, RichText
from content.media import image_payload
from content.reference.queries import directorate_payload

LEVELS = [
    ("info", _("Information")),
    ("success", _("Good news")),
    ("warning", _("Warning")),
    ("danger", _("Danger")),
]
KINDS = [
    ("news", _("News and announcements")),
    ("obituary", _("Obituaries")),
    ("roadwork", _("Road works")),
    ("place", _("Places")),
    ("service", _("Services")),
]


class TextBlock(PublicBlock):
    """Paragraphs, lists, links."""

    text = RichText(label=_("text"))

    class Meta:
        """How editors see it."""

        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, lists and links.")
        public_template = "pages/blocks/text.jinja"
        preview_value = {"text": "<p>Pazar günleri kapalıyız.</p>"}


class HeadingBlock(PublicBlock):
    """A heading inside the page."""

    text = blocks.CharBlock(label=_("heading"), max_length=120)

    class Meta:
        """How editors see it."""

        icon = "title"
        label = _("Heading")
        description = _("A heading for the part that follows.")
        public_template = "pages/blocks/heading.jinja"
        preview_value = {"text": "Başvuru nasıl yapılır?"}


class ImageBlock(PublicBlock):
    """One picture with its caption."""

    image = ImageChooserBlock(label=_("image"))
    alt = blocks.CharBlock(
        label=_("what it shows"),
        max_length=200,
        required=False,
        help_text=_("Read out to who cannot see it. Empty: the image's own description is used."),
    )
    caption = blocks.CharBlock(label=_("caption"), max_length=250, required=False)

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        """Return the image with renditions."""
        return {
            "image": image_payload(value["image"], value["alt"]),
            "caption": value["caption"],
        }

    class Meta:
        """How editors see it."""

        icon = "image"
        label = _("Image")
        description = _("One picture with a caption.")
        public_template = "pages/blocks/image.jinja"


class GalleryBlock(PublicBlock):
    """Several pictures."""

    images = blocks.ListBlock(ImageBlock(), label=_("images"), min_num=2, max_num=24)

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        """Return the images with renditions."""
        picture = ImageBlock()
        return {"images": [picture.get_api_representation(item) for item in value["images"]]}

    class Meta:
        """How editors see it."""

        icon = "image"
        label = _("Gallery")
        description = _("Two pictures or more, side by side.")
        public_template = "pages/blocks/gallery.jinja"


class TableBlock(PublicBlock):
    """A table with a caption; the first row heads the columns, the first column the rows."""

    caption = blocks.CharBlock(
        label=_("caption"), max_length=160, help_text=_("Says what the table shows.")
    )
    rows = blocks.TextBlock(
        label=_("rows"),
        help_text=_("A line for each row, | between cells; the first line heads the columns."),
    )

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        """Return header and rows as lists of cells."""
        lines = [
            [cell.strip() for cell in line.split("|")]
            for line in value["rows"].splitlines()
            if line.strip()
        ]
        width = max((len(line) for line in lines), default=0)
        cells = [line + [""] * (width - len(line)) for line in lines]
        return {
            "caption": value["caption"],
            "header": cells[0] if cells else [],
            "rows": cells[1:],
        }

    class Meta:
        """How editors see it."""

        icon = "table"
        label = _("Table")
        description = _("Rows and columns of text.")
        public_template = "pages/blocks/table.jinja"
        preview_value = {"caption": "Vezne saatleri", "rows": "Gün | Saat\nPazartesi | 08.30–16.30"}


class CalloutBlock(PublicBlock):
    """A boxed remark."""

    level = blocks.ChoiceBlock(choices=LEVELS, default="info", label=_("kind"))
    title = blocks.CharBlock(label=_("title"), max_length=120, required=False)
    text = RichText(label=_("text"))

    class Meta:
        """How editors see it."""

        icon = "warning"
        label = _("Call-out")
        description = _("A remark that must not be missed.")
        public_template = "pages/blocks/callout.jinja"
        preview_value = {"level": "warning", "title": "Dikkat", "text": "<p>Yol kapalı.</p>"}


class ContactBlock(PublicBlock):
    """Whom to ask."""

    title = blocks.CharBlock(label=_("title"), max_length=120)
    directorate = SnippetChooserBlock(
        "reference.Directorate",
        label=_("directorate"),
        required=False,
        help_text=_("Fills in what is left empty below."),
    )
    phone = blocks.CharBlock(label=_("phone"), max_length=40, required=False)
    email = blocks.EmailBlock(label=_("e-mail"), required=False)
    address = blocks.CharBlock(label=_("address"), max_length=250, required=False)
    hours = blocks.CharBlock(label=_("hours"), max_length=160, required=False)

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        """Return the contact, completed by the directorate's own."""
        unit = directorate_payload(value["directorate"]) or {}
        return {
            "title": value["title"],
            "directorate": unit or None,
            "phone": value["phone"] or unit.get("phone", ""),
            "email": value["email"] or unit.get("email", ""),
            "address": value["address"] or getattr(value["directorate"], "address", "") or "",
            "hours": value["hours"],
        }

    class Meta:
        """How editors see it."""

        icon = "mail"
        label = _("Contact")
        description = _("Phone, e-mail, address and hours of a unit.")
        public_template = "pages/blocks/contact.jinja"


class FilesBlock(PublicBlock):
    """Files to download."""

    title = blocks.CharBlock(label=_("title"), max_length=120, required=False)
    files = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("file", DocumentChooserBlock(label=_("file"))),
                ("title", blocks.CharBlock(label=_("name"), max_length=160, required=False)),
            ]
        ),
        label=_("files"),
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

    class Meta:
        """How editors see it."""

        icon = "download"
        label = _("Files")
        description = _("Documents to download, with type and size.")
        public_template = "pages/blocks/files.jinja"


def _titled() -> blocks.ListBlock:
    return blocks.ListBlock(
        blocks.StructBlock(
            [
                ("title", blocks.CharBlock(label=_("title"), max_length=160)),
                ("text", RichText(label=_("text"), required=False)),
            ]
        ),
        label=_("items"),
        min_num=1,
    )


class StepsBlock(PublicBlock):
    """Numbered steps."""

    items = _titled()

    class Meta:
        """How editors see it."""

        icon = "list-ol"
        label = _("Steps")
        description = _("What to do, one after the other.")
        public_template = "pages/blocks/steps.jinja"
        preview_value = {"items": [{"title": "Formu doldurun", "text": "<p>İki dakika sürer.</p>"}]}


class AccordionBlock(PublicBlock):
    """Questions that open."""

    items = _titled()

    class Meta:
        """How editors see it."""

        icon = "collapse-down"
        label = _("Accordion")
        description = _("Questions and answers that open one by one.")
        public_template = "pages/blocks/accordion.jinja"
        preview_value = {"items": [{"title": "Ücretli mi?", "text": "<p>Hayır.</p>"}]}


class QuoteBlock(PublicBlock):
    """A quotation."""

    text = blocks.TextBlock(label=_("text"), max_length=600)
    source = blocks.CharBlock(label=_("source"), max_length=160, required=False)

    class Meta:
        """How editors see it."""

        icon = "openquote"
        label = _("Quotation")
        description = _("Somebody's words.")
        public_template = "pages/blocks/quote.jinja"
        preview_value = {"text": "Siz anlatın, biz çözelim.", "source": ""}


class LatestBlock(PublicBlock):
    """The latest notices of a kind; filled when the page is read."""

    title = blocks.CharBlock(label=_("title"), max_length=120)
    kind = blocks.ChoiceBlock(choices=KINDS, default="news", label=_("kind"))
    count = blocks.IntegerBlock(label=_("how many"), min_value=1, max_value=12, default=4)

    class Meta:
        """How editors see it."""

        icon = "list-ul"
        label = _("Latest notices")
        description = _("The newest notices of a kind; keeps itself up to date.")
        public_template = "pages/blocks/latest.jinja"


class PlacesBlock(PublicBlock):
    """Places of a category on a map and as a list; filled when the page is read."""

    title = blocks.CharBlock(label=_("title"), max_length=120)
    category = blocks.CharBlock(
        label=_("category"), max_length=120, help_text=_("Its short address, e.g. “eczane”.")
    )

    class Meta:
        """How editors see it."""

        icon = "site"
        label = _("Places")
        description = _("The places of a category; keeps itself up to date.")
        public_template = "pages/blocks/places.jinja"
