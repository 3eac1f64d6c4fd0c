"""Disclosure texts (aydınlatma metni) of law 6698 (KVKK), article 10, in immutable versions.

The communiqué on disclosure (Official Gazette 10.03.2018/30356) asks for the controller, purposes,
recipients, method and legal basis, and the rights of article 11; each is a field of its own. A
`DisclosurePage` is the text's lasting address and shows the version in force; each
`DisclosureVersionPage` below it stays public at its own address.
"""

from content.disclosures.models.index import DisclosureIndexPage
from content.disclosures.models.text import DisclosurePage
from content.disclosures.models.version import DisclosureVersionPage

__all__ = ["DisclosureIndexPage", "DisclosurePage", "DisclosureVersionPage"]
