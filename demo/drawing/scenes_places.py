"""Pictures for the kinds of places in the city guide."""

from __future__ import annotations

from . import palette as p
from .canvas import Canvas, mix
from .nature import cloud, erciyes, hills, poplar, sky, tree
from .town import arch, bench, kumbet, lamp, mosque, person, skyline, wheelchair_user


def _forecourt(canvas: Canvas) -> None:
    sky(canvas, horizon=560)
    cloud(canvas, 280, 140, 84)
    cloud(canvas, 1330, 190, 66)
    skyline(canvas, 580, tint=p.SKY_LOW)
    canvas.gradient(570, 690, p.GRASS, p.GRASS)
    canvas.gradient(690, 900, p.PAVEMENT, p.STONE_SHADE)
    canvas.line([(0, 690), (1600, 690)], p.KERB, 8)


def _front(canvas: Canvas, x: float, w: float, h: float, floors: int, columns: int) -> None:
    """Draw a public building of cream stone with a row of windows on each floor."""
    ground = 690
    canvas.rectangle(x, ground - h, w, h, p.CREAM)
    canvas.rectangle(x - 10, ground - h - 16, w + 20, 20, p.STONE_DARK)
    for floor in range(floors):
        for column in range(columns):
            cx = x + w * (column + 0.5) / columns
            cy = ground - h + h * (floor + 0.45) / floors
            canvas.rounded(cx - 26, cy - 32, 52, 64, 6, p.WINDOW)
            canvas.rectangle(cx - 26, cy + 32, 52, 7, p.STONE_SHADE)


def hospital(canvas: Canvas) -> None:
    """Draw a health centre."""
    _forecourt(canvas)
    _front(canvas, 420, 760, 370, 3, 9)
    canvas.rounded(690, 250, 220, 170, 14, p.SNOW)
    canvas.rounded(776, 270, 48, 130, 8, (46, 134, 92))
    canvas.rounded(735, 311, 130, 48, 8, (46, 134, 92))
    canvas.rectangle(690, 560, 220, 130, p.TEAL_LIGHT)
    canvas.rectangle(797, 560, 6, 130, p.CREAM)
    canvas.rounded(640, 536, 320, 28, 8, p.TEAL)
    for x in (160, 320, 1290, 1460):
        tree(canvas, x, 690, 230)
    wheelchair_user(canvas, 800, 790, 130, p.OCHRE)
    person(canvas, 700, 790, 150, p.TEAL)
    person(canvas, 1120, 800, 150, p.ROSE)


def school(canvas: Canvas) -> None:
    """Draw a school and its yard."""
    _forecourt(canvas)
    _front(canvas, 330, 940, 300, 2, 11)
    canvas.polygon([(660, 380), (800, 280), (940, 380)], p.ROOF)
    canvas.ellipse(800, 345, 24, 24, p.CREAM)
    arch(canvas, 800, 690, 110, 160, p.TEAL)
    canvas.rectangle(300, 330, 8, 360, p.INK)
    for x in (110, 230, 1360, 1500):
        tree(canvas, x, 690, 240)
    for i, x in enumerate((470, 560, 660, 940, 1040)):
        person(canvas, x, 800 + (i % 2) * 30, 122, (p.OCHRE, p.TERRACOTTA, p.TEAL)[i % 3])
        canvas.rounded(x - 12, 716 + (i % 2) * 30, 24, 30, 8, p.ROSE)


def mosque_place(canvas: Canvas) -> None:
    """Draw a mosque and its courtyard."""
    sky(canvas, horizon=600)
    cloud(canvas, 1250, 160, 90)
    erciyes(canvas, 1180, 250, 600)
    hills(canvas, 590, p.HILL, 8)
    skyline(canvas, 640, tint=p.SKY_LOW)
    canvas.gradient(636, 900, p.SAND, p.PAVEMENT)
    mosque(canvas, 700, 720, 430)
    for x in (110, 1080, 1240):
        poplar(canvas, x, 724, 330)
    canvas.polygon([(1290, 760), (1450, 760), (1470, 840), (1270, 840)], p.STONE)
    canvas.half_disc(1370, 764, 90, 60, p.TEAL_LIGHT)
    bench(canvas, 250, 830, 130)
    person(canvas, 980, 830, 140, p.TEAL)


def tram(canvas: Canvas) -> None:
    """Draw a tram at a stop."""
    sky(canvas, horizon=520)
    erciyes(canvas, 360, 170, 540)
    skyline(canvas, 570, tint=p.SKY_LOW)
    canvas.gradient(560, 900, p.GRASS, p.PAVEMENT)
    for x in (80, 1500):
        tree(canvas, x, 640, 220)
    canvas.line([(0, 250), (1600, 236)], p.INK, 2.5)
    for x in (180, 1440):
        canvas.rectangle(x, 220, 9, 470, p.INK)
    canvas.rounded(250, 370, 1060, 320, 44, p.TEAL)
    canvas.rounded(250, 590, 1060, 100, 30, p.CREAM)
    for i in range(6):
        x = 300 + i * 166
        canvas.rounded(x, 418, 138, 128, 12, (200, 222, 228))
        if i in (1, 4):
            canvas.rectangle(x + 20, 418, 98, 256, mix(p.TEAL, p.CREAM, 0.18))
            canvas.rounded(x + 28, 430, 38, 200, 6, (200, 222, 228))
            canvas.rounded(x + 72, 430, 38, 200, 6, (200, 222, 228))
    canvas.line([(700, 370), (780, 300), (760, 244)], p.INK, 6)
    for x in (380, 520, 1040, 1180):
        canvas.ellipse(x, 694, 26, 26, p.INK)
    canvas.rectangle(0, 712, 1600, 8, p.ASPHALT)
    canvas.rectangle(0, 748, 1600, 8, p.ASPHALT)
    canvas.rectangle(0, 790, 1600, 110, p.STONE_SHADE)
    canvas.rectangle(0, 790, 1600, 16, p.OCHRE)
    for i, x in enumerate((420, 520, 980)):
        person(canvas, x, 868, 160, (p.TERRACOTTA, p.OCHRE, p.ROSE)[i])


def sports(canvas: Canvas) -> None:
    """Draw a game in a sports hall."""
    canvas.gradient(0, 560, (222, 214, 198), (236, 229, 214))
    for i in range(7):
        canvas.rounded(60 + i * 218, 90, 150, 190, 8, p.SKY_TOP)
        canvas.rectangle(60 + i * 218, 180, 150, 6, p.CREAM)
    canvas.rectangle(0, 400, 1600, 130, p.TEAL)
    canvas.gradient(530, 900, (222, 170, 112), (196, 140, 88))
    canvas.line([(0, 700), (1600, 700)], p.CREAM, 7)
    canvas.line([(560, 900), (680, 530)], p.CREAM, 7)
    canvas.line([(1040, 900), (920, 530)], p.CREAM, 7)
    canvas.ring(800, 700, 190, 58, p.CREAM, 7)
    for x in (140, 1460):
        canvas.rectangle(x - 8, 250, 16, 440, p.INK)
        canvas.rounded(x - 80, 210, 160, 116, 10, p.SNOW)
        canvas.ring(x, 330, 44, 12, p.TERRACOTTA, 7)
    person(canvas, 520, 780, 240, p.TERRACOTTA)
    person(canvas, 1080, 790, 240, p.TEAL_LIGHT)
    wheelchair_user(canvas, 780, 830, 210, p.OCHRE)
    canvas.ellipse(905, 600, 34, 34, (206, 116, 60))
    canvas.line([(871, 600), (939, 600)], p.INK, 3)


def museum(canvas: Canvas) -> None:
    """Draw a stone madrasa turned museum."""
    sky(canvas, "dusk", horizon=620)
    hills(canvas, 580, mix(p.DUSK_TOP, p.ROSE, 0.5), 10)
    canvas.gradient(640, 900, p.STONE_SHADE, p.STONE_DARK)
    canvas.rectangle(250, 300, 1100, 380, p.STONE)
    canvas.rectangle(230, 280, 1140, 30, p.STONE_DARK)
    for i in range(18):
        canvas.rectangle(250 + i * 62, 262, 34, 22, p.STONE_DARK)
    canvas.rectangle(640, 220, 320, 460, mix(p.STONE, p.CREAM, 0.35))
    canvas.rectangle(640, 200, 320, 26, p.STONE_DARK)
    for step in range(5):
        arch(
            canvas,
            800,
            680,
            230 - step * 30,
            380 - step * 34,
            mix(p.STONE_SHADE, p.STONE_DARK, step / 5),
        )
    arch(canvas, 800, 680, 92, 210, mix(p.WARM_LIGHT, p.OCHRE, 0.3))
    for x in (330, 450, 570, 1030, 1150, 1270):
        arch(canvas, x, 600, 54, 150, p.WARM_LIGHT, 230)
    kumbet(canvas, 1440, 700, 250)
    for x in (120, 1520):
        poplar(canvas, x, 720, 320, (60, 84, 78))
    lamp(canvas, 500, 820, 210, lit=True)
    lamp(canvas, 1110, 820, 210, lit=True)
    person(canvas, 700, 820, 140, p.TEAL)
    person(canvas, 770, 824, 124, p.TERRACOTTA)
