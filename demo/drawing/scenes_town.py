"""Pictures of the town and of what happens indoors."""

from __future__ import annotations

from . import palette as p
from .canvas import Canvas, Colour, mix
from .nature import bush, cloud, erciyes, hills, sky, tree
from .town import (
    HAIR,
    SKIN,
    arch,
    awning,
    head,
    kumbet,
    mosque,
    person,
    skyline,
    wheelchair_user,
)

SHIRTS: tuple[Colour, ...] = (p.TEAL, p.TERRACOTTA, p.OCHRE, p.ROSE, p.TEAL_LIGHT)


def square(canvas: Canvas) -> None:
    """Draw the town square."""
    sky(canvas, horizon=560)
    cloud(canvas, 260, 130, 80)
    erciyes(canvas, 640, 150, 560)
    hills(canvas, 540, p.HILL_FAR, 8)
    skyline(canvas, 596, tint=p.SKY_LOW)
    canvas.gradient(590, 900, p.SAND, p.PAVEMENT)
    for i in range(-9, 10):
        canvas.line([(800 + i * 66, 590), (800 + i * 250, 900)], p.STONE_SHADE, 1.5, 110)
    for y in (622, 668, 732, 816):
        canvas.line([(0, y), (1600, y)], p.STONE_SHADE, 1.5, 110)
    _clock_tower(canvas, 520, 700)
    mosque(canvas, 1210, 640, 250)
    kumbet(canvas, 230, 650, 230)
    for x in (90, 380, 900, 1490):
        tree(canvas, x, 676, 150)
    canvas.ellipse(860, 800, 230, 44, p.STONE_DARK)
    canvas.ellipse(860, 790, 230, 44, p.STONE)
    canvas.ellipse(860, 788, 200, 34, p.WATER)
    for dx in (-40, 0, 40):
        canvas.line([(860, 700), (860 + dx, 740), (860 + dx * 1.5, 788)], p.SNOW, 4, 190)
    for i, x in enumerate((330, 410, 640, 1180, 1260)):
        person(canvas, x, 800 + (i % 2) * 34, 120, SHIRTS[i % 5])
    wheelchair_user(canvas, 1400, 836, 130, p.TEAL)


def _clock_tower(canvas: Canvas, x: float, ground: float) -> None:
    canvas.rectangle(x - 52, ground - 26, 104, 26, p.STONE_DARK)
    canvas.rectangle(x - 38, ground - 250, 76, 226, p.STONE)
    canvas.rectangle(x + 12, ground - 250, 26, 226, p.STONE_SHADE)
    canvas.rectangle(x - 46, ground - 262, 92, 14, p.STONE_DARK)
    canvas.polygon([(x - 42, ground - 262), (x, ground - 330), (x + 42, ground - 262)], p.ROOF)
    canvas.ellipse(x, ground - 208, 25, 25, p.CREAM)
    canvas.line([(x, ground - 208), (x, ground - 225)], p.INK, 3)
    canvas.line([(x, ground - 208), (x + 13, ground - 202)], p.INK, 3)
    arch(canvas, x, ground - 26, 26, 60, p.INK, 170)


def market(canvas: Canvas) -> None:
    """Draw a street market."""
    sky(canvas, horizon=470)
    skyline(canvas, 500, tint=p.SKY_LOW)
    canvas.gradient(480, 900, p.SAND, p.PAVEMENT)
    fruit: tuple[Colour, ...] = (
        (196, 84, 66),
        p.OCHRE,
        (112, 152, 84),
        (226, 138, 68),
        (126, 84, 120),
    )
    for row, (y, scale) in enumerate(((560, 0.72), (760, 1.15))):
        for column in range(5 - row):
            w = 310 * scale
            x = 30 + column * (w + 34 * scale) - row * 40
            _stall(canvas, x, y, w, SHIRTS[(column + row * 2) % 5], fruit)
        if row == 0:
            for i, x in enumerate((240, 560, 900, 1230, 1480)):
                person(canvas, x, 640, 130, SHIRTS[(i + 1) % 5])
    person(canvas, 420, 890, 190, p.TEAL)
    person(canvas, 1190, 890, 200, p.ROSE)
    canvas.rounded(1236, 820, 54, 60, 10, p.OCHRE)


def _stall(
    canvas: Canvas, x: float, y: float, w: float, colour: Colour, fruit: tuple[Colour, ...]
) -> None:
    h = w * 0.24
    for post in (0.06, 0.92):
        canvas.rectangle(x + w * post, y - h, w * 0.02, h * 1.9, p.TRUNK)
    canvas.rectangle(x + w * 0.04, y + h * 0.38, w * 0.92, h * 0.5, p.STONE_SHADE)
    canvas.rectangle(x + w * 0.04, y + h * 0.38, w * 0.92, h * 0.1, p.STONE_DARK)
    for crate in range(4):
        cx = x + w * (0.07 + crate * 0.225)
        canvas.rectangle(cx, y + h * 0.22, w * 0.2, h * 0.18, p.TRUNK)
        for ball in range(5):
            tone = mix(fruit[crate % 5], p.CREAM, 0.12 * (ball % 2))
            canvas.ellipse(cx + w * (0.022 + ball * 0.039), y + h * 0.2, w * 0.024, w * 0.024, tone)
    awning(canvas, x, y - h * 1.35, w, h * 0.62, colour)


def library(canvas: Canvas) -> None:
    """Draw a reading room."""
    canvas.gradient(0, 900, (240, 229, 208), (226, 209, 180))
    books: tuple[Colour, ...] = (
        p.TEAL,
        p.TERRACOTTA,
        p.OCHRE,
        p.ROSE,
        p.LEAF,
        p.ROCK,
        p.STONE_DARK,
        p.CREAM,
    )
    for case in range(4):
        left = 40 + case * 392 + (60 if case > 1 else 0)
        _bookcase(canvas, left, 90, 300, 560, books)
    canvas.rounded(730, 70, 140, 330, 70, p.SKY_TOP)
    canvas.polygon([(730, 360), (800, 250), (870, 360), (870, 400), (730, 400)], p.SNOW)
    canvas.rectangle(797, 70, 6, 330, p.TRUNK)
    canvas.rectangle(730, 240, 140, 6, p.TRUNK)
    canvas.gradient(690, 900, (196, 164, 124), (168, 136, 100))
    for x in (250, 800, 1350):
        canvas.ellipse(x, 872, 230, 20, p.INK, 40)
        canvas.rounded(x - 230, 744, 460, 26, 8, p.TRUNK)
        for leg in (-200, 186):
            canvas.rectangle(x + leg, 770, 16, 100, p.TRUNK)
        canvas.rectangle(x - 3, 660, 6, 84, p.INK)
        canvas.half_disc(x, 672, 42, 34, p.TEAL)
        canvas.glow(x, 690, 150, p.WARM_LIGHT, 130)
    for x, shirt in ((150, p.TERRACOTTA), (700, p.TEAL), (910, p.OCHRE), (1450, p.ROSE)):
        canvas.rounded(x - 40, 640, 80, 112, 34, shirt)
        head(canvas, x, 606, 30)
        canvas.polygon([(x - 44, 744), (x, 728), (x, 748)], p.SNOW)
        canvas.polygon([(x + 44, 744), (x, 728), (x, 748)], p.CREAM)


def _bookcase(
    canvas: Canvas, x: float, y: float, w: float, h: float, books: tuple[Colour, ...]
) -> None:
    canvas.rounded(x - 14, y - 14, w + 28, h + 28, 8, p.TRUNK)
    canvas.rectangle(x, y, w, h, (92, 71, 56))
    shelf = h / 5
    for row in range(5):
        floor = y + (row + 1) * shelf - 10
        cursor = x + 6
        while cursor < x + w - 26:
            thick = canvas.rng.uniform(12, 26)
            tall = canvas.rng.uniform(shelf * 0.58, shelf * 0.84)
            tone = mix(canvas.rng.choice(books), p.SAND, 0.12)
            canvas.rectangle(cursor, floor - tall, thick, tall, tone)
            canvas.rectangle(cursor + 2, floor - tall * 0.8, thick - 4, 4, p.CREAM, 130)
            cursor += thick + canvas.rng.choice((1, 1, 1, 16))
        canvas.rectangle(x, floor, w, 10, p.TRUNK)


def stage(canvas: Canvas) -> None:
    """Draw a theatre stage."""
    canvas.gradient(0, 900, (58, 42, 60), (30, 26, 40))
    canvas.polygon([(300, 120), (1300, 120), (1300, 640), (300, 640)], (88, 112, 136))
    canvas.glow(800, 420, 420, p.WARM_LIGHT, 120)
    canvas.ellipse(1120, 230, 60, 60, p.CREAM)
    canvas.polygon(
        [(300, 640), (300, 520), (560, 380), (760, 560), (960, 430), (1300, 600), (1300, 640)],
        p.GRASS_DARK,
    )
    for x, colour in ((640, p.TERRACOTTA), (800, p.OCHRE), (960, p.TEAL_LIGHT)):
        person(canvas, x, 640, 190, colour)
    canvas.polygon([(180, 640), (1420, 640), (1560, 740), (40, 740)], (146, 108, 78))
    for side in (0, 1):
        for fold in range(6):
            x = fold * 48 if side == 0 else 1600 - (fold + 1) * 48
            canvas.rectangle(x, 60, 48, 640, mix((150, 52, 50), p.INK, 0.25 * (fold % 2)))
    for i in range(16):
        canvas.ellipse(50 + i * 100, 78, 54, 52, mix((170, 62, 56), p.INK, 0.18 * (i % 2)))
    canvas.rectangle(0, 0, 1600, 78, (128, 44, 44))
    for row, (y, r) in enumerate(((780, 32), (860, 42))):
        for i in range(17 - row * 3):
            x = 20 + i * (98 + row * 26) + row * 40
            canvas.ellipse(x, y, r, r * 1.05, (62, 54, 74))
            canvas.rounded(x - r * 1.5, y + r * 0.6, r * 3, 120, r, (62, 54, 74))


def classroom(canvas: Canvas) -> None:
    """Draw a course room."""
    canvas.gradient(0, 900, p.CREAM, p.SAND)
    for x in (120, 1190):
        canvas.rounded(x, 110, 290, 330, 10, p.TRUNK)
        canvas.rectangle(x + 14, 124, 262, 302, p.SKY_TOP)
        canvas.polygon(
            [(x + 14, 426), (x + 110, 250), (x + 150, 300), (x + 276, 426)], p.SNOW_SHADE
        )
        canvas.rectangle(x + 140, 124, 10, 302, p.TRUNK)
    canvas.rounded(490, 100, 620, 350, 12, p.TRUNK)
    canvas.rectangle(506, 116, 588, 318, (52, 92, 84))
    canvas.line([(560, 380), (660, 250), (740, 310), (860, 190), (1030, 250)], p.CREAM, 6, 220)
    for x, y in ((660, 250), (740, 310), (860, 190)):
        canvas.ellipse(x, y, 11, 11, p.OCHRE)
    canvas.gradient(640, 900, (204, 172, 132), (178, 146, 108))
    person(canvas, 1150, 680, 300, p.TEAL)
    for i, x in enumerate((230, 560, 890, 1300)):
        canvas.rounded(x - 52, 640, 104, 170, 44, SHIRTS[(i + 1) % 5])
        canvas.ellipse(x, 606, 37, 41, (112, 84, 66))
        canvas.rounded(x - 130, 800, 260, 26, 8, p.TRUNK)
        canvas.rectangle(x - 110, 826, 14, 74, p.TRUNK)
        canvas.rectangle(x + 96, 826, 14, 74, p.TRUNK)
        canvas.polygon([(x - 110, 800), (x - 90, 742), (x - 20, 742), (x - 10, 800)], p.INK)


def council(canvas: Canvas) -> None:
    """Draw the council chamber."""
    canvas.gradient(0, 900, (231, 221, 204), (205, 190, 165))
    for i in range(9):
        canvas.rectangle(i * 184 + 20, 60, 144, 400, mix(p.STONE, p.CREAM, 0.4))
        canvas.rectangle(i * 184 + 20, 60, 5, 400, p.STONE_SHADE)
    for cx in (300, 800, 1300):
        canvas.rounded(cx - 150, 330, 300, 130, 8, p.TRUNK)
        canvas.rectangle(cx - 150, 330, 300, 12, p.OCHRE)
    for cx in (300, 760, 840, 1300):
        canvas.rounded(cx - 32, 262, 64, 76, 26, SHIRTS[cx % 5])
        head(canvas, cx, 240, 22)
    for row, (y, count, r) in enumerate(((560, 9, 30), (680, 8, 36), (820, 7, 44))):
        gap = 1600 / count
        canvas.rounded(-20, y + r * 1.4, 1640, r * 1.2, 8, mix(p.TRUNK, p.INK, 0.1 * row))
        for i in range(count):
            x = gap * (i + 0.5)
            canvas.rounded(
                x - r * 1.35, y - r * 0.1, r * 2.7, r * 2, r * 0.9, SHIRTS[(i + row) % 5]
            )
            canvas.ellipse(x, y - r * 0.8, r * 0.85, r * 0.95, (112, 84, 66))


def counter(canvas: Canvas) -> None:
    """Draw payment counters."""
    canvas.gradient(0, 900, (238, 232, 220), (214, 203, 184))
    for i in range(3):
        x = 90 + i * 490
        canvas.rounded(x, 120, 440, 420, 14, p.TEAL)
        canvas.rectangle(x + 16, 190, 408, 350, (222, 234, 236))
        canvas.ellipse(x + 220, 154, 22, 22, p.OCHRE)
        canvas.rounded(x + 160, 300, 120, 220, 50, SHIRTS[i + 1])
        head(canvas, x + 220, 268, 40)
        canvas.rounded(x + 300, 430, 100, 80, 6, p.INK)
        canvas.rectangle(x - 10, 520, 460, 34, p.STONE_DARK)
        canvas.rectangle(x, 554, 440, 150, p.STONE)
    canvas.gradient(704, 900, (190, 186, 178), (164, 160, 152))
    person(canvas, 300, 860, 330, p.TERRACOTTA)
    wheelchair_user(canvas, 860, 870, 330, p.OCHRE)
    person(canvas, 1330, 860, 340, p.TEAL_LIGHT)


def recycling(canvas: Canvas) -> None:
    """Draw recycling containers."""
    sky(canvas, horizon=480)
    skyline(canvas, 510, tint=p.SKY_LOW)
    hills(canvas, 500, p.GRASS, 8)
    for x in range(60, 1600, 210):
        tree(canvas, x, 560, 160)
    canvas.gradient(580, 900, p.PAVEMENT, p.STONE_SHADE)
    for i, colour in enumerate(((58, 110, 158), (214, 172, 66), (72, 138, 92), p.TERRACOTTA)):
        x = 260 + i * 290
        canvas.ellipse(x + 105, 806, 140, 18, p.INK, 50)
        canvas.rounded(x, 510, 210, 296, 34, colour)
        canvas.rounded(x - 10, 480, 230, 70, 32, mix(colour, p.INK, 0.2))
        canvas.rounded(x + 46, 578, 118, 34, 17, p.INK)
        for turn in range(3):
            ax, ay = x + 105 + (-36, 36, 0)[turn], 712 + (14, 14, -46)[turn]
            canvas.polygon([(ax - 22, ay + 16), (ax, ay - 22), (ax + 22, ay + 16)], p.CREAM, 220)
    person(canvas, 180, 850, 220, p.TEAL)
    person(canvas, 1480, 850, 170, p.OCHRE)


def call_centre(canvas: Canvas) -> None:
    """Draw the Solution Centre at work."""
    canvas.gradient(0, 900, (221, 234, 236), (240, 232, 214))
    canvas.rounded(520, 130, 560, 420, 40, p.SNOW)
    canvas.polygon([(640, 540), (760, 540), (640, 640)], p.SNOW)
    for i, w in enumerate((400, 320, 360)):
        canvas.rounded(590, 210 + i * 86, w, 36, 18, (p.TEAL_LIGHT, p.SAND, p.SAND)[i])
    canvas.rounded(1130, 330, 330, 220, 36, p.TEAL)
    canvas.polygon([(1300, 540), (1400, 540), (1400, 620)], p.TEAL)
    canvas.line([(1215, 440), (1275, 500), (1380, 385)], p.CREAM, 22)
    canvas.gradient(720, 900, (205, 176, 138), (186, 156, 118))
    canvas.rounded(190, 440, 250, 330, 110, p.TERRACOTTA)
    canvas.ellipse(315, 350, 82, 92, SKIN)
    canvas.half_disc(315, 336, 84, 84, HAIR[1])
    canvas.draw.arc([430, 470, 830, 870], 180, 360, fill=(*p.INK, 255), width=26)
    canvas.rounded(214, 330, 34, 74, 16, p.INK)
    canvas.rounded(382, 330, 34, 74, 16, p.INK)
    canvas.line([(398, 404), (388, 436), (348, 446)], p.INK, 6)
    canvas.rounded(60, 760, 620, 40, 10, p.TRUNK)
    canvas.rounded(470, 610, 200, 140, 10, p.INK)
    canvas.rounded(484, 624, 172, 112, 6, p.SKY_TOP)
    bush(canvas, 1480, 760, 90, p.LEAF)
    canvas.polygon([(1420, 760), (1540, 760), (1520, 850), (1440, 850)], p.ROOF)
