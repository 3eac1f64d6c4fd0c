"""A canvas of 1600 x 900 units drawn at twice the size, so that edges come out smooth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random

from PIL import Image, ImageDraw, ImageFilter

Colour = tuple[int, int, int]
Point = tuple[float, float]

WIDTH = 1600
HEIGHT = 900
SCALE = 2


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """Return ``first`` moved towards ``second`` by ``share`` (0 to 1)."""
    return (
        round(first[0] + (second[0] - first[0]) * share),
        round(first[1] + (second[1] - first[1]) * share),
        round(first[2] + (second[2] - first[2]) * share),
    )


class Canvas:
    """Drawing in units; ``alpha`` is 0 to 255 and blends with what is below."""

    def __init__(self, seed: str, width: int = WIDTH, height: int = HEIGHT) -> None:
        self.width, self.height = width, height
        self.rng = Random(seed)  # noqa: S311  (repeatable, not secret)
        self.image = Image.new("RGB", (width * SCALE, height * SCALE))
        self.draw = ImageDraw.Draw(self.image, "RGBA")

    @staticmethod
    def _points(points: Iterable[Point]) -> list[tuple[float, float]]:
        return [(x * SCALE, y * SCALE) for x, y in points]

    def gradient(self, top: float, bottom: float, first: Colour, second: Colour) -> None:
        """Fill the band between two heights with a vertical gradient."""
        height = round((bottom - top) * SCALE)
        strip = Image.new("RGB", (1, 256))
        for step in range(256):
            strip.putpixel((0, step), mix(first, second, step / 255))
        band = strip.resize((self.width * SCALE, height), Image.Resampling.BICUBIC)
        self.image.paste(band, (0, round(top * SCALE)))

    def polygon(self, points: Sequence[Point], colour: Colour, alpha: int = 255) -> None:
        """Fill a polygon."""
        self.draw.polygon(self._points(points), fill=(*colour, alpha))

    def rectangle(
        self, x: float, y: float, w: float, h: float, colour: Colour, alpha: int = 255
    ) -> None:
        """Fill a rectangle from its top left corner."""
        self.draw.rectangle(
            [x * SCALE, y * SCALE, (x + w) * SCALE, (y + h) * SCALE], fill=(*colour, alpha)
        )

    def rounded(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        radius: float,
        colour: Colour,
        alpha: int = 255,
    ) -> None:
        """Fill a rectangle with round corners."""
        self.draw.rounded_rectangle(
            [x * SCALE, y * SCALE, (x + w) * SCALE, (y + h) * SCALE],
            radius * SCALE,
            fill=(*colour, alpha),
        )

    def ellipse(
        self, cx: float, cy: float, rx: float, ry: float, colour: Colour, alpha: int = 255
    ) -> None:
        """Fill an ellipse around its centre."""
        self.draw.ellipse(
            [(cx - rx) * SCALE, (cy - ry) * SCALE, (cx + rx) * SCALE, (cy + ry) * SCALE],
            fill=(*colour, alpha),
        )

    def half_disc(
        self, cx: float, cy: float, rx: float, ry: float, colour: Colour, alpha: int = 255
    ) -> None:
        """Draw the upper half of an ellipse: a dome or an awning scallop."""
        self.draw.pieslice(
            [(cx - rx) * SCALE, (cy - ry) * SCALE, (cx + rx) * SCALE, (cy + ry) * SCALE],
            180,
            360,
            fill=(*colour, alpha),
        )

    def line(
        self, points: Sequence[Point], colour: Colour, width: float = 2, alpha: int = 255
    ) -> None:
        """Draw a line through the points."""
        self.draw.line(
            self._points(points),
            fill=(*colour, alpha),
            width=max(1, round(width * SCALE)),
            joint="curve",
        )

    def ring(
        self, cx: float, cy: float, rx: float, ry: float, colour: Colour, width: float
    ) -> None:
        """Draw the outline of an ellipse."""
        self.draw.ellipse(
            [(cx - rx) * SCALE, (cy - ry) * SCALE, (cx + rx) * SCALE, (cy + ry) * SCALE],
            outline=(*colour, 255),
            width=round(width * SCALE),
        )

    def glow(self, cx: float, cy: float, radius: float, colour: Colour, strength: int) -> None:
        """Add a soft round light."""
        size = round(radius * 2 * SCALE / 8)
        mask = Image.new("L", (size, size), 0)
        pad = size * 0.28
        ImageDraw.Draw(mask).ellipse([pad, pad, size - pad, size - pad], fill=strength)
        mask = mask.filter(ImageFilter.GaussianBlur(size * 0.11)).resize((size * 8, size * 8))
        corner = (round((cx - radius) * SCALE), round((cy - radius) * SCALE))
        self.image.paste(Image.new("RGB", mask.size, colour), corner, mask)

    def finish(self) -> Image.Image:
        """Return the picture at its final size."""
        return self.image.reduce(SCALE)
