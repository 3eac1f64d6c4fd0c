"""Every place where the public can read of obituaries, as text."""

import json

from django.test import Client

PAGE = "/vefat-ilanlari/hatice-ornek-020326/"
LIST = "/vefat-ilanlari/"
TABS = ("", "bugun", "yarin", "bu-hafta", "arsiv")


def body(path: str, /, **query) -> str:
    """Return what an address answers, whatever the status."""
    response = Client().get(path, query)
    content = getattr(response, "streaming_content", None)
    return b"".join(content if content else [response.content]).decode()


def everything(page_id: int, words: str = "Hatice") -> dict[str, str]:
    """Return the text of every public surface by its name."""
    api = "/api/v1/"
    found = {f"list {tab}": body(LIST, donem=tab) for tab in TABS}
    found |= {
        "page": body(PAGE),
        "home": body("/"),
        "search": body("/ara/", q=words),
        "sitemap": body("/sitemap.xml"),
        "api list": body(f"{api}obituaries"),
        "api documents": body(f"{api}documents", kind="obituary"),
        "api csv": body(f"{api}obituaries", format="csv"),
        "api geojson": body(f"{api}obituaries", format="geojson"),
        "api detail": body(f"{api}documents/{page_id}"),
        "api resolve": body(f"{api}resolve", path=PAGE),
    }
    return found


def payload(page_id: int) -> dict:
    """Return the payload of one notice in the API."""
    return json.loads(body(f"/api/v1/documents/{page_id}"))
