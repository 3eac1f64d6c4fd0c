"""Addresses that editors type: what they may begin with."""

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

# Stops `javascript:` and other schemes that would run in a citizen's browser, and `//host`, which
# looks like a page of ours and is not.
LINK = RegexValidator(
    r"\A(/(?!/)|https?://[^\s/]|mailto:|tel:|#)\S*\Z",
    _(
        "Begin with / for a page of this site (e.g. /kent-rehberi/) or with https:// for another "
        "one, and leave no spaces."
    ),
    code="link",
)
