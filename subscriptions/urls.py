"""Addresses of following, and of one's own page."""

from django.urls import path

from subscriptions.views import following, personal

urlpatterns = [
    path("bildirimler/", following.hub, name="subscriptions"),
    path("bildirimler/yeni/", following.follow, name="subscribe"),
    path("bildirimler/gonderildi/", following.sent, name="subscriptions_sent"),
    path("bildirimler/sayfam/", following.own_link, name="subscriptions_own_link"),
    path("bildirimler/tarayici/", following.browser, name="subscriptions_browser"),
    path("bildirimler/onay/<str:signed>/", personal.confirm, name="subscriptions_confirm"),
    path("bildirimler/ayarlar/<str:token>/", personal.manage, name="subscriptions_manage"),
    path("bildirimler/ayril/<str:token>/", personal.leave, name="subscriptions_leave"),
    path(
        "bildirimler/ayril/<str:token>/<str:which>/",
        personal.leave_some,
        name="subscriptions_leave_some",
    ),
]
