"""The files of deploy/ and the list of settings agree with the code."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OF_COMPOSE = {"POSTGRES_PASSWORD"}
READ = re.compile(r'\benv\.(?:text|flag|number|choice|names|path)\(\s*"([A-Z_]+)"')


def variables():
    """Return the environment variables that the settings read."""
    found = set()
    for path in (ROOT / "site").rglob("*.py"):
        found |= set(READ.findall(path.read_text()))
    return found


def test_every_variable_that_settings_read_is_documented():
    documented = set(re.findall(r"`([A-Z_]+)`", (ROOT / "docs" / "operations.md").read_text()))
    assert len(variables()) > 20
    assert variables() - documented == set()


def test_the_example_environment_names_only_variables_that_are_read():
    named = re.findall(r"^([A-Z_]+)=", (ROOT / "deploy" / "site.env.example").read_text(), re.M)
    assert set(named) - variables() - OF_COMPOSE == set()
    assert {"SECRET_KEY", "ALLOWED_HOSTS"} <= set(named)


def test_compose_sets_only_variables_that_are_read():
    text = (ROOT / "deploy" / "compose.yaml").read_text()
    site = text.split("x-site:")[1].split("services:")[0]
    named = set(re.findall(r"^    ([A-Z_]+):", site, re.M))
    assert named == {"DATABASE_URL", "CACHE_URL", "TRUSTED_PROXIES"}
    assert named <= variables()
