"""Pictures of open places: the mountain, parks, water, snow, planting, assembly areas."""

from __future__ import annotations

from . import palette as p
from .canvas import Canvas, mix
from .nature import bush, cloud, erciyes, hills, poplar, sky, smooth, tree
from .town import bench, kumbet, lamp, person, skyline, wheelchair_user


def erciyes_day(canvas: Canvas) -> None:
    """Draw the mountain over the town by day."""
    sky(canvas)
    canvas.glow(1270, 190, 240, p.CREAM, 190)
    cloud(canvas, 300, 170, 90, 110)
    cloud(canvas, 1180, 260, 70, 90)
    erciyes(canvas, 780, 150, 650)
    hills(canvas, 620, mix(p.HILL_FAR, p.SKY_LOW, 0.35), 16)
    skyline(canvas, 706, tint=p.SKY_LOW)
    kumbet(canvas, 1130, 716, 190)
    hills(canvas, 706, p.GRASS, 10)
    for x in range(30, 1600, 130):
        size = canvas.rng.uniform(130, 210)
        poplar(canvas, x + canvas.rng.uniform(-35, 35), 770, size, p.GRASS_DARK)
    hills(canvas, 792, p.GRASS_DARK, 14)
    for x in (90, 260, 1330, 1500):
        tree(canvas, x, 868, 190)


def erciyes_dusk(canvas: Canvas) -> None:
    """Draw the mountain over the lit town at dusk."""
    sky(canvas, "dusk")
    canvas.glow(420, 560, 420, p.WARM_LIGHT, 170)
    for _ in range(40):
        canvas.ellipse(
            canvas.rng.uniform(0, 1600), canvas.rng.uniform(0, 240), 1.6, 1.6, p.SNOW, 150
        )
    erciyes(canvas, 900, 190, 660, "dusk")
    hills(canvas, 640, mix(p.DUSK_TOP, p.ROSE, 0.4), 16)
    skyline(canvas, 740, tint=(74, 72, 104), lit=True)
    hills(canvas, 744, (52, 66, 82), 8)
    for x in range(20, 1600, 110):
        poplar(canvas, x, 812, canvas.rng.uniform(110, 190), (38, 58, 66))
    hills(canvas, 822, (36, 50, 58), 12)
    for x in (180, 560, 980, 1400):
        lamp(canvas, x, 880, 130, lit=True)


def winter(canvas: Canvas) -> None:
    """Draw a snow plough on a white day."""
    sky(canvas, "winter")
    erciyes(canvas, 620, 160, 640, "winter")
    hills(canvas, 610, mix(p.SNOW_SHADE, p.WINTER_LOW, 0.4), 14)
    skyline(canvas, 726, tint=p.WINTER_LOW)
    hills(canvas, 716, p.SNOW, 8)
    canvas.polygon([(620, 716), (760, 716), (1300, 900), (260, 900)], p.ASPHALT)
    for share in (0.12, 0.3, 0.55, 0.86):
        y = 716 + 184 * share
        canvas.polygon(
            [
                (688 - 4 * share, y),
                (692 + 8 * share, y),
                (696 + 60 * share, y + 26 * share + 5),
                (690 + 34 * share, y + 26 * share + 5),
            ],
            p.SNOW,
        )
    _plough(canvas, 500, 800)
    for x, size in ((90, 210), (330, 150), (1290, 170), (1480, 240)):
        tree(canvas, x, 850, size, mix(p.LEAF, p.SNOW, 0.5))
        canvas.half_disc(x, 850 - size * 0.72, size * 0.25, size * 0.24, p.SNOW, 220)
    for _ in range(170):
        r = canvas.rng.uniform(1.5, 4.2)
        canvas.ellipse(canvas.rng.uniform(0, 1600), canvas.rng.uniform(0, 900), r, r, p.SNOW, 205)


def _plough(canvas: Canvas, x: float, y: float) -> None:
    canvas.ellipse(x + 80, y + 62, 130, 12, p.INK, 50)
    canvas.rounded(x, y - 62, 116, 100, 10, p.OCHRE)
    canvas.rounded(x + 108, y - 34, 82, 72, 10, p.TERRACOTTA)
    canvas.rounded(x + 122, y - 24, 50, 32, 5, p.SKY_LOW)
    canvas.rounded(x + 20, y - 78, 34, 18, 6, p.TERRACOTTA)
    for wheel in (34, 92, 158):
        canvas.ellipse(x + wheel, y + 44, 21, 21, p.INK)
        canvas.ellipse(x + wheel, y + 44, 9, 9, p.PAVEMENT)
    canvas.polygon([(x + 196, y - 6), (x + 232, y + 58), (x + 196, y + 60)], p.TEAL)
    for dx, r in ((240, 22), (262, 30), (290, 22), (314, 13)):
        canvas.ellipse(x + dx, y + 54, r, r * 0.7, p.SNOW)


def park(canvas: Canvas) -> None:
    """Draw a neighbourhood park."""
    sky(canvas, horizon=520)
    cloud(canvas, 360, 150, 80)
    cloud(canvas, 1260, 110, 100)
    skyline(canvas, 540, tint=p.SKY_LOW)
    hills(canvas, 522, p.GRASS, 10)
    for x in range(20, 1600, 118):
        tree(canvas, x + canvas.rng.uniform(-24, 24), 580, canvas.rng.uniform(130, 190), p.LEAF)
    hills(canvas, 592, mix(p.GRASS, p.LEAF_LIGHT, 0.35), 8)
    path = smooth([(760, 590), (930, 640), (640, 720), (760, 910)])
    edge = smooth([(790, 590), (1010, 640), (860, 726), (1150, 910)])
    canvas.polygon([*path, *edge[::-1]], p.SAND)
    canvas.line(path, p.STONE_SHADE, 3)
    canvas.line(edge, p.STONE_SHADE, 3)
    _playground(canvas, 300, 770)
    bench(canvas, 1260, 760, 130)
    lamp(canvas, 1160, 770, 200)
    person(canvas, 880, 720, 96, p.TERRACOTTA)
    person(canvas, 930, 724, 84, p.TEAL)
    wheelchair_user(canvas, 800, 800, 120, p.OCHRE)
    tree(canvas, 1460, 830, 320)
    tree(canvas, 60, 850, 260, p.GRASS_DARK)
    for x in (1150, 1240, 1330):
        bush(canvas, x, 862, 70, p.GRASS_DARK)


def _playground(canvas: Canvas, x: float, y: float) -> None:
    canvas.ellipse(x + 30, y + 6, 250, 36, (205, 168, 136))
    for foot in (-150, -20):
        canvas.line([(x + foot, y), (x + foot + 26, y - 140)], p.TEAL, 7)
        canvas.line([(x + foot + 52, y), (x + foot + 26, y - 140)], p.TEAL, 7)
    canvas.line([(x - 126, y - 140), (x + 8, y - 140)], p.TEAL, 8)
    for rope in (-88, -32):
        canvas.line([(x + rope, y - 138), (x + rope - 8, y - 42)], p.INK, 2)
        canvas.line([(x + rope + 26, y - 138), (x + rope + 18, y - 42)], p.INK, 2)
        canvas.rounded(x + rope - 14, y - 46, 38, 10, 4, p.OCHRE)
    canvas.rectangle(x + 110, y - 120, 8, 120, p.INK)
    canvas.rectangle(x + 160, y - 120, 8, 120, p.INK)
    canvas.rounded(x + 102, y - 126, 74, 14, 4, p.TERRACOTTA)
    canvas.polygon([(x + 94, y - 166), (x + 139, y - 206), (x + 184, y - 166)], p.OCHRE)
    for post in (110, 160):
        canvas.rectangle(x + post, y - 168, 7, 50, p.INK)
    slide = smooth([(x + 172, y - 122), (x + 220, y - 66), (x + 262, y - 18), (x + 306, y - 10)])
    canvas.line(slide, p.ROSE, 18)


def planting(canvas: Canvas) -> None:
    """Draw people planting saplings."""
    sky(canvas, horizon=480)
    canvas.glow(1240, 180, 220, p.CREAM, 200)
    erciyes(canvas, 420, 190, 500)
    hills(canvas, 480, p.HILL, 16)
    hills(canvas, 560, p.GRASS, 14)
    hills(canvas, 650, mix(p.SOIL, p.GRASS, 0.3), 8)
    for row in range(4):
        y = 690 + row * 58
        scale = 0.6 + row * 0.22
        for column in range(9 - row):
            x = 70 + column * (170 + row * 42) + row * 30
            canvas.ellipse(x, y, 34 * scale, 9 * scale, p.SOIL)
            canvas.line([(x, y), (x, y - 66 * scale)], p.TRUNK, 3 * scale)
            for dx, dy in ((-15, 52), (14, 60), (0, 76)):
                canvas.ellipse(x + dx * scale, y - dy * scale, 15 * scale, 11 * scale, p.LEAF_LIGHT)
    person(canvas, 560, 800, 170, p.TEAL)
    canvas.line([(598, 700), (640, 806)], p.TRUNK, 7)
    canvas.polygon([(630, 796), (654, 796), (650, 838), (640, 838)], p.ASPHALT)
    person(canvas, 1100, 782, 160, p.TERRACOTTA)
    person(canvas, 1180, 786, 112, p.OCHRE)


def reservoir(canvas: Canvas) -> None:
    """Draw the reservoir with a boat."""
    sky(canvas, horizon=430)
    cloud(canvas, 1150, 130, 90)
    erciyes(canvas, 1120, 210, 440)
    hills(canvas, 404, p.HILL_FAR, 20)
    hills(canvas, 452, p.HILL, 14)
    canvas.gradient(500, 760, mix(p.WATER, p.SKY_LOW, 0.45), p.WATER)
    for _ in range(70):
        x, y = canvas.rng.uniform(0, 1600), canvas.rng.uniform(516, 750)
        canvas.line([(x, y), (x + canvas.rng.uniform(30, 130), y)], p.SNOW, 2, 80)
    canvas.polygon([(560, 610), (850, 610), (816, 644), (596, 644)], p.TERRACOTTA)
    canvas.rectangle(694, 470, 6, 140, p.INK)
    canvas.polygon([(704, 474), (830, 596), (704, 596)], p.CREAM)
    canvas.polygon([(690, 500), (612, 596), (690, 596)], p.OCHRE)
    hills(canvas, 748, p.GRASS_DARK, 12)
    for x in (90, 230, 1250, 1400, 1530):
        tree(canvas, x, 850, canvas.rng.uniform(190, 300))
    bench(canvas, 620, 850, 140)
    person(canvas, 760, 852, 130, p.TEAL)


def assembly_area(canvas: Canvas) -> None:
    """Draw people waiting at an assembly area sign."""
    sky(canvas, horizon=520)
    skyline(canvas, 536, tint=p.SKY_LOW)
    hills(canvas, 520, p.GRASS, 8)
    for x in range(40, 1600, 170):
        tree(canvas, x, 570, 130)
    canvas.gradient(580, 900, mix(p.GRASS, p.SAND, 0.25), p.GRASS)
    canvas.ellipse(800, 770, 620, 100, p.SAND, 130)
    canvas.rectangle(1296, 420, 12, 340, p.INK)
    canvas.rounded(1190, 300, 224, 224, 18, (40, 122, 88))
    for dx, dy in ((-1, -1), (1, -1), (-1, 1), (1, 1)):
        tip = (1302 + dx * 14, 412 + dy * 14)
        tail = (1302 + dx * 88, 412 + dy * 88)
        canvas.line([tail, (tip[0] + dx * 18, tip[1] + dy * 18)], p.SNOW, 12)
        canvas.polygon(
            [tip, (tip[0] + dx * 42, tip[1] + dy * 4), (tip[0] + dx * 4, tip[1] + dy * 42)], p.SNOW
        )
    colours = (p.TEAL, p.TERRACOTTA, p.OCHRE, p.ROSE, p.TEAL_LIGHT)
    for i, x in enumerate((380, 450, 540, 610, 700, 860, 930, 1020)):
        person(canvas, x, 740 + (i % 3) * 26, 118 + (i % 2) * 22, colours[i % 5])
    wheelchair_user(canvas, 780, 806, 132, p.TERRACOTTA)
