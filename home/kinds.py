"""The home page as a kind of document."""

from django.utils.translation import gettext_lazy as _

from home.views import home
from search.kinds import Kind, register

HOME = register(
    Kind(
        name="home",
        label=_("Home page"),
        plural=_("Home pages"),
        template="pages/home.jinja",
        listed=False,
        view=home,
        icon="home",
    )
)
