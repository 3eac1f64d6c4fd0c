"""Addresses of the obituaries that are no pages."""

from django.urls import path

from content.obituaries import boards

TEXT = f"{boards.TEXT}/"
urlpatterns = [
    path(f"vefat-ilanlari/{name}/{end}", view, {"name": name}, name=f"funerals_{name}{suffix}")
    for name in boards.BOARDS
    for end, view, suffix in (("", boards.board, ""), (TEXT, boards.board_text, "_text"))
]
