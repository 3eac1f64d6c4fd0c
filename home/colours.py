"""Contrast of colours, by WCAG 2.2 (relative luminance, success criteria 1.4.6 and 1.4.11)."""

AAA = 7.0
GRAPHICS = 3.0
WHITE = "#ffffff"


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb`: 0 is black, 1 is white."""
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str = WHITE) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def darkened(colour: str, ratio: float) -> str:
    """Return the colour itself, or the nearest darker shade with that contrast on white."""
    channels = [int(colour[index : index + 2], 16) for index in (1, 3, 5)]
    for percent in range(100, -1, -1):
        shade = "#" + "".join(f"{channel * percent // 100:02x}" for channel in channels)
        if contrast(shade) >= ratio:
            return shade
    return "#000000"
