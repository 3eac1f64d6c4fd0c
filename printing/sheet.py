"""A document of sheets: letterhead, headings, paragraphs, facts, tables, QR codes."""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Literal

import segno
from fpdf import FPDF
from fpdf.enums import Align, XPos, YPos
from fpdf.fonts import FontFace

from printing.fonts import FAMILY, embed
from printing.letterhead import Letterhead

Size = tuple[float, float]
A4: Size = (210, 297)  # width and height in mm, ISO 216
A5: Size = (148, 210)
INK, QUIET = (0, 0, 0), (70, 70, 70)  # RGB; both print well on any office printer
BAND, PAPER = (235, 235, 235), (255, 255, 255)
PAGE_NUMBER = 16  # mm
QUIET_ZONE = 4  # modules; what ISO/IEC 18004 asks for
MM = 25.4 / 72  # of a point
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he"})
_NEXT: Any = {"new_x": XPos.LMARGIN, "new_y": YPos.NEXT}


class Sheet(FPDF):
    """A PDF in the house's style. Sizes are in mm, type in points.

    Words are broken to the width by themselves; Arabic runs from the right by itself. What fpdf2
    offers besides (`rect`, `image`, `add_page`, …) may be used beside the helpers.
    """

    def __init__(
        self,
        *,
        title: str,
        letterhead: Letterhead,
        size: Size = A4,
        language: str = "tr",
        margin: float = 0,
        base: float = 0,
        made_at: datetime | None = None,
    ) -> None:
        """Begin a document.

        Args:
            title: what readers and screen readers call it.
            letterhead: who writes.
            size: `A4` or `A5`.
            language: the code of its language.
            margin: all around, in mm; by the size when not given.
            base: size of running text in points; by the size when not given.
            made_at: written into the file; None: now.
        """
        super().__init__(unit="mm", format=size)
        small = size[0] < A4[0]
        self.base = base or (10.5 if small else 11)
        self.letterhead = letterhead
        self.start: Literal["L", "R"] = "R" if language in RIGHT_TO_LEFT else "L"
        margin = margin or (11 if small else 18)
        self.set_margin(margin)
        self.c_margin = 0
        self.set_auto_page_break(True, margin + 4 + 4 * len(letterhead.lines))
        self.set_title(title)
        self.set_author(letterhead.name)
        self.set_lang(language)
        if made_at is not None:
            self.set_creation_date(made_at)
        embed(self, language)
        self.alias_nb_pages("{pages}")

    # The frame of every page ---------------------------------------------------------------------
    def header(self) -> None:
        """Draw the letterhead: the whole one on the first page, one line after that."""
        if self.page_no() > 1:
            self._type(8, QUIET)
            self.cell(0, 5, self.title or "", align=self.start, **_NEXT)
            self._rule()
            return
        left, top, height = self.l_margin, self.t_margin, 12.0
        if self.letterhead.logo:
            drawn = self.image(
                io.BytesIO(self.letterhead.logo),
                x=left if self.start == "L" else self.w - self.r_margin - height,
                y=top,
                w=height,
                h=height,
                keep_aspect_ratio=True,
                alt_text=self.letterhead.name,
            )
            left += drawn.rendered_width + 3
        width = self.w - self.r_margin - left
        if self.start == "R":
            left = self.l_margin
        self.set_xy(left, top + (0 if self.letterhead.unit else height / 4))
        self._type(self.base + 2.5, INK, "B")
        self.cell(
            width, 6, self.letterhead.name, align=self.start, new_x=XPos.LEFT, new_y=YPos.NEXT
        )
        if self.letterhead.unit:
            self._type(self.base - 1, QUIET)
            self.cell(width, 5, self.letterhead.unit, align=self.start)
        self.set_xy(self.l_margin, top + height + 2)
        self._rule()

    def footer(self) -> None:
        """Draw the address, and the page's number where there are several."""
        self.set_y(-(self.b_margin - 2))
        self._rule(gap=1.5)
        top = self.y
        self._type(8, QUIET)
        for line in self.letterhead.lines:
            self.multi_cell(self.epw - PAGE_NUMBER, 4, line, align=self.start, **_NEXT)
        self.set_xy(
            self.w - self.r_margin - PAGE_NUMBER if self.start == "L" else self.l_margin, top
        )
        # The alias is wider than the number it becomes, so it is not aligned to the end.
        self.cell(PAGE_NUMBER, 4, f"{self.page_no()} / {{pages}}", align=Align.C)

    # What stands on it ---------------------------------------------------------------------------
    def heading(self, text: str, *, level: int = 1) -> None:
        """Write a heading; level 1 is the sheet's own."""
        self._type(self.base * (1.7 if level == 1 else 1.2), INK, "B")
        if level > 1:
            self.ln(1)
        self._lines(text, 1.2)
        self.ln(1.5)

    def paragraph(
        self,
        text: str,
        *,
        size: float = 0,
        bold: bool = False,
        quiet: bool = False,
        align: str = "",
    ) -> None:
        """Write running text; `size` in points, `align` as L, C, R or J."""
        self._type(size or self.base, QUIET if quiet else INK, "B" if bold else "")
        self._lines(text, 1.35, align)
        self.ln(1.5)

    def facts(self, pairs: Iterable[tuple[str, str]], *, share: float = 0.32) -> None:
        """Write label and value side by side; `share` is the labels' part of the width."""
        rows = [(label, value) for label, value in pairs if value]
        if rows:
            self._table(rows, widths=(share, 1 - share), head=(), bold_first=True)

    def grid(
        self, rows: Iterable[Sequence[str]], *, head: Sequence[str], widths: Sequence[float] = ()
    ) -> None:
        """Write a table; its head is repeated on each page. `widths` are shares of the width."""
        self._table(list(rows), widths=tuple(widths), head=head)

    def band(self, text: str) -> None:
        """Write one statement in a grey band over the whole width: what must not be overlooked."""
        self._type(self.base * 1.15, INK, "B")
        self.set_fill_color(*BAND)
        self._lines(text, 1.35, fill=True, padding=2)
        self.ln(2)

    def qr(self, address: str, *, x: float, y: float, width: float, alt: str) -> None:
        """Draw an address as a QR code with its quiet zone; `width` in mm includes the zone."""
        code = segno.make_qr(address, error="q")
        matrix = [list(row) for row in code.matrix]
        module = width / (len(matrix) + 2 * QUIET_ZONE)
        self.set_fill_color(*INK)
        with self.local_context():
            for row, bits in enumerate(matrix):
                for column, length in _runs(bits):
                    self.rect(
                        x + (column + QUIET_ZONE) * module,
                        y + (row + QUIET_ZONE) * module,
                        length * module,
                        module,
                        style="F",
                    )
        self.link(x, y, width, width, address, alt_text=alt)

    def pdf(self) -> bytes:
        """Return the finished file."""
        return bytes(self.output())

    # Inside ---------------------------------------------------------------------------------------
    def _type(self, size: float, colour: tuple[int, int, int], style: Any = "") -> None:
        self.set_font(FAMILY, style, size)
        self.set_text_color(*colour)

    def _lines(
        self, text: str, leading: float, align: str = "", *, fill: bool = False, padding: int = 0
    ) -> None:
        self.multi_cell(
            0,
            self.font_size_pt * MM * leading,
            text,
            align=align or self.start,
            fill=fill,
            padding=padding,
            **_NEXT,
        )

    def _rule(self, gap: float = 3) -> None:
        self.set_draw_color(*QUIET)
        self.set_line_width(0.3)
        self.line(self.l_margin, self.y, self.w - self.r_margin, self.y)
        self.ln(gap)

    def _table(
        self,
        rows: Sequence[Sequence[str]],
        *,
        widths: tuple[float, ...],
        head: Sequence[str],
        bold_first: bool = False,
    ) -> None:
        self._type(self.base * (0.95 if bold_first else 0.9), INK)
        self.set_draw_color(*QUIET)
        self.set_line_width(0.15)
        self.set_fill_color(*PAPER)
        bold = FontFace(emphasis="BOLD")
        align = "RIGHT" if self.start == "R" else "LEFT"
        with self.table(
            borders_layout="HORIZONTAL_LINES",
            col_widths=widths or None,
            first_row_as_headings=bool(head),
            headings_style=FontFace(emphasis="BOLD", fill_color=BAND),
            line_height=self.font_size_pt * MM * 1.35,
            padding=(1, 2, 1, 0 if bold_first else 1.5),
            text_align=align,
        ) as table:
            for cells in ([head] if head else []) + list(rows):
                row = table.row()
                for number, text in enumerate(cells):
                    row.cell(text, style=bold if bold_first and not number else None)
        self.ln(2)


def _runs(bits: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Yield where dark runs begin and how long they are: fewer shapes, no hairlines between."""
    begin = None
    for column, bit in enumerate([*bits, 0]):
        if bit and begin is None:
            begin = column
        elif not bit and begin is not None:
            yield begin, column - begin
            begin = None
