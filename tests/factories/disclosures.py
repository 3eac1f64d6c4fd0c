"""Builders of disclosure texts and their versions."""

from datetime import date

from content.disclosures.models import DisclosureIndexPage, DisclosurePage, DisclosureVersionPage
from tests.factories.site import home_page


def disclosure_index() -> DisclosureIndexPage:
    home = home_page()
    existing = DisclosureIndexPage.objects.child_of(home).first()
    return existing or home.add_child(instance=DisclosureIndexPage(title="KVKK", slug="kvkk"))


def text(title: str = "E-Belediye aydınlatma metni", slug: str = "e-belediye") -> DisclosurePage:
    return disclosure_index().add_child(instance=DisclosurePage(title=title, slug=slug))


def version(parent: DisclosurePage, number: int, effective_on: date, **fields):
    values = {
        "title": f"Sürüm {number}",
        "slug": f"surum-{number}",
        "version": number,
        "effective_on": effective_on,
        "change_note": f"Değişiklik {number}",
        "controller_name": "Örnek Belediye Başkanlığı",
        "data_categories": [
            (
                "row",
                {"name": "Kimlik", "data": ["Ad", "Soyad"], "source": "Form", "persons": "Kişi"},
            )
        ],
        "legal_bases": [("row", {"article": "KVKK 5/2-a", "text": "Kanunda öngörülmesi"})],
        "purposes": [
            (
                "row",
                {
                    "text": f"Talebi {number} numaralı usulle sonuçlandırmak",
                    "categories": ["Kimlik"],
                    "bases": ["KVKK 5/2-a"],
                    "law": "",
                },
            )
        ],
        **fields,
    }
    return parent.add_child(instance=DisclosureVersionPage(**values))
