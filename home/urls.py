"""Addresses of what belongs to the whole site."""

from django.urls import path

from home import views

urlpatterns = [
    path("ara/", views.search, name="search"),
    path("geri-bildirim/", views.feedback, name="feedback"),
    path("tema.css", views.theme, name="theme"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
]
