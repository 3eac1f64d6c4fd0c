"""Addresses of the obituaries that are no pages."""

from django.urls import path

from content.obituaries import boards
from content.obituaries.condolences import views as condolences
from content.obituaries.family import views as family
from content.obituaries.submissions import views as submissions

TEXT = f"{boards.TEXT}/"
urlpatterns = [
    path(f"vefat-ilanlari/{name}/{end}", view, {"name": name}, name=f"funerals_{name}{suffix}")
    for name in boards.BOARDS
    for end, view, suffix in (("", boards.board, ""), (TEXT, boards.board_text, "_text"))
]
FAMILY = "vefat-ilanlari/aile-onayi/"
urlpatterns += [
    path(f"{FAMILY}tesekkurler/", family.thanks, {"approved": True}, name="family_approved"),
    path(f"{FAMILY}duzeltme/", family.thanks, {"approved": False}, name="family_corrected"),
    path(f"{FAMILY}<str:token>/", family.approval, name="family_approval"),
    path("vefat-ilanlari/bildir/", submissions.submission, name="obituary_submission"),
    path(
        "vefat-ilanlari/bildir/tesekkurler/",
        submissions.thanks,
        name="obituary_submission_thanks",
    ),
    path("vefat-ilanlari/<slug:slug>/taziye-defteri/", condolences.book, name="condolence_book"),
]
