"""The blocks of rich bodies, their API form, and the words in them."""

from content.blocks.body import Body, api_form, text_of

__all__ = ["Body", "api_form", "text_of"]
