"""The page of the assembly areas as a kind of document."""

from django.utils.translation import gettext_lazy as _

from content.assembly.views import assembly_view
from search.kinds import Kind, register

ASSEMBLY = register(
    Kind(
        name="assembly_areas",
        label=_("Assembly areas"),
        plural=_("Assembly areas"),
        template="pages/assembly_areas.jinja",
        listed=False,
        landing=True,
        view=assembly_view,
        icon="shield",
        extras={"offline": True},
    )
)
