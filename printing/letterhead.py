"""Who writes: the head and foot of a sheet."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The municipality on paper.

    Args:
        name: the municipality, e.g. "Kocasinan Belediyesi".
        unit: who of it writes, e.g. a directorate; may be empty.
        lines: address, phone and site, for the foot.
        logo: a PNG or JPEG, or None.
    """

    name: str
    unit: str = ""
    lines: tuple[str, ...] = ()
    logo: bytes | None = None
