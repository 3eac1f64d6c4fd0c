"""Skies, the mountain, hills, trees and other things that were there before the town."""

from __future__ import annotations

from itertools import pairwise
from random import Random

from . import palette as p
from .canvas import Canvas, Colour, Point, mix


def ridge(rng: Random, points: list[Point], roughness: float, levels: int = 5) -> list[Point]:
    """Break the segments of a line again and again, each time by less."""
    line = points
    for _ in range(levels):
        broken: list[Point] = []
        for (x1, y1), (x2, y2) in pairwise(line):
            middle = ((x1 + x2) / 2, (y1 + y2) / 2 + rng.uniform(-roughness, roughness))
            broken += [(x1, y1), middle]
        line = [*broken, line[-1]]
        roughness *= 0.52
    return line


def sky(canvas: Canvas, mood: str = "day", horizon: float = 620) -> None:
    """Fill the sky down to ``horizon``; moods are day, dusk and winter."""
    top, low = {
        "day": (p.SKY_TOP, p.SKY_LOW),
        "dusk": (p.DUSK_TOP, p.DUSK_LOW),
        "winter": (p.WINTER_TOP, p.WINTER_LOW),
    }[mood]
    canvas.gradient(0, horizon, top, low)
    canvas.gradient(horizon, canvas.height, low, low)


def cloud(canvas: Canvas, x: float, y: float, size: float, alpha: int = 120) -> None:
    """Draw a see-through cloud about three times as wide as ``size``."""
    for dx, dy, r in (
        (-1.1, 0.12, 0.5),
        (-0.5, -0.12, 0.72),
        (0.25, -0.2, 0.85),
        (0.95, 0.05, 0.6),
    ):
        canvas.ellipse(x + dx * size, y + dy * size, r * size, r * size * 0.5, p.SNOW, alpha)


def erciyes(canvas: Canvas, peak_x: float, peak_y: float, base: float, mood: str = "day") -> None:
    """Draw the lone volcano: a broad cone with a shoulder, snow above, rock ribs below."""
    rng = canvas.rng
    tint = {"day": p.SKY_LOW, "dusk": p.ROSE, "winter": p.WINTER_LOW}[mood]
    rock = mix(p.ROCK, tint, 0.3 if mood != "dusk" else 0.22)
    shade = mix(p.ROCK_SHADE, tint, 0.22 if mood != "dusk" else 0.12)
    height = base - peak_y
    left = ridge(
        rng,
        [
            (peak_x - height * 2.3, base),
            (peak_x - height * 1.15, base - height * 0.36),
            (peak_x - height * 0.5, base - height * 0.70),
            (peak_x - height * 0.13, base - height * 0.93),
            (peak_x, peak_y),
        ],
        height * 0.022,
    )
    right = ridge(
        rng,
        [
            (peak_x, peak_y),
            (peak_x + height * 0.12, base - height * 0.90),
            (peak_x + height * 0.26, base - height * 0.84),
            (peak_x + height * 0.36, base - height * 0.86),
            (peak_x + height * 0.78, base - height * 0.50),
            (peak_x + height * 1.5, base - height * 0.22),
            (peak_x + height * 2.4, base),
        ],
        height * 0.02,
    )
    canvas.polygon([*left, *right], rock)
    spine = ridge(
        rng,
        [
            (peak_x, peak_y),
            (peak_x + height * 0.07, base - height * 0.68),
            (peak_x - height * 0.03, base - height * 0.4),
            (peak_x + height * 0.14, base),
        ],
        height * 0.03,
        4,
    )
    canvas.polygon([*right, *reversed(spine)], shade)
    _snow(canvas, left, spine, right, peak_y, height, mood)


def _snow(
    canvas: Canvas,
    left: list[Point],
    spine: list[Point],
    right: list[Point],
    peak_y: float,
    height: float,
    mood: str,
) -> None:
    light = mix(p.SNOW, p.DUSK_LOW, 0.28) if mood == "dusk" else p.SNOW
    dark = mix(p.SNOW_SHADE, p.DUSK_TOP, 0.3) if mood == "dusk" else p.SNOW_SHADE
    reach = 0.62 if mood == "winter" else 0.47
    edge = peak_y + height * reach
    lit_top = [q for q in left if q[1] <= edge]
    dark_top = [q for q in right if q[1] <= edge]
    spine_top = [q for q in spine if q[1] <= edge * 0.985]
    canvas.polygon(
        [*lit_top, *spine_top[1:], *_teeth(canvas, spine_top[-1], lit_top[0], height * 0.8)], light
    )
    canvas.polygon(
        [*dark_top, *_teeth(canvas, dark_top[-1], spine_top[-1], height * 0.8), *spine_top[::-1]],
        dark,
    )


def _teeth(canvas: Canvas, start: Point, end: Point, scale: float) -> list[Point]:
    """Return the ragged lower edge of the snow between two points."""
    rng, count = canvas.rng, 9
    (x1, y1), (x2, y2) = start, end
    edge: list[Point] = []
    for i in range(1, count):
        share = i / count
        depth = scale * (rng.uniform(0.06, 0.17) if i % 2 else -rng.uniform(0, 0.07))
        edge.append((x1 + (x2 - x1) * share, y1 + (y2 - y1) * share + depth))
    return edge


def hills(
    canvas: Canvas, top: float, colour: Colour, roughness: float = 26, waves: int = 6
) -> None:
    """Draw a rolling hill line from edge to edge and fill it down to the bottom."""
    rng = canvas.rng
    step = canvas.width / waves
    crest = [(i * step, top + rng.uniform(-roughness, roughness)) for i in range(waves + 1)]
    line = _smooth(crest)
    canvas.polygon([*line, (canvas.width, canvas.height), (0, canvas.height)], colour)


def _smooth(points: list[Point], rounds: int = 4) -> list[Point]:
    """Cut corners (Chaikin) so that a coarse line turns into a soft one."""
    for _ in range(rounds):
        cut = [points[0]]
        for (x1, y1), (x2, y2) in pairwise(points):
            cut.append((x1 * 0.75 + x2 * 0.25, y1 * 0.75 + y2 * 0.25))
            cut.append((x1 * 0.25 + x2 * 0.75, y1 * 0.25 + y2 * 0.75))
        points = [*cut, points[-1]]
    return points


def smooth(points: list[Point], rounds: int = 4) -> list[Point]:
    """Return a softened copy of a line."""
    return _smooth(points, rounds)


def tree(canvas: Canvas, x: float, ground: float, size: float, leaf: Colour = p.LEAF) -> None:
    """Draw a round-headed tree of ``size`` units in height."""
    canvas.ellipse(x + size * 0.08, ground, size * 0.34, size * 0.045, p.INK, 38)
    canvas.polygon(
        [
            (x - size * 0.035, ground),
            (x - size * 0.02, ground - size * 0.5),
            (x + size * 0.02, ground - size * 0.5),
            (x + size * 0.035, ground),
        ],
        p.TRUNK,
    )
    for dx, dy, r, lift in (
        (-0.15, 0.52, 0.2, 0.0),
        (0.16, 0.54, 0.2, 0.0),
        (0.0, 0.7, 0.26, 0.08),
        (-0.07, 0.76, 0.16, 0.3),
    ):
        colour = mix(leaf, p.LEAF_LIGHT, lift)
        canvas.ellipse(x + dx * size, ground - dy * size, r * size, r * size * 0.94, colour)


def poplar(canvas: Canvas, x: float, ground: float, size: float, leaf: Colour = p.LEAF) -> None:
    """Draw a slim poplar, the tree of Anatolian villages."""
    canvas.rectangle(x - size * 0.012, ground - size * 0.2, size * 0.024, size * 0.2, p.TRUNK)
    canvas.ellipse(x, ground - size * 0.55, size * 0.1, size * 0.45, leaf)
    canvas.ellipse(
        x - size * 0.025, ground - size * 0.6, size * 0.045, size * 0.34, p.LEAF_LIGHT, 110
    )


def bush(canvas: Canvas, x: float, ground: float, size: float, leaf: Colour = p.LEAF) -> None:
    """Draw a low bush."""
    for dx, r in ((-0.4, 0.32), (0.35, 0.34), (0.0, 0.42)):
        canvas.ellipse(x + dx * size, ground - r * size * 0.5, r * size, r * size * 0.7, leaf)
