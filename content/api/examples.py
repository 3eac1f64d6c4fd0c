"""Examples of the OpenAPI document: invented people and places, in the shape of real answers."""

from typing import Any

from content.api.example_documents import DOCUMENTS, ROADS, SAHABIYE

LISTS = {
    "list_documents": "obituary",
    "list_obituaries": "obituary",
    "list_roadworks": "roadwork",
    "list_courses": "course",
    "list_places": "place",
    "list_disclosures": "disclosure",
    "list_news": "news",
    "list_services": "service",
    "list_pages": "page",
}
_SINCE = "WzY4MSwiMjAyNi0xMS0yNFQwOTowMDowMCswMDowMCJd"


def of(operation: str) -> Any:
    """Return the example of an operation's answer, or None."""
    if operation in LISTS:
        return {
            "items": [document(LISTS[operation])],
            "next": None,
            "since": _SINCE,
            "more": False,
            "deleted": [],
            "total": None,
        }
    if operation == "get_document":
        return {
            **document("place"),
            "body": [],
            "translations": {"tr": "/kent-rehberi/ornek-eczanesi/"},
        }
    if operation == "search":
        return _searched(document("place"))
    return _SINGLE.get(operation)


def _searched(found: dict[str, Any]) -> dict[str, Any]:
    return {
        "items": [
            {
                **{name: found[name] for name in ("id", "external_id", "kind", "title", "url")},
                "score": 9.25,
                "highlight": "<mark>Örnek</mark> Sokak",
                "distance_m": 420,
                "payload": found,
            }
        ],
        "next": None,
        "total": 1,
        "capped": False,
        "counts_capped": False,
        "reachable": 1,
        "partial": False,
        "did_you_mean": None,
        "kinds": {"place": 1},
        "facets": {"neighbourhood": {"sahabiye": 1}},
    }


def document(kind: str) -> dict[str, Any]:
    """Return the example of a kind, as lists show it."""
    own = DOCUMENTS[kind]
    return {
        "id": 421,
        "kind": kind,
        "locale": "tr",
        "summary": "",
        "published_at": "2026-11-24T10:14:00+03:00",
        "updated_at": "2026-11-24T10:14:00+03:00",
        "geometry": None,
        **own,
    }


_SINGLE: dict[str, Any] = {
    "suggest": {
        "items": [
            {
                "text": "Örnek Eczanesi",
                "kind": "place",
                "kind_label": "Yer",
                "url": "/kent-rehberi/ornek-eczanesi/",
            }
        ],
        "did_you_mean": None,
    },
    "resolve": {"status": "redirect", "url": "/kvkk/", "permanent": True},
    "list_categories": [
        {"slug": "saglik", "name": "Sağlık", "parent": None, "icon": "heart"},
        {"slug": "eczane", "name": "Eczane", "parent": "saglik", "icon": "pharmacy"},
    ],
    "list_neighbourhoods": [
        {
            "slug": "sahabiye",
            "name": "Sahabiye",
            "uavt_id": 12345,
            "postal_code": "38010",
            "population": 8000,
            "lat": 38.74,
            "lng": 35.48,
        }
    ],
    "list_directorates": [{**ROADS, "scope": "Yol, asfalt, kaldırım"}],
    "list_pharmacies_on_duty": {
        "duties": [
            {
                "date": "2026-11-24",
                "starts_at": "2026-11-24T19:00+03:00",
                "ends_at": "2026-11-25T08:30+03:00",
                "holds_now": True,
                "pharmacies": [
                    {
                        "id": 421,
                        "external_id": "yer-1",
                        "name": "Örnek Eczanesi",
                        "url": "/kent-rehberi/ornek-eczanesi/",
                        "phones": ["0352 000 00 00"],
                        "address": "Sahabiye Mah. Örnek Sok. No: 1",
                        "neighbourhood": SAHABIYE,
                        "lat": 38.7402,
                        "lng": 35.479,
                        "note": "",
                        "distance_m": None,
                    }
                ],
            }
        ],
        "source": "Eczacı Odası",
        "source_url": "",
        "page_url": "/kent-rehberi/nobetci-eczaneler/",
    },
    "get_navigation": {
        "main": [{"title": "Kent rehberi", "url": "/kent-rehberi/", "children": []}],
        "footer": [{"title": "Kurumsal", "links": [{"title": "KVKK", "url": "/kvkk/"}]}],
    },
    "get_problem": {
        "type": "/api/v1/problems/limit_too_large",
        "title": "The limit is too large. / Sınır çok büyük.",
        "status": 400,
        "code": "limit_too_large",
    },
}
