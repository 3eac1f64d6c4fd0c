"""Public addresses of the desk, below /e-belediye/."""

from django.urls import path

from services.desk.views import outside, photo

urlpatterns = [
    path("kurum-yaniti/<str:token>/", outside.answer, name="casedesk_outside"),
    path(
        "cozum-merkezi/foto/<uuid:public_id>.jpg", photo.public_photo, name="casedesk_public_photo"
    ),
]
