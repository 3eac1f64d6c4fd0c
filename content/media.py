"""Images as the API and the templates show them."""

from typing import Any

WIDTHS = (400, 800, 1200)


def image_payload(
    image: Any, alt: str = "", *, spec: str = "max-1200x1200"
) -> dict[str, Any] | None:
    """Return an image with its renditions; None without one.

    `src`, `width`, `height` describe the middle rendition, `srcset` lists all, `full` is the
    largest. Made when a page is published, so that no reader waits for it. `alt` falls back to the
    image's own description; empty means decorative.
    """
    if image is None:
        return None
    renditions = image.get_renditions(*(f"width-{width}|format-webp" for width in WIDTHS), spec)
    by_width = {rendition.width: rendition for rendition in renditions.values()}
    ordered = [by_width[width] for width in sorted(by_width)]
    middle = next((rendition for rendition in ordered if rendition.width >= 800), ordered[-1])
    return {
        "id": image.pk,
        "src": middle.url,
        "alt": alt or image.description or "",
        "width": middle.width,
        "height": middle.height,
        "srcset": ", ".join(f"{rendition.url} {rendition.width}w" for rendition in ordered),
        "full": ordered[-1].url,
    }
