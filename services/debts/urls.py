"""Addresses of debts, below /e-belediye/borc/."""

from django.urls import path

from services.debts.views import filed, pages, payment, quick, quick_payment, reminders

QUICK = "hizli/odeme/<uuid:public_id>/"

urlpatterns = [
    path("", pages.summary, name="debts"),
    path("tumu/", pages.listing, name="debts_list"),
    path("takvim.ics", pages.calendar, name="debts_calendar"),
    path("dokum/<int:year>.pdf", pages.statement, name="debts_statement"),
    path("<int:pk>/", pages.detail, name="debt"),
    path("hatirlatma/", reminders.wish, name="debts_reminders"),
    path("hatirlatma/bitir/<str:token>/", reminders.end, name="debts_reminders_end"),
    path("odeme/", payment.basket, name="debts_basket"),
    path("odeme/bildirim/", payment.message, name="debts_message"),
    path("odeme/<uuid:public_id>/", payment.attempt, name="debts_attempt"),
    path("odeme/<uuid:public_id>/donus/", payment.came_back, name="debts_came_back"),
    path("odeme/<uuid:public_id>/vazgec/", payment.cancel, name="debts_cancel"),
    path("<int:pk>/itiraz/", filed.objection, name="debts_objection"),
    path("borcu-yoktur/", filed.clearance, name="debts_clearance"),
    path("borcu-yoktur/<str:reference>.pdf", filed.clearance_paper, name="debts_clearance_paper"),
    path("borcu-yoktur/dogrula/<str:code>/", filed.clearance_verify, name="debts_clearance_verify"),
    path("hizli/", quick.ask, name="debts_quick"),
    path("hizli/kod/", quick.code, name="debts_quick_code"),
    path("hizli/kod/yeni/", quick.again, name="debts_quick_again"),
    path("hizli/borclar/", quick_payment.basket, name="debts_quick_basket"),
    path("hizli/bitir/", quick.finish, name="debts_quick_finish"),
    path(QUICK, quick_payment.attempt, name="debts_quick_attempt"),
    path(f"{QUICK}donus/", quick_payment.came_back, name="debts_quick_came_back"),
    path(f"{QUICK}vazgec/", quick_payment.cancel, name="debts_quick_cancel"),
    path(f"{QUICK}makbuz.pdf", quick_payment.receipt, name="debts_quick_receipt"),
    path("baglanti/<str:token>/", quick.by_link, name="debts_link"),
    path("makbuzlar/", payment.receipts, name="debts_receipts"),
    path("makbuz/<uuid:public_id>.pdf", payment.receipt, name="debts_receipt"),
    path("makbuz/<uuid:public_id>/gonder/", payment.receipt_again, name="debts_receipt_again"),
    path("makbuz/dogrula/<str:code>/", payment.verify, name="debts_verify"),
]
