"""Catalogues of all apps are one in the end: a text means the same wherever it stands."""

import gettext
from collections import defaultdict
from pathlib import Path

import pytest
import wagtail

ROOT = Path(__file__).parents[1]
# Where words of Wagtail's admin are changed on purpose.
CHANGES_WAGTAIL = "content/editing/"
APPS = ("accounts", "content", "home", "locale", "outbox", "printing", "search", "services")
APPS += ("subscriptions", "webhooks")


def catalogues(language):
    for app in APPS:
        for path in sorted((ROOT / app).rglob(f"{language}/LC_MESSAGES/django.mo")):
            yield str(path.relative_to(ROOT)), said_in(path)


def said_in(path):
    with path.open("rb") as file:
        found = gettext.GNUTranslations(file)._catalog
    return {key: text for key, text in found.items() if key and text}


@pytest.mark.parametrize("language", ["tr", "ar"])
def test_no_two_apps_translate_a_text_differently(language):
    """Django merges them by the order of the apps: the loser would read the other's words."""
    said = defaultdict(dict)
    for path, texts in catalogues(language):
        for key, text in texts.items():
            said[key][path] = text
    assert len(said) > 500
    differ = {key: found for key, found in said.items() if len(set(found.values())) > 1}
    assert differ == {}


def test_no_word_of_wagtails_admin_changes_by_accident():
    """Whoever needs another word for one of Wagtail's texts changes it for the whole admin."""
    wagtails, chosen = {}, {}
    for path in Path(wagtail.__file__).parent.rglob("tr/LC_MESSAGES/django.mo"):
        wagtails.update(said_in(path))
    assert len(wagtails) > 1000
    ours = list(catalogues("tr"))
    for path, texts in ours:
        if path.startswith(CHANGES_WAGTAIL):
            chosen.update(texts)
    differ = {
        (path, key, wagtails[key], text)
        for path, texts in ours
        for key, text in texts.items()
        if wagtails.get(key, text) != text and chosen.get(key) != text
    }
    assert differ == set()
