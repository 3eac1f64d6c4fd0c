"""Addresses of signing in: Turkish, with the names allauth reverses."""

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkey
from django.urls import path, re_path

from accounts.signin import second_step, views

urlpatterns = [
    path("giris/", views.CitizenLoginView.as_view(), name="account_login"),
    path("giris/kod/", second_step.LoginCodeView.as_view(), name="account_confirm_login_code"),
    path("giris/ikinci-adim/", second_step.FactorView.as_view(), name="mfa_authenticate"),
    path("giris/gecis-anahtari/", passkey.login_webauthn, name="mfa_login_webauthn"),
    path("cikis/", account.logout, name="account_logout"),
    path("hesap-kapali/", account.account_inactive, name="account_inactive"),
    path("hesap-kilitli/", views.locked, name="account_locked"),
    path("ben-degildim/<str:token>/", views.not_me, name="account_not_me"),
    path("kayit/", views.RegisterView.as_view(), name="account_signup"),
    path(
        "kayit/dogrulama/",
        account.email_verification_sent,
        name="account_email_verification_sent",
    ),
    path("parola-unuttum/", views.ForgotPasswordView.as_view(), name="account_reset_password"),
    path(
        "parola-unuttum/gonderildi/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        "parola-unuttum/tamam/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^parola-unuttum/yeni/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("oturum/", views.state, name="session_state"),
    path("hesabim/", views.home, name="account_home"),
    path("hesabim/e-posta/", account.email, name="account_email"),
    path("hesabim/oturumlar/", views.SessionsView.as_view(), name="usersessions_list"),
    path("hesabim/guvenlik/", factor.index, name="mfa_index"),
    path("hesabim/guvenlik/parola/", account.password_change, name="account_change_password"),
    path("hesabim/guvenlik/ilk-parola/", account.password_set, name="account_set_password"),
    path("hesabim/guvenlik/uygulama/", app.activate_totp, name="mfa_activate_totp"),
    path("hesabim/guvenlik/uygulama/kaldir/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path(
        "hesabim/guvenlik/kurtarma-kodlari/",
        recovery.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        "hesabim/guvenlik/kurtarma-kodlari/yeni/",
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path("hesabim/guvenlik/gecis-anahtari/", passkey.list_webauthn, name="mfa_list_webauthn"),
    path("hesabim/guvenlik/gecis-anahtari/ekle/", passkey.add_webauthn, name="mfa_add_webauthn"),
    path(
        "hesabim/guvenlik/gecis-anahtari/<int:pk>/kaldir/",
        passkey.remove_webauthn,
        name="mfa_remove_webauthn",
    ),
    path(
        "hesabim/guvenlik/gecis-anahtari/<int:pk>/ad/",
        passkey.edit_webauthn,
        name="mfa_edit_webauthn",
    ),
    path("hesabim/dogrula/", views.PasswordAgainView.as_view(), name="account_reauthenticate"),
    path(
        "hesabim/dogrula/kod/",
        second_step.AskForCodeView.as_view(),
        name="account_request_reauthentication_code",
    ),
    path(
        "hesabim/dogrula/kod/gir/",
        second_step.AgainCodeView.as_view(),
        name="account_confirm_reauthentication_code",
    ),
    path("hesabim/dogrula/ikinci-adim/", factor.reauthenticate, name="mfa_reauthenticate"),
    path(
        "hesabim/dogrula/gecis-anahtari/",
        passkey.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
]
