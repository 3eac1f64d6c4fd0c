"""Before and after pictures of road works."""

from __future__ import annotations

from . import palette as p
from .canvas import Canvas, Colour, mix
from .nature import bush, cloud, erciyes, hills, sky, tree
from .town import block, lamp, person, skyline, wheelchair_user


def _street(canvas: Canvas, mood: str = "day") -> None:
    sky(canvas, mood, 430)
    cloud(canvas, 1240, 110, 70)
    erciyes(canvas, 800, 170, 440, mood)
    hills(canvas, 420, p.HILL_FAR, 6)
    for i, (w, h) in enumerate(((230, 420), (170, 320), (120, 230), (84, 160))):
        left = (0, 232, 404, 526)[i]
        tone = (p.STONE, p.SAND, p.ROSE, p.STONE_SHADE)[i]
        ground = (620, 560, 514, 480)[i]
        block(canvas, left, ground, w, h, mix(tone, p.SKY_LOW, 0.1 + i * 0.1))
        block(
            canvas,
            1600 - left - w,
            ground,
            w,
            h,
            mix(p.SAND if i % 2 else p.STONE, p.SKY_LOW, 0.1 + i * 0.1),
        )


def _ground(canvas: Canvas, road: Colour, walk: Colour) -> None:
    canvas.polygon([(0, 900), (0, 610), (612, 462), (988, 462), (1600, 610), (1600, 900)], walk)
    canvas.polygon([(150, 900), (690, 462), (910, 462), (1450, 900)], road)


def _kerbs(canvas: Canvas, colour: Colour) -> None:
    canvas.polygon([(110, 900), (684, 462), (691, 462), (160, 900)], colour)
    canvas.polygon([(1490, 900), (916, 462), (909, 462), (1440, 900)], colour)


def _dashes(canvas: Canvas) -> None:
    y, length = 476.0, 12.0
    while y < 900:
        w1, w2 = (y - 440) * 0.018, (y + length - 440) * 0.018
        canvas.polygon(
            [(800 - w1, y), (800 + w1, y), (800 + w2, y + length), (800 - w2, y + length)], p.SNOW
        )
        y += length * 2.1
        length *= 1.28


def _worn(canvas: Canvas) -> None:
    """Scatter cracks, patches and potholes over the carriageway."""
    rng = canvas.rng
    for _ in range(16):
        y = rng.uniform(500, 870)
        half = (y - 462) * 1.1
        x = 800 + rng.uniform(-half, half)
        size = (y - 430) * 0.13
        canvas.ellipse(x, y, size * 1.5, size * 0.42, mix(p.ASPHALT_OLD, p.SAND, 0.25))
        if rng.random() < 0.55:
            canvas.ellipse(x, y, size, size * 0.28, (88, 84, 78))
            canvas.ellipse(
                x + size * 0.1, y + size * 0.05, size * 0.7, size * 0.16, (112, 122, 128)
            )
    for _ in range(12):
        y = rng.uniform(500, 840)
        x = 800 + rng.uniform(-1, 1) * (y - 462)
        points = [(x, y)]
        for _ in range(6):
            x, y = x + rng.uniform(-34, 34), y + rng.uniform(6, 20)
            points.append((x, y))
        canvas.line(points, (92, 90, 86), 2.5)


def _cone(canvas: Canvas, x: float, ground: float, size: float) -> None:
    canvas.ellipse(x, ground, size * 0.42, size * 0.1, p.INK, 60)
    canvas.polygon(
        [(x - size * 0.3, ground), (x, ground - size), (x + size * 0.3, ground)], (214, 106, 52)
    )
    canvas.polygon(
        [
            (x - size * 0.19, ground - size * 0.36),
            (x - size * 0.11, ground - size * 0.62),
            (x + size * 0.11, ground - size * 0.62),
            (x + size * 0.19, ground - size * 0.36),
        ],
        p.SNOW,
    )


def road_worn(canvas: Canvas) -> None:
    """Draw a street full of potholes."""
    _street(canvas)
    _ground(canvas, p.ASPHALT_OLD, mix(p.PAVEMENT, p.SOIL, 0.2))
    _worn(canvas)
    for x, y, size in ((420, 770, 84), (640, 640, 52), (1050, 700, 64)):
        _cone(canvas, x, y, size)


def road_new(canvas: Canvas) -> None:
    """Draw the same street with new asphalt."""
    _street(canvas)
    _ground(canvas, p.ASPHALT_NEW, p.PAVEMENT)
    _kerbs(canvas, p.KERB)
    _dashes(canvas)
    for x, y, size in ((90, 720, 250), (1510, 720, 250)):
        tree(canvas, x, y, size)
    for x, ground, size in ((330, 640, 230), (1270, 640, 230), (560, 520, 110), (1040, 520, 110)):
        lamp(canvas, x, ground, size)


def lane_before(canvas: Canvas) -> None:
    """Draw an unpaved lane."""
    _street(canvas)
    _ground(canvas, p.SOIL, mix(p.SOIL, p.GRASS, 0.35))
    rng = canvas.rng
    for _ in range(60):
        y = rng.uniform(490, 890)
        half = (y - 450) * 1.3
        r = (y - 430) * 0.02
        canvas.ellipse(800 + rng.uniform(-half, half), y, r * 1.4, r, p.STONE_DARK)
    for x, y, size in ((640, 740, 90), (960, 640, 60), (860, 850, 110)):
        canvas.ellipse(x, y, size * 1.6, size * 0.36, (112, 92, 74))
        canvas.ellipse(x, y, size * 1.35, size * 0.28, (142, 158, 166))
    _cone(canvas, 480, 700, 70)
    _cone(canvas, 1130, 720, 76)


def lane_after(canvas: Canvas) -> None:
    """Draw the same lane paved with blocks."""
    _street(canvas)
    _ground(canvas, p.STONE_SHADE, p.PAVEMENT)
    y, row = 466.0, 0
    while y < 900:
        half = (y - 462) * 1.235 + 112
        step = max(1.0, half / 9)
        height = max(4.0, (y - 440) * 0.055)
        for i in range(-9, 10):
            tone = (p.STONE_SHADE, mix(p.ROOF, p.STONE, 0.45), p.STONE)[(i + row) % 3]
            x = 800 + (i + 0.5 * (row % 2)) * step
            if abs(x - 800) + step * 0.4 < half:
                canvas.rectangle(x - step * 0.46, y, step * 0.92, height * 0.88, tone)
        y += height
        row += 1
    _kerbs(canvas, p.KERB)
    for x in (60, 1540):
        tree(canvas, x, 730, 230)
    person(canvas, 700, 640, 110, p.TEAL)
    person(canvas, 905, 760, 170, p.TERRACOTTA)


def pavement_before(canvas: Canvas) -> None:
    """Draw a broken pavement."""
    _pavement(canvas, repaired=False)
    _cone(canvas, 1060, 780, 110)
    _cone(canvas, 1210, 700, 84)


def pavement_after(canvas: Canvas) -> None:
    """Draw the same pavement renewed, with tactile paving."""
    _pavement(canvas, repaired=True)
    wheelchair_user(canvas, 640, 760, 200, p.OCHRE)
    person(canvas, 830, 720, 190, p.TEAL)


def _pavement(canvas: Canvas, *, repaired: bool) -> None:
    sky(canvas, horizon=420)
    skyline(canvas, 470, tint=p.SKY_LOW)
    for trunk in (120, 430, 760):
        tree(canvas, trunk, 520, 200)
    canvas.gradient(500, 900, p.GRASS, p.GRASS_DARK)
    walk = p.PAVEMENT if repaired else mix(p.PAVEMENT, p.SOIL, 0.35)
    canvas.polygon([(0, 560), (1600, 520), (1600, 700), (860, 900), (0, 900)], walk)
    canvas.polygon([(1600, 706), (880, 900), (1600, 900)], p.ASPHALT if repaired else p.ASPHALT_OLD)
    canvas.polygon(
        [(1600, 690), (1600, 712), (884, 900), (812, 900)],
        p.KERB if repaired else mix(p.KERB, p.SOIL, 0.4),
    )
    rng = canvas.rng
    for i in range(18):
        x = i * 100.0
        wobble = 0.0 if repaired else rng.uniform(-22, 22)
        canvas.line([(x, 562 - i * 2.4), (x - 260 + wobble, 900)], p.STONE_DARK, 2, 120)
    for joint in (600, 660, 740, 840):
        wobble = 0.0 if repaired else rng.uniform(-14, 14)
        canvas.line(
            [(0, joint), (1500 - (joint - 560) * 1.6, joint - 36 + wobble)], p.STONE_DARK, 2, 120
        )
    if repaired:
        for i in range(24):
            x = 20 + i * 56.0
            y = 770 - i * 5.6
            canvas.polygon([(x, y), (x + 44, y - 4), (x + 36, y + 24), (x - 10, y + 28)], p.OCHRE)
        bush(canvas, 1330, 560, 60)
        return
    for _ in range(14):
        x, y = rng.uniform(60, 1050), rng.uniform(590, 850)
        w = rng.uniform(36, 92)
        canvas.polygon([(x, y), (x + w, y - 10), (x + w * 0.8, y + 30), (x - 12, y + 24)], p.SOIL)
        canvas.polygon(
            [(x + 8, y - 8), (x + w, y - 22), (x + w * 0.9, y - 6), (x + 14, y + 8)], p.STONE
        )


def boulevard_before(canvas: Canvas) -> None:
    """Draw a boulevard under construction."""
    _street(canvas)
    _ground(canvas, mix(p.ASPHALT_OLD, p.SOIL, 0.35), mix(p.GRASS, p.SOIL, 0.5))
    _worn(canvas)
    _roller(canvas, 930, 700)
    for x, y, size in ((330, 820, 100), (520, 700, 68), (640, 610, 46)):
        _cone(canvas, x, y, size)


def _roller(canvas: Canvas, x: float, y: float) -> None:
    canvas.ellipse(x + 110, y + 96, 190, 20, p.INK, 60)
    canvas.rounded(x + 20, y - 40, 200, 90, 14, p.OCHRE)
    canvas.rounded(x + 90, y - 140, 112, 110, 8, p.INK)
    canvas.rectangle(x + 102, y - 128, 88, 84, p.SKY_LOW)
    canvas.rounded(x + 76, y - 156, 140, 20, 8, p.OCHRE)
    canvas.ellipse(x + 20, y + 46, 54, 54, p.ASPHALT)
    canvas.ellipse(x + 20, y + 46, 20, 20, p.PAVEMENT)
    canvas.ellipse(x + 206, y + 46, 50, 50, p.INK)
    canvas.ellipse(x + 206, y + 46, 20, 20, p.PAVEMENT)


def boulevard_after(canvas: Canvas) -> None:
    """Draw the same boulevard finished."""
    _street(canvas)
    _ground(canvas, p.ASPHALT_NEW, p.PAVEMENT)
    _kerbs(canvas, p.KERB)
    canvas.polygon([(752, 900), (795, 462), (805, 462), (848, 900)], p.GRASS)
    for side in (-1, 1):
        y, length = 480.0, 10.0
        while y < 900:
            x = 800 + side * (58 + (y - 462) * 0.74)
            w = (y - 440) * 0.014
            canvas.polygon(
                [
                    (x - w, y),
                    (x + w, y),
                    (x + side * length * 0.74 + w, y + length),
                    (x + side * length * 0.74 - w, y + length),
                ],
                p.SNOW,
            )
            y += length * 2.2
            length *= 1.28
    for ground, size in ((880, 300), (700, 190), (590, 120), (525, 74)):
        tree(canvas, 800, ground, size)
    for x, ground, size in ((250, 650, 240), (1350, 650, 240), (520, 530, 130), (1080, 530, 130)):
        lamp(canvas, x, ground, size)
