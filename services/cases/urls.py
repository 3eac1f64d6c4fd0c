"""Addresses of the reading room, below /e-belediye/."""

from django.urls import path

from services.cases.views import case, files, lookup, opening

urlpatterns = [
    path("talep-sorgulama/", lookup.ask, name="case_lookup"),
    path("talep-sorgulama/b/<str:token>/", opening.by_link, name="case_link"),
    path("basvurularim/<str:reference>/", case.case_page, name="case"),
    path(
        "basvurularim/<str:reference>/dosya/<uuid:public_id>/",
        files.case_file,
        name="case_file",
    ),
]
