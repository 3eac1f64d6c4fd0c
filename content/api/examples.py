"""Examples of the OpenAPI document: invented people and places, in the shape of real answers."""

from typing import Any

LISTS = {
    "list_documents": "obituary",
    "list_obituaries": "obituary",
    "list_roadworks": "roadwork",
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
        "partial": False,
        "did_you_mean": None,
        "kinds": {"place": 1},
        "facets": {"neighbourhood": {"sahabiye": 1}},
    }


def document(kind: str) -> dict[str, Any]:
    """Return the example of a kind, as lists show it."""
    own = _DOCUMENTS[kind]
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


_SAHABIYE = {"slug": "sahabiye", "name": "Sahabiye"}
_ROADS = {
    "slug": "fen-isleri-mudurlugu",
    "name": "Fen İşleri Müdürlüğü",
    "phone": "+90 352 000 00 00",
    "email": "fenisleri@example.org",
}
_DOCUMENTS: dict[str, dict[str, Any]] = {
    "obituary": {
        "url": "/vefat-ilanlari/hatice-ornek-24112026/",
        "title": "Hatice ÖRNEK",
        "name": "Hatice ÖRNEK",
        "gender": "female",
        "father_name": "Ali",
        "mother_name": "Ayşe",
        "age": 78,
        "birth_year": 1948,
        "birthplace": "Kayseri",
        "neighbourhood": _SAHABIYE,
        "death_date": "2026-11-23",
        "image": None,
        "ceremony": "prayer",
        "burial_date": "2026-11-24",
        "prayer": "ikindi",
        "prayer_time": "15:12",
        "mosque": "Örnek Camii",
        "cemetery": "Örnek Mezarlığı",
        "plot": "",
        "transfer_city": "",
        "condolence": {
            "address": "Sahabiye Mah. Örnek Sok. No: 1",
            "days": "24–26 Kasım",
            "hours": "14.00–20.00",
        },
        "notes": "",
        "reduced": False,
    },
    "roadwork": {
        "url": "/asfalt-calismalari/ornek-caddesi/",
        "title": "Sahabiye, Örnek Caddesi: sıcak asfalt serimi",
        "geometry": {"type": "LineString", "coordinates": [[35.48, 38.74], [35.49, 38.745]]},
        "external_id": "yol-1",
        "work_kind": "hot_asphalt",
        "neighbourhoods": [_SAHABIYE],
        "streets": [
            {
                "name": "Örnek Caddesi",
                "from": "Birinci kavşak",
                "to": "İkinci kavşak",
                "geometry": {
                    "type": "LineString",
                    "coordinates": [[35.48, 38.74], [35.49, 38.745]],
                },
            }
        ],
        "description": "",
        "planned_start": "2026-11-25T08:00+03:00",
        "planned_end": "2026-11-28T18:00+03:00",
        "first_planned_end": "2026-11-27T18:00+03:00",
        "slipped_days": 1,
        "start_confirmed": True,
        "end_confirmed": False,
        "actual_start": None,
        "actual_end": None,
        "last_confirmed_on": "2026-11-24",
        "needs_confirmation": False,
        "overdue": False,
        "status": "planned",
        "status_reason": "",
        "vehicle_impact": "some-lanes-closed",
        "detour": "İkinci Sokak",
        "transit_effect": "",
        "accessibility_effect": "",
        "crew": "Belediye ekipleri",
        "tonnage": 400,
        "area_m2": 3200,
        "progress": 0,
        "photo_before": None,
        "photo_after": None,
        "directorate": _ROADS,
        "contact": "",
        "contact_phone": "",
        "closure_hours": "",
        "direction": "",
        "no_alternative": False,
        "late_start": False,
    },
    "place": {
        "url": "/kent-rehberi/ornek-eczanesi/",
        "title": "Örnek Eczanesi",
        "geometry": {"type": "Point", "coordinates": [35.479, 38.7402]},
        "external_id": "yer-1",
        "other_names": [],
        "category": {"slug": "eczane", "name": "Eczane"},
        "group": {"slug": "saglik", "name": "Sağlık"},
        "icon": "pharmacy",
        "description": "",
        "neighbourhood": _SAHABIYE,
        "street": "Örnek Sokak",
        "door_no": "1",
        "postal_code": "38010",
        "address": "Sahabiye Mah. Örnek Sok. No: 1",
        "lat": 38.7402,
        "lng": 35.479,
        "phones": ["0352 000 00 00"],
        "email": "",
        "web": "",
        "opening_hours": "Mo-Sa 08:30-19:00",
        "week": [{"weekday": 0, "hours": ["08:30-19:00"]}],
        "ramadan_week": [],
        "always_open": False,
        "public_holidays": "closed",
        "religious_holidays": "closed",
        "exceptions": [],
        "hours_note": "",
        "accessibility": {
            "step_free": "yes",
            "accessible_toilet": "unknown",
            "accessible_parking": "no",
            "hearing_loop": "unknown",
            "tactile_paving": "no",
        },
        "suitability": {
            "wheelchair": "partly",
            "stroller": "suitable",
            "low_vision": "unsuitable",
            "hearing": "unknown",
        },
        "access_score": 43,
        "capacity": None,
        "image": None,
        "images": [],
        "directorate": None,
        "verified_on": "2026-11-01",
    },
    "disclosure": {
        "url": "/kvkk/e-belediye/",
        "title": "E-Belediye aydınlatma metni",
        "about": "E-Belediye hizmetleri",
        "version": 2,
        "effective_on": "2026-11-01",
        "material_change": True,
        "change_note": "Saklama süreleri eklendi.",
        "intro": "",
        "controller": {
            "name": "Örnek Belediye Başkanlığı",
            "representative": "",
            "address": "",
            "kep": "",
            "phone": "",
            "email": "kvkk@example.org",
        },
        "data_categories": [
            {"name": "Kimlik", "data": ["Ad", "Soyad"], "source": "Form", "persons": "Başvuran"}
        ],
        "legal_bases": [{"article": "KVKK 5/2-a", "text": "Kanunlarda açıkça öngörülmesi"}],
        "purposes": [
            {
                "text": "Başvuruyu sonuçlandırmak",
                "categories": ["Kimlik"],
                "bases": ["KVKK 5/2-a"],
                "law": "",
            }
        ],
        "methods": ["Elektronik form"],
        "recipients": [],
        "transfer_law": "",
        "transfer_abroad": "",
        "retention": "",
        "rights_intro": "",
        "rights": ["Verilerinin işlenip işlenmediğini öğrenme"],
        "how_to_apply": "",
        "versions": [],
    },
    "news": {
        "url": "/duyurular/ornek-duyuru/",
        "title": "Örnek duyuru",
        "type": "duyuru",
        "date": "2026-11-24T10:00+03:00",
        "image": None,
        "directorate": None,
        "neighbourhoods": [],
        "event": None,
    },
    "service": {
        "url": "/hizmetler/ornek-hizmet/",
        "title": "Örnek hizmet",
        "what": "<p>Bu hizmetle başvurunuzu yaparsınız.</p>",
        "who": "",
        "needed": ["Kimlik"],
        "duration": "15 iş günü",
        "fee": "Ücretsiz",
        "start": {"label": "Başvur", "url": "/e-belediye/"},
        "how_today": "",
        "steps": [{"title": "Formu doldurun", "text": ""}],
        "law": "",
        "icon": "document",
        "directorate": _ROADS,
        "reviewed_on": None,
    },
    "page": {
        "url": "/kurumsal/",
        "title": "Kurumsal",
        "image": None,
        "directorate": None,
    },
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
        ]
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
    "list_directorates": [{**_ROADS, "scope": "Yol, asfalt, kaldırım"}],
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
                        "neighbourhood": _SAHABIYE,
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
