"""Each kind of block: what editors fill in, and an example for the chooser."""

from content.blocks.kinds.live import LatestBlock, PlacesBlock
from content.blocks.kinds.media import FilesBlock, GalleryBlock, ImageBlock
from content.blocks.kinds.people import ContactBlock
from content.blocks.kinds.writing import (
    AccordionBlock,
    CalloutBlock,
    HeadingBlock,
    QuoteBlock,
    StepsBlock,
    TableBlock,
    TextBlock,
)

__all__ = [
    "AccordionBlock",
    "CalloutBlock",
    "ContactBlock",
    "FilesBlock",
    "GalleryBlock",
    "HeadingBlock",
    "ImageBlock",
    "LatestBlock",
    "PlacesBlock",
    "QuoteBlock",
    "StepsBlock",
    "TableBlock",
    "TextBlock",
]
