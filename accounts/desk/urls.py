"""Addresses of the desk, below /yonetim/vezne/."""

from django.urls import path

from accounts.desk import recovering, steps, views

urlpatterns = [
    path("", views.FindView.as_view(), name="desk"),
    path("kurtarma/<uuid:public_id>/", recovering.RecoveryView.as_view(), name="desk_recovery"),
    path("<uuid:public_id>/", views.RecordView.as_view(), name="desk_record"),
    path("<uuid:public_id>/kimlik/", steps.ConfirmIdentityView.as_view(), name="desk_identity"),
    path("<uuid:public_id>/kilitle/", steps.LockView.as_view(), name="desk_lock"),
    path("<uuid:public_id>/kurtar/", steps.OpenRecoveryView.as_view(), name="desk_recover"),
    path(
        "<uuid:public_id>/cocuk/<uuid:mandate_id>/",
        steps.ConfirmChildView.as_view(),
        name="desk_child",
    ),
]
