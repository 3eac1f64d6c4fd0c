"""Why a page is withdrawn; apart from the models, because forms of pages load before them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    """Why a page was withdrawn."""

    WRONG = "wrong", _("It says something wrong")
    OUTDATED = "outdated", _("It no longer holds")
    MOVED = "moved", _("Another page replaces it")
    WISH = "wish", _("The family or the person concerned wishes it")
    PRIVACY = "privacy", _("It contains personal data that must not be public")
    LEGAL = "legal", _("A court or an authority ordered it")
    OTHER = "other", _("Another reason")
