"""Houses, public buildings, people and street furniture."""

from __future__ import annotations

from . import palette as p
from .canvas import Canvas, Colour, mix


def block(
    canvas: Canvas,
    x: float,
    ground: float,
    w: float,
    h: float,
    colour: Colour,
    *,
    lit: bool = False,
) -> None:
    """Draw an apartment block with rows of windows."""
    canvas.rectangle(x, ground - h, w, h, colour)
    canvas.rectangle(x + w * 0.8, ground - h, w * 0.2, h, mix(colour, p.INK, 0.1))
    canvas.rectangle(x - 3, ground - h - 5, w + 6, 7, mix(colour, p.INK, 0.22))
    columns, rows = max(2, int(w // 34)), max(2, int(h // 44))
    for row in range(rows):
        for column in range(columns):
            shine = lit and canvas.rng.random() < 0.42
            glass = p.WARM_LIGHT if shine else mix(p.WINDOW, colour, 0.3)
            canvas.rectangle(
                x + w * (column + 0.5) / columns - 6,
                ground - h + h * (row + 0.5) / rows - 9,
                12,
                17,
                glass,
            )


def skyline(canvas: Canvas, ground: float, *, tint: Colour, lit: bool = False) -> None:
    """Draw a row of blocks across the whole picture, half hidden in the distance."""
    x = -20.0
    while x < canvas.width + 20:
        w = canvas.rng.uniform(58, 118)
        h = canvas.rng.uniform(62, 178)
        base = canvas.rng.choice((p.STONE, p.SAND, p.CREAM, p.STONE_SHADE))
        block(canvas, x, ground, w, h, mix(base, tint, 0.36), lit=lit)
        x += w + canvas.rng.uniform(4, 30)


def kumbet(canvas: Canvas, x: float, ground: float, size: float) -> None:
    """Draw a Seljuk tomb: a drum of stone under a cone."""
    w = size * 0.42
    canvas.rectangle(x - w * 0.6, ground - size * 0.09, w * 1.2, size * 0.09, p.STONE_DARK)
    canvas.rectangle(x - w / 2, ground - size * 0.58, w, size * 0.5, p.STONE)
    canvas.rectangle(x + w * 0.18, ground - size * 0.58, w * 0.32, size * 0.5, p.STONE_SHADE)
    canvas.rectangle(x - w * 0.54, ground - size * 0.61, w * 1.08, size * 0.05, p.STONE_SHADE)
    canvas.polygon(
        [
            (x - w * 0.54, ground - size * 0.6),
            (x, ground - size),
            (x + w * 0.54, ground - size * 0.6),
        ],
        mix(p.STONE_DARK, p.STONE, 0.3),
    )
    canvas.polygon(
        [
            (x + w * 0.1, ground - size * 0.6),
            (x, ground - size),
            (x + w * 0.54, ground - size * 0.6),
        ],
        p.STONE_DARK,
    )
    arch(canvas, x - w * 0.06, ground - size * 0.09, w * 0.3, size * 0.3, p.INK, 150)


def arch(
    canvas: Canvas, cx: float, ground: float, w: float, h: float, colour: Colour, alpha: int = 255
) -> None:
    """Draw a round-headed opening."""
    canvas.rectangle(cx - w / 2, ground - h + w / 2, w, h - w / 2, colour, alpha)
    canvas.half_disc(cx, ground - h + w / 2, w / 2, w / 2, colour, alpha)


def minaret(canvas: Canvas, x: float, ground: float, h: float) -> None:
    """Draw a slim minaret of ``h`` units."""
    w = h * 0.055
    canvas.rectangle(x - w / 2, ground - h * 0.8, w, h * 0.8, p.CREAM)
    canvas.rectangle(x + w * 0.1, ground - h * 0.8, w * 0.4, h * 0.8, p.STONE_SHADE)
    canvas.rectangle(x - w, ground - h * 0.66, w * 2, h * 0.02, p.STONE_DARK)
    canvas.polygon(
        [(x - w * 0.6, ground - h * 0.8), (x, ground - h), (x + w * 0.6, ground - h * 0.8)], p.TEAL
    )


def mosque(canvas: Canvas, x: float, ground: float, size: float) -> None:
    """Draw a domed mosque with one minaret."""
    minaret(canvas, x - size * 0.66, ground, size * 1.42)
    canvas.rectangle(x - size * 0.55, ground - size * 0.42, size * 1.1, size * 0.42, p.STONE)
    canvas.rectangle(x + size * 0.3, ground - size * 0.42, size * 0.25, size * 0.42, p.STONE_SHADE)
    canvas.rectangle(x - size * 0.58, ground - size * 0.45, size * 1.16, size * 0.04, p.STONE_DARK)
    canvas.rectangle(x - size * 0.34, ground - size * 0.54, size * 0.68, size * 0.1, p.STONE_SHADE)
    canvas.half_disc(x, ground - size * 0.53, size * 0.36, size * 0.36, p.TEAL_LIGHT)
    canvas.half_disc(x - size * 0.08, ground - size * 0.54, size * 0.16, size * 0.27, p.CREAM, 34)
    canvas.rectangle(x - 2, ground - size * 0.98, 4, size * 0.1, p.OCHRE)
    for dx in (-0.36, -0.18, 0.18, 0.36):
        arch(canvas, x + dx * size, ground - size * 0.1, size * 0.08, size * 0.19, p.TEAL, 190)
    arch(canvas, x, ground, size * 0.16, size * 0.27, p.INK, 200)


SKIN: Colour = (203, 163, 131)
HAIR: tuple[Colour, ...] = ((70, 54, 46), (104, 78, 58), (150, 146, 142), (48, 42, 44))


def head(canvas: Canvas, x: float, y: float, r: float) -> None:
    """Draw a faceless head with hair or, now and then, a headscarf."""
    choice = canvas.rng.randrange(6)
    if choice == 0:
        scarf = canvas.rng.choice((p.ROSE, p.TEAL_LIGHT, p.SAND))
        canvas.ellipse(x, y + r * 0.12, r * 1.2, r * 1.28, scarf)
        canvas.ellipse(x, y + r * 0.16, r * 0.78, r * 0.86, SKIN)
        return
    canvas.ellipse(x, y, r, r * 1.09, SKIN)
    canvas.half_disc(x, y - r * 0.08, r * 1.06, r * 1.12, HAIR[choice % 4])


def person(canvas: Canvas, x: float, ground: float, size: float, colour: Colour) -> None:
    """Draw a simple figure without a face."""
    canvas.ellipse(x + size * 0.05, ground, size * 0.22, size * 0.04, p.INK, 40)
    canvas.rectangle(x - size * 0.11, ground - size * 0.36, size * 0.09, size * 0.36, p.INK)
    canvas.rectangle(x + size * 0.02, ground - size * 0.36, size * 0.09, size * 0.36, p.INK)
    canvas.rounded(
        x - size * 0.16, ground - size * 0.78, size * 0.32, size * 0.46, size * 0.12, colour
    )
    head(canvas, x, ground - size * 0.89, size * 0.11)


def wheelchair_user(canvas: Canvas, x: float, ground: float, size: float, colour: Colour) -> None:
    """Draw a figure in a wheelchair."""
    canvas.ellipse(x, ground, size * 0.34, size * 0.04, p.INK, 40)
    canvas.rounded(
        x - size * 0.16, ground - size * 0.66, size * 0.27, size * 0.38, size * 0.1, colour
    )
    canvas.rounded(
        x - size * 0.12, ground - size * 0.36, size * 0.42, size * 0.11, size * 0.05, p.INK
    )
    canvas.rounded(
        x + size * 0.22, ground - size * 0.36, size * 0.09, size * 0.32, size * 0.04, p.INK
    )
    head(canvas, x - size * 0.02, ground - size * 0.78, size * 0.11)
    canvas.ring(
        x - size * 0.06, ground - size * 0.21, size * 0.22, size * 0.22, p.TEAL, size * 0.04
    )
    canvas.ring(
        x + size * 0.27, ground - size * 0.07, size * 0.08, size * 0.08, p.TEAL, size * 0.03
    )


def bench(canvas: Canvas, x: float, ground: float, size: float) -> None:
    """Draw a bench."""
    canvas.rounded(x - size * 0.5, ground - size * 0.46, size, size * 0.12, 4, p.TERRACOTTA)
    canvas.rounded(x - size * 0.5, ground - size * 0.28, size, size * 0.1, 4, p.TERRACOTTA)
    for dx in (-0.42, 0.36):
        canvas.rectangle(x + dx * size, ground - size * 0.44, size * 0.06, size * 0.44, p.INK)


def lamp(canvas: Canvas, x: float, ground: float, size: float, *, lit: bool = False) -> None:
    """Draw a street lamp."""
    canvas.rectangle(x - size * 0.012, ground - size, size * 0.024, size, p.INK)
    canvas.rounded(x - size * 0.05, ground - size * 1.06, size * 0.1, size * 0.09, 4, p.INK)
    if lit:
        canvas.glow(x, ground - size, size * 0.5, p.WARM_LIGHT, 150)
    canvas.ellipse(x, ground - size * 0.99, size * 0.035, size * 0.035, p.WARM_LIGHT)


def awning(canvas: Canvas, x: float, y: float, w: float, h: float, colour: Colour) -> None:
    """Draw a striped stall roof with a scalloped edge."""
    stripes = 6
    step = w / stripes
    for i in range(stripes):
        tone = colour if i % 2 == 0 else p.CREAM
        inset = h * 0.25
        top_left = x + inset + (w - 2 * inset) * i / stripes
        top_right = x + inset + (w - 2 * inset) * (i + 1) / stripes
        left = x + i * step
        canvas.polygon([(top_left, y), (top_right, y), (left + step, y + h), (left, y + h)], tone)
        canvas.ellipse(left + step / 2, y + h, step / 2, step * 0.26, tone)
