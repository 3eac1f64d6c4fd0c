"""The web server's log keeps no address that opens something."""

import re
from pathlib import Path

from django.conf import settings
from django.urls import URLResolver, get_resolver

AHEAD = re.compile(r"^\(\?=[^)]*\)")
SECRET = re.compile(r"<(?:str:)?(?:token|key)>|\(\?P<key>")
# Behind the door of the staff, or without a token of a person.
ADMIN = ("yonetim/", "api/", "django-admin/")


def paths(resolver, start=""):
    for item in resolver.url_patterns:
        here = start + AHEAD.sub("", str(item.pattern).lstrip("^"))
        if isinstance(item, URLResolver):
            yield from paths(item, here)
        else:
            yield here


def test_every_address_with_a_token_is_cut_in_the_log():
    text = (Path(settings.BASE_DIR) / "deploy" / "nginx.conf").read_text()
    cut = [
        re.compile(found.replace("?<start>", "?P<start>"))
        for found in re.findall(r'"~(\^.+?)"', text)
    ]
    secret = [path for path in paths(get_resolver()) if SECRET.search(path)]
    secret = [path for path in secret if not path.startswith(ADMIN)]
    assert len(secret) > 8
    open_ = [path for path in secret if not any(one.match(f"/{path}") for one in cut)]
    assert open_ == []
