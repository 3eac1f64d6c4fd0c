"""Addresses of the Solution Centre, below /e-belediye/cozum-merkezi/."""

from django.urls import path

from services.requests.views import asked, filing, joining, public, statistics, thanks

urlpatterns = [
    path("", filing.file, name="report_file"),
    path("konular/", public.topics_json, name="report_topics"),
    path("tesekkurler/", thanks.thanks, name="report_thanks"),
    path("bildirimler/", public.reports, name="reports_public"),
    path("bildirimler/harita.geojson", public.points, name="reports_map"),
    path("bildirimler/yogunluk/", statistics.heat_page, name="reports_heat_page"),
    path("bildirimler/yogunluk.geojson", statistics.heat, name="reports_heat"),
    path("bildirimler/<int:pk>/", public.report, name="report_public"),
    path("bildirimler/<int:pk>/ben-de/", joining.join, name="report_join"),
    path("bildirimler/<int:pk>/katildiniz/", joining.joined, name="report_joined"),
    path("memnuniyet/<str:token>/", asked.asked, name="report_asked"),
    path("ayril/<str:token>/", asked.leave, name="report_leave"),
    path("istatistik/", statistics.page, name="reports_statistics"),
]
