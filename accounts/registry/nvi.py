"""The public service of the General Directorate of Civil Registration (NVİ), SOAP 1.1.

`TCKimlikNoDogrula` compares number, names in Turkish capitals and the year of birth;
`YabanciKimlikNoDogrula` (numbers that begin with 99) the whole date. The contract was read in
public programs that use it; it could not be called here, and whether it is still open to
municipalities must be asked (docs/operations.md). Answers that are not understood count as
unavailable.
"""

import http.client
import logging
import ssl
from urllib.parse import urlsplit
from xml.etree import ElementTree as Xml

from django.conf import settings

from accounts.identity import is_foreigners, is_valid
from accounts.registry.verifying import Outcome, Person

logger = logging.getLogger(__name__)

NAMESPACE = "http://tckimlik.nvi.gov.tr/WS"
_ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/"
_MOST_BYTES = 64 * 1024


class Unreadable(Exception):
    """The answer is not what was agreed."""


class NviRegistry:
    """The adapter. `IDENTITY_VERIFIER_URL` is the folder of the services."""

    def __init__(self, base: str = "", timeout: float = 0) -> None:
        self.base = (base or settings.IDENTITY_VERIFIER_URL).rstrip("/")
        self.timeout = timeout or settings.IDENTITY_VERIFIER_SECONDS

    def verify(self, person: Person) -> Outcome:
        """Ask the service for citizens or for foreigners."""
        if not is_valid(person.number):
            return Outcome.MISMATCH
        foreign = is_foreigners(person.number)
        service = "KPSPublicYabanciDogrula.asmx" if foreign else "KPSPublic.asmx"
        operation = "YabanciKimlikNoDogrula" if foreign else "TCKimlikNoDogrula"
        names = {"Ad": capitals(person.first_name), "Soyad": capitals(person.last_name)}
        born = person.birth_date
        values = (
            {"KimlikNo": person.number}
            | names
            | {"DogumGun": born.day, "DogumAy": born.month, "DogumYil": born.year}
            if foreign
            else {"TCKimlikNo": person.number} | names | {"DogumYil": born.year}
        )
        try:
            said = self._ask(service, operation, {name: str(item) for name, item in values.items()})
        except (OSError, http.client.HTTPException, Unreadable) as error:
            # The kind of failure alone: the message could repeat what was sent.
            logger.warning("The civil registry did not answer: %s", type(error).__name__)
            return Outcome.UNAVAILABLE
        return Outcome.MATCH if said else Outcome.MISMATCH

    def _ask(self, service: str, operation: str, values: dict[str, str]) -> bool:
        address = urlsplit(f"{self.base}/{service}")
        made: http.client.HTTPConnection
        if address.scheme == "https":
            made = http.client.HTTPSConnection(
                address.netloc, timeout=self.timeout, context=ssl.create_default_context()
            )
        else:
            made = http.client.HTTPConnection(address.netloc, timeout=self.timeout)
        try:
            headers = {
                "Content-Type": "text/xml; charset=utf-8",
                "SOAPAction": f'"{NAMESPACE}/{operation}"',
            }
            made.request("POST", address.path, _question(operation, values), headers)
            response = made.getresponse()
            body = response.read(_MOST_BYTES + 1)
        finally:
            made.close()
        if response.status != 200 or len(body) > _MOST_BYTES:
            raise Unreadable
        return _answer(operation, body)


def capitals(name: str) -> str:
    """Return a name in Turkish capitals: i becomes İ, ı becomes I."""
    return " ".join(name.replace("i", "İ").replace("ı", "I").upper().split())


def _question(operation: str, values: dict[str, str]) -> bytes:
    envelope = Xml.Element(f"{{{_ENVELOPE}}}Envelope")
    body = Xml.SubElement(envelope, f"{{{_ENVELOPE}}}Body")
    asked = Xml.SubElement(body, f"{{{NAMESPACE}}}{operation}")
    for name, value in values.items():
        Xml.SubElement(asked, f"{{{NAMESPACE}}}{name}").text = value
    return Xml.tostring(envelope, encoding="utf-8", xml_declaration=True)


def _answer(operation: str, body: bytes) -> bool:
    """Return the truth value of the answer; `Unreadable` for anything else.

    A document type could define entities that grow without end; the service sends none.
    """
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise Unreadable
    try:
        found = Xml.fromstring(body).find(f".//{{{NAMESPACE}}}{operation}Result")  # noqa: S314
    except Xml.ParseError:
        raise Unreadable from None
    said = (found.text or "").strip().lower() if found is not None else ""
    if said not in {"true", "false"}:
        raise Unreadable
    return said == "true"
