"""Addresses of the reading room, below /e-belediye/."""

from django.urls import path

from services.cases.views import case, ending, files, lookup, mine, opening, papers

CASE = "basvurularim/<str:reference>/"
urlpatterns = [
    path("talep-sorgulama/", lookup.ask, name="case_lookup"),
    path("talep-sorgulama/kod/", lookup.code, name="case_code"),
    path("talep-sorgulama/b/<str:token>/", opening.by_link, name="case_link"),
    path("talep-sorgulama/dogrula/<str:token>/", papers.genuine, name="case_genuine"),
    path("basvurularim/", mine.mine, name="cases"),
    path(CASE, case.case_page, name="case"),
    path(f"{CASE}bitir/", case.finish, name="case_finish"),
    path(f"{CASE}geri-cek/", ending.withdraw_case, name="case_withdraw"),
    path(f"{CASE}yeniden-ac/", ending.reopen_case, name="case_reopen"),
    path(f"{CASE}degerlendir/", ending.rate_case, name="case_rate"),
    path(f"{CASE}belge.pdf", papers.receipt, name="case_receipt"),
    path(f"{CASE}ziyaret.ics", papers.calendar, name="case_calendar"),
    path(f"{CASE}dosya/<uuid:public_id>/", files.case_file, name="case_file"),
]
