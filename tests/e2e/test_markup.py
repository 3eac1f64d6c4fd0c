"""The Nu HTML checker over every type of page, in one run of Java."""

import json
import subprocess
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from tests.e2e.pages import addresses

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

CHECKER = Path(__file__).resolve().parents[2] / "node_modules/vnu-jar/build/dist/vnu.jar"


def fetch(address, **form):
    data = urllib.parse.urlencode(form).encode() if form else None
    try:
        with urllib.request.urlopen(address, data=data, timeout=30) as answer:
            return answer.read()
    except urllib.error.HTTPError as error:
        return error.read()


def save_pages(server, folder):
    """Write every type of page into a folder; return the address of each file."""
    saved = {}
    for number, path in enumerate(addresses()):
        saved[f"{number}.html"] = path
        (folder / f"{number}.html").write_bytes(fetch(server + path))
    for prefix in ("", "/en", "/ar"):
        for name, answer in (("yes", "yes"), ("no", "no"), ("nothing", "")):
            file = f"feedback{prefix.replace('/', '-')}-{name}.html"
            saved[file] = f"{prefix}/geri-bildirim/ {name}"
            page = fetch(f"{server}{prefix}/geri-bildirim/", useful=answer, path=f"{prefix}/")
            (folder / file).write_bytes(page)
    return saved


def test_no_page_has_an_error_of_html(server, tmp_path):
    saved = save_pages(server, tmp_path)
    checked = subprocess.run(
        ["java", "-jar", CHECKER, "--format", "json", "--stdout", "--exit-zero-always", tmp_path],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    faults = [
        f"{saved[message['url'].rsplit('/', 1)[-1]]}: {message['message']} "
        f"{message.get('extract', '')[:120]!r}"
        for message in json.loads(checked.stdout)["messages"]
        if message["type"] == "error" or message.get("subType") == "fatal"
    ]
    assert len(saved) >= 60
    assert faults == []
