"""Ornament, monograms and the mark of the municipality."""

from __future__ import annotations

from math import cos, pi, sin

from . import palette as p
from .canvas import Canvas, Point, mix
from .nature import erciyes, hills, sky


def star_pattern(canvas: Canvas) -> None:
    """Draw eight-pointed stars and crosses after Seljuk tiles."""
    canvas.gradient(0, 900, (19, 84, 99), p.TEAL)
    size = 200.0
    for row in range(6):
        for column in range(9):
            x, y = column * size, row * size
            _star(canvas, x, y, size * 0.5, row + column)
            _cross(canvas, x + size / 2, y + size / 2, size * 0.2)


def _star(canvas: Canvas, x: float, y: float, r: float, index: int) -> None:
    tone = (p.TEAL_LIGHT, mix(p.TEAL_LIGHT, p.SAND, 0.35), mix(p.TEAL_LIGHT, p.TEAL, 0.35))[
        index % 3
    ]
    canvas.polygon(_rosette(x, y, r, r * 0.765, 8), mix(tone, p.TEAL, 0.2))
    canvas.polygon(_rosette(x, y, r * 0.88, r * 0.67, 8), tone)
    canvas.polygon(_rosette(x, y, r * 0.5, r * 0.38, 8), p.SAND)
    canvas.polygon(_rosette(x, y, r * 0.4, r * 0.3, 8), p.TERRACOTTA)
    canvas.ellipse(x, y, r * 0.12, r * 0.12, p.OCHRE)


def _cross(canvas: Canvas, x: float, y: float, r: float) -> None:
    canvas.polygon(_rosette(x, y, r, r * 0.42, 4), p.OCHRE, 210)
    canvas.polygon(_rosette(x, y, r * 0.6, r * 0.26, 4), p.TEAL)


def _rosette(x: float, y: float, outer: float, inner: float, arms: int) -> list[Point]:
    points = []
    for i in range(arms * 2):
        radius = outer if i % 2 == 0 else inner
        angle = pi * i / arms
        points.append((x + radius * sin(angle), y - radius * cos(angle)))
    return points


# Letters of straight strokes in a box of 4 x 6; no font is needed.
STROKES: dict[str, tuple[tuple[Point, ...], ...]] = {
    "a": (((0, 6), (2, 0), (4, 6)), ((0.8, 3.9), (3.2, 3.9))),
    "e": (((4, 0), (0, 0), (0, 6), (4, 6)), ((0, 3), (3.4, 3))),
    "f": (((4, 0), (0, 0), (0, 6)), ((0, 3), (3.4, 3))),
    "h": (((0, 0), (0, 6)), ((4, 0), (4, 6)), ((0, 3), (4, 3))),
    "k": (((0, 0), (0, 6)), ((4, 0), (0, 3.4)), ((1.3, 2.4), (4, 6))),
    "l": (((0, 0), (0, 6), (4, 6)),),
    "m": (((0, 6), (0, 0), (2, 3.4), (4, 0), (4, 6)),),
    "n": (((0, 6), (0, 0), (4, 6), (4, 0)),),
    "t": (((0, 0), (4, 0)), ((2, 0), (2, 6))),
    "v": (((0, 0), (2, 6), (4, 0)),),
    "y": (((0, 0), (2, 3), (4, 0)), ((2, 3), (2, 6))),
    "z": (((0, 0), (4, 0), (0, 6), (4, 6)),),
}


def monogram(canvas: Canvas, letter: str) -> None:
    """Draw a quiet initial on grey; used where a family gives no photo."""
    w, h = canvas.width, canvas.height
    canvas.gradient(0, h, (228, 230, 231), (205, 208, 210))
    cx, cy, r = w / 2, h / 2, h * 0.36
    canvas.ellipse(cx, cy, r, r, (240, 241, 241))
    canvas.ring(cx, cy, r, r, (188, 193, 197), 4)
    unit = h * 0.062
    for stroke in STROKES[letter]:
        line = [(cx + (x - 2) * unit, cy + (y - 3) * unit) for x, y in stroke]
        canvas.line(line, (110, 119, 127), unit * 0.5)
        for x, y in (line[0], line[-1]):
            canvas.ellipse(x, y, unit * 0.24, unit * 0.24, (110, 119, 127))


def logo(canvas: Canvas) -> None:
    """Draw the invented mark: a K before the lone mountain."""
    w, h = canvas.width, canvas.height
    canvas.gradient(0, h, p.TEAL, p.TEAL)
    unit = w / 64

    def at(points: list[Point]) -> list[Point]:
        return [(x * unit, y * unit) for x, y in points]

    canvas.polygon(
        at(
            [(0, 64), (0, 52), (13, 40), (19, 45), (38, 22), (46, 33), (50, 29), (64, 46), (64, 64)]
        ),
        mix(p.TEAL, p.TEAL_LIGHT, 0.5),
    )
    canvas.polygon(at([(14, 10), (21, 10), (21, 54), (14, 54)]), p.CREAM)
    canvas.polygon(at([(43, 10), (52, 10), (33.5, 32), (52, 54), (43, 54), (24.5, 32)]), p.CREAM)
    canvas.polygon(at([(24.5, 32), (29, 26.6), (33.5, 32), (29, 37.4)]), p.OCHRE)


def share_card(canvas: Canvas) -> None:
    """Draw the picture shown when a page without a picture is shared."""
    sky(canvas)
    erciyes(canvas, 960, 210, 660)
    hills(canvas, 640, p.TEAL_LIGHT, 20)
    hills(canvas, 720, mix(p.TEAL, p.TEAL_LIGHT, 0.4), 18)
    hills(canvas, 800, p.TEAL, 14)
