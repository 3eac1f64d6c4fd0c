"""The list of disclosure texts."""

from content.lists import ALPHABET, ListSpec

DISCLOSURES = ListSpec(kinds=("disclosure",), sorts=(ALPHABET,))
