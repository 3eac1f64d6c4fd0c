"""Nonces for the admin's inline scripts, put where Wagtail's own templates have a script.

Wagtail writes a few scripts into its pages and gives them no nonce. The word is added to the
*source* of installed packages' templates when they are compiled, never to what they render: a
script that came in by stored content has none, and the browser does not run it.
"""

import re
import secrets
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from django import template
from django.conf import settings
from django.forms.renderers import DjangoTemplates as FormTemplates
from django.template.backends.django import DjangoTemplates
from django.template.loaders.app_directories import Loader
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe

# A script element with code in it: it has no address, and its type is none of data or templates.
_SCRIPT = re.compile(
    r"<script(?![^>]*\bsrc\b)(?![^>]*type=[\"'](?!text/javascript|module))(?=[\s>])"
)
_nonce: ContextVar[str | None] = ContextVar("nonce", default=None)
register = template.Library()


def begin() -> None:
    """Forget the nonce of the request before."""
    _nonce.set(None)


def given() -> str | None:
    """Return the nonce of this request; None where no script asked for one."""
    return _nonce.get()


def nonce() -> str:
    """Return the nonce of this request, made when it is first asked for."""
    found = _nonce.get()
    if found is None:
        found = secrets.token_urlsafe(16)
        _nonce.set(found)
    return found


@register.simple_tag
def script_nonce() -> SafeString:
    """Return the attribute of a script."""
    return mark_safe(f' nonce="{nonce()}"')  # noqa: S308 - letters of base64


def with_nonces(source: str) -> str:
    """Return a template's source with the attribute at each script that holds code."""
    return _SCRIPT.sub("<script{% script_nonce %}", source)


class NonceLoader(Loader):
    """Loads templates of installed apps; those of packages get nonces."""

    def get_contents(self, origin: Any) -> str:
        """Return the source."""
        source = str(super().get_contents(origin))
        return with_nonces(source) if _is_packaged(Path(str(origin.name))) else source


class NonceForms(FormTemplates):
    """Renders the widgets of forms by the same loader."""

    @cached_property
    def engine(self) -> DjangoTemplates:
        """Return the engine."""
        builtin = Path(template.__file__).parent.parent / "forms" / "templates"
        every: list[Any] = [item["OPTIONS"] for item in settings.TEMPLATES]
        pages = next(options for options in every if "loaders" in options)
        options = {name: pages[name] for name in ("loaders", "builtins")}
        return DjangoTemplates(
            {
                "APP_DIRS": False,
                "DIRS": [builtin],
                "NAME": "forms",
                "OPTIONS": options,
            }
        )


def give_choosers_nonces() -> None:
    """Let Wagtail's choosers, which write their script in Python, write it with a nonce."""
    from wagtail.admin.widgets.chooser import BaseChooser

    plain = BaseChooser.render

    def render(self: Any, *args: Any, **kwargs: Any) -> SafeString:
        before, tag, script = str(plain(self, *args, **kwargs)).rpartition("<script>")
        return mark_safe(f"{before}{tag[:-1]}{script_nonce()}>{script}" if tag else script)  # noqa: S308

    BaseChooser.render = render


def _is_packaged(path: Path) -> bool:
    return not path.is_relative_to(settings.BASE_DIR) or "site-packages" in path.parts
