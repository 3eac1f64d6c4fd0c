"""Blocks of words: text, headings, tables, call-outs, steps, questions, quotations."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from content.blocks.base import PublicBlock, RichText

GROUP = _("Writing")
LEVELS = [
    ("info", _("Information")),
    ("success", _("Good news")),
    ("warning", _("Warning")),
    ("danger", _("Danger")),
]
MOST_COLUMNS = 8


class TextBlock(PublicBlock):
    """Paragraphs, lists, links."""

    text = RichText(label=_("Text"))

    class Meta:
        """How editors see it."""

        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, lists and links.")
        group = GROUP
        preview_value = {
            "text": "<p>Başvurunuz <b>15 iş günü</b> içinde sonuçlanır. Yanınızda bulundurun:</p>"
            "<ul><li>Nüfus cüzdanı</li><li>Tapu fotokopisi</li></ul>"
        }


class HeadingBlock(PublicBlock):
    """A heading inside the page."""

    text = blocks.CharBlock(label=_("Heading"), max_length=120)

    class Meta:
        """How editors see it."""

        icon = "title"
        label = _("Heading")
        description = _("A heading for the part that follows.")
        group = GROUP
        preview_value = {"text": "Başvuru nasıl yapılır?"}


class TableBlock(PublicBlock):
    """A table with a caption; the first row heads the columns, the first column the rows."""

    caption = blocks.CharBlock(
        label=_("Caption"), max_length=160, help_text=_("Says what the table shows.")
    )
    rows = blocks.TextBlock(
        label=_("Rows"),
        help_text=_(
            "A line for each row, | between cells; the first line heads the columns. "
            "E.g. “Gün | Saat”, and below it “Pazartesi | 08.30–16.30”."
        ),
    )

    def clean(self, value: Any) -> Any:
        """Refuse a table without rows, or wider than a page can show."""
        cleaned = super().clean(value)
        cells = _cells(cleaned["rows"])
        problem: Any = ""
        if len(cells) < 2:
            problem = _("A table needs a line for the headings and one line more.")
        elif max(len(row) for row in cells) < 2:
            problem = _("There is only one column. Write | between the cells of a line.")
        elif max(len(row) for row in cells) > MOST_COLUMNS:
            problem = _("A table may have 8 columns; more cannot be read on a phone.")
        if problem:
            raise blocks.StructBlockValidationError({"rows": ValidationError(problem)})
        return cleaned

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        """Return header and rows as lists of cells, all equally long."""
        cells = _cells(value["rows"])
        width = max((len(row) for row in cells), default=0)
        even = [row + [""] * (width - len(row)) for row in cells]
        return {"caption": value["caption"], "header": even[0] if even else [], "rows": even[1:]}

    class Meta:
        """How editors see it."""

        icon = "table"
        label = _("Table")
        description = _("Rows and columns of text.")
        group = GROUP
        preview_value = {
            "caption": "Vezne saatleri",
            "rows": "Gün | Saat\nPazartesi–Perşembe | 08.30–16.30\nCuma | 08.30–16.00",
        }


def _cells(text: str) -> list[list[str]]:
    lines = [line.strip().strip("|") for line in (text or "").splitlines()]
    return [[cell.strip() for cell in line.split("|")] for line in lines if line]


class CalloutBlock(PublicBlock):
    """A boxed remark."""

    level = blocks.ChoiceBlock(choices=LEVELS, default="info", label=_("Kind"))
    title = blocks.CharBlock(label=_("Title"), max_length=120, required=False)
    text = RichText(label=_("Text"))

    class Meta:
        """How editors see it."""

        icon = "warning"
        label = _("Call-out")
        description = _("A remark that must not be missed.")
        group = GROUP
        preview_value = {
            "level": "warning",
            "title": "Randevu gerekir",
            "text": "<p>Randevusuz gelenlere o gün hizmet veremeyebiliriz.</p>",
        }


def _titled() -> blocks.ListBlock:
    return blocks.ListBlock(
        blocks.StructBlock(
            [
                ("title", blocks.CharBlock(label=_("Title"), max_length=160)),
                ("text", RichText(label=_("Text"), required=False)),
            ]
        ),
        label=_("Items"),
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
        group = GROUP
        preview_value = {
            "items": [
                {"title": "Formu doldurun", "text": "<p>Yaklaşık iki dakika sürer.</p>"},
                {"title": "Belgeleri ekleyin", "text": ""},
                {"title": "Başvuru numaranızı saklayın", "text": ""},
            ]
        }


class AccordionBlock(PublicBlock):
    """Questions that open."""

    items = _titled()

    class Meta:
        """How editors see it."""

        icon = "collapse-down"
        label = _("Accordion")
        description = _("Questions and answers that open one by one.")
        group = GROUP
        preview_value = {
            "items": [
                {"title": "Ücretli mi?", "text": "<p>Hayır, ücretsizdir.</p>"},
                {"title": "Kimler başvurabilir?", "text": "<p>İlçede oturan herkes.</p>"},
            ]
        }


class QuoteBlock(PublicBlock):
    """A quotation."""

    text = blocks.TextBlock(label=_("Text"), max_length=600)
    source = blocks.CharBlock(label=_("Source"), max_length=160, required=False)

    class Meta:
        """How editors see it."""

        icon = "openquote"
        label = _("Quotation")
        description = _("Somebody's words.")
        group = GROUP
        preview_value = {"text": "Siz anlatın, biz çözelim.", "source": "Çözüm Merkezi"}
