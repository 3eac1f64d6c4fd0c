"""Addresses of debts, below /e-belediye/borc/."""

from django.urls import path

from services.debts.views import pages, payment

urlpatterns = [
    path("", pages.summary, name="debts"),
    path("tumu/", pages.listing, name="debts_list"),
    path("takvim.ics", pages.calendar, name="debts_calendar"),
    path("dokum/<int:year>.pdf", pages.statement, name="debts_statement"),
    path("<int:pk>/", pages.detail, name="debt"),
    path("odeme/", payment.basket, name="debts_basket"),
    path("odeme/bildirim/", payment.message, name="debts_message"),
    path("odeme/<uuid:public_id>/", payment.attempt, name="debts_attempt"),
    path("odeme/<uuid:public_id>/donus/", payment.came_back, name="debts_came_back"),
    path("odeme/<uuid:public_id>/vazgec/", payment.cancel, name="debts_cancel"),
    path("makbuzlar/", payment.receipts, name="debts_receipts"),
    path("makbuz/<uuid:public_id>.pdf", payment.receipt, name="debts_receipt"),
    path("makbuz/dogrula/<str:code>/", payment.verify, name="debts_verify"),
]
