"""Feeds of any list, with the list's own filters: the list's address with `akis.<format>` added.

`/yollar/?mahalle=sahabiye` is a list, `/yollar/akis.atom?mahalle=sahabiye`
its Atom feed (RFC 4287, paged after RFC 5005); `akis.json` is JSON Feed 1.1, `akis.ics` a calendar
(RFC 5545), `akis.geojson` RFC 7946, `akis.csv` RFC 4180.
"""
