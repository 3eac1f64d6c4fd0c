"""A client of the API as other programs write one."""

from urllib.parse import urlencode

PREFIX = "/api/v1"


class Reader:
    """Asks below /api/v1 and keeps a copy current by the change feed."""

    def __init__(self, client):
        self.client = client

    def get(self, path, /, *, headers=None, **params):
        query = f"?{urlencode(params)}" if params else ""
        return self.client.get(f"{PREFIX}{path}{query}", headers=headers or {})

    def json(self, path, /, **params):
        response = self.get(path, **params)
        assert response.status_code == 200, response.content
        return response.json()

    def problem(self, path, /, **params):
        response = self.get(path, **params)
        assert response.headers["Content-Type"] == "application/problem+json", response.content
        body = response.json()
        assert body["status"] == response.status_code
        return body

    def ids(self, path, /, **params):
        return [item["id"] for item in self.json(path, **params)["items"]]

    def everything(self, path="/documents", **params):
        """Return all items by following `next`, and the cursor to go on with."""
        items, cursor, since = [], {}, None
        while True:
            page = self.json(path, **params, **cursor)
            items += page["items"]
            since = since or page["since"]
            if not page["next"]:
                return items, since
            cursor = {"cursor": page["next"]}

    def follow(self, copy, since, path="/documents", **params):
        """Apply what changed to a copy (id -> item); return the new cursor."""
        while True:
            page = self.json(path, since=since, **params)
            for item in page["items"]:
                copy[item["id"]] = item
            for grave in page["deleted"]:
                copy.pop(grave["id"], None)
            since = page["since"]
            if not page["more"]:
                return since
