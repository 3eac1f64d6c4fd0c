"""QR codes of addresses, drawn here: nothing is asked of anybody else."""

import io
from functools import lru_cache

import segno
from markupsafe import Markup

QUIET_ZONE = 4  # modules; what ISO/IEC 18004 asks for


@lru_cache(maxsize=2000)  # 4 kB each; drawing one takes 5 ms, a third of a page
def qr_inline(address: str) -> Markup:
    """Return an SVG to stand in a page; black on white whatever the page's colours, so it scans."""
    code = segno.make_qr(address, error="m")
    return Markup(  # noqa: S704  # digits of a drawing; the address is in it as modules only
        code.svg_inline(border=QUIET_ZONE, omitsize=True, dark="#000", light="#fff", svgclass=None)
    )


def qr_file(address: str) -> bytes:
    """Return an SVG file of its own, for a poster beside the door; bears more damage."""
    out = io.BytesIO()
    segno.make_qr(address, error="q").save(
        out, kind="svg", border=QUIET_ZONE, scale=10, dark="#000", light="#fff"
    )
    return out.getvalue()
