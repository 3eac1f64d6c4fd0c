"""The home page, the municipality's identity, menus, the emergency banner, page feedback."""

from home.models.banner import EmergencyBanner
from home.models.feedback import PageFeedback
from home.models.identity import MunicipalitySettings
from home.models.navigation import NavigationItem
from home.models.page import HomePage, ServiceTileBlock

__all__ = [
    "EmergencyBanner",
    "HomePage",
    "MunicipalitySettings",
    "NavigationItem",
    "PageFeedback",
    "ServiceTileBlock",
]
