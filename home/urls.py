"""Addresses of what belongs to the whole site."""

from django.urls import path

from home import sitemap, views

urlpatterns = [
    path("ara/", views.search, name="search"),
    path("ara/tiklama/", views.search_click, name="search_click"),
    path("geri-bildirim/", views.feedback, name="feedback"),
    path("tema.css", views.theme, name="theme"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("sitemap-<slug:locale>-<int:part>.xml", sitemap.sitemap_part, name="sitemap_part"),
    path("robots.txt", sitemap.robots, name="robots"),
]
