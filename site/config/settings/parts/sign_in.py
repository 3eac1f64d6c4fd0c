"""Signing in: what django-allauth is told, and the figures of our own rules.

Every figure that somebody may question has its reason in docs/security.md.
"""

from datetime import timedelta

from config import env

AUTHENTICATION_BACKENDS = ["accounts.signin.backend.EvenBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account_home"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Accounts ----------------------------------------------------------------------------------------
ACCOUNT_ADAPTER = "accounts.signin.adapter.SignInAdapter"
ACCOUNT_TEMPLATE_EXTENSION = "jinja"
ACCOUNT_LOGIN_METHODS = {"email", "username"}  # citizens by address, staff by name: two doors
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = False
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False  # the cookie ends with the browser
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False  # the second factor is asked as always
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_ENABLED = False  # a code by mail is a second factor, never the only one
ACCOUNT_LOGIN_BY_CODE_TRUST_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = 3  # by mail or SMS; each counts
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
PASSWORD_RESET_TIMEOUT = 60 * 60
ACCOUNT_FORMS = {
    "login": "accounts.signin.forms.CitizenLoginForm",
    "signup": "accounts.signin.forms.RegisterForm",
    "reset_password": "accounts.signin.forms.ForgotPasswordForm",
    "reset_password_from_key": "accounts.signin.forms.NewPasswordForm",
    "change_password": "accounts.signin.forms.ChangePasswordForm",
    "set_password": "accounts.signin.forms.FirstPasswordForm",
    "add_email": "accounts.signin.forms.ChangeEmailForm",
    "reauthenticate": "accounts.signin.forms.PasswordAgainForm",
    "confirm_login_code": "accounts.signin.factor_forms.LoginCodeForm",
    "confirm_reauthentication_code": "accounts.signin.factor_forms.AgainCodeForm",
    "confirm_email_verification_code": "accounts.signin.forms.EmailCodeForm",
}
# Counted in the shared cache (CACHE_URL). Passwords have limits of their own: accounts/limits.py.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "20/m/ip,5/300s/key",  # codes of second factors
    "signup": "10/m/ip,40/h/ip",
    "reset_password": "10/m/ip,3/10m/key",
    "reset_password_from_key": "20/m/ip",
    "confirm_email": "3/m/key",
    "request_login_code": "10/m/ip,3/5m/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
}

# Answers of these forms take at least so long, so that the time tells nothing of an address.
SIGN_IN_EVEN_SECONDS = {"register": 0.5, "forgot": 0.1}

# The installation's own list of leaked passwords (manage.py leaked_passwords); none is needed.
LEAKED_PASSWORDS_FILE = env.path("LEAKED_PASSWORDS_FILE", env.VAR_DIR / "leaked-passwords.bloom")

# Second factor -----------------------------------------------------------------------------------
MFA_ADAPTER = "accounts.signin.factors.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_WEBAUTHN_USER_VERIFICATION = "preferred"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
MFA_TOTP_TOLERANCE = 1  # clocks of phones: one step of 30 s before and after
MFA_RECOVERY_CODE_COUNT = 10
MFA_RECOVERY_CODE_DIGITS = 10
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TRUST_ENABLED = True
MFA_TRUST_COOKIE_AGE = timedelta(days=env.number("TRUSTED_BROWSER_DAYS", 30))
MFA_TRUST_COOKIE_NAME = "guvenilen_tarayici"
# Nobody without a verified address can sign in, so an address that waits to be changed is no risk.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "accounts.signin.factor_forms.FactorForm",
    "reauthenticate": "accounts.signin.factor_forms.FactorAgainForm",
    "activate_totp": "accounts.signin.factor_forms.ActivateAppForm",
    "authenticate_webauthn": "accounts.signin.factor_forms.PasskeyForm",
    "login_webauthn": "accounts.signin.factor_forms.PasskeyLoginForm",
    "reauthenticate_webauthn": "accounts.signin.factor_forms.PasskeyAgainForm",
    "add_webauthn": "accounts.signin.factor_forms.AddPasskeyForm",
    "edit_webauthn": "accounts.signin.factor_forms.RenamePasskeyForm",
}
# False opens /yonetim/ with a password alone: for the demo; a system check refuses it elsewhere.
STAFF_SECOND_FACTOR = True

# Sessions ----------------------------------------------------------------------------------------
SESSION_IDLE_MINUTES = env.number("SESSION_IDLE_MINUTES", 15)
SESSION_IDLE_STAFF_MINUTES = env.number("SESSION_IDLE_STAFF_MINUTES", 60)
SESSION_MAX_HOURS = env.number("SESSION_MAX_HOURS", 12)
SESSION_COOKIE_AGE = SESSION_MAX_HOURS * 60 * 60
SESSION_WARN_SECONDS = env.number("SESSION_WARN_SECONDS", 120)
# So long a proof of identity counts as recent (accounts/signin/levels.py).
SIGN_IN_RECENT_MINUTES = env.number("SIGN_IN_RECENT_MINUTES", 15)
# Forms kept while somebody signs in: bytes of one, how many, and for how long.
KEPT_FORM_BYTES = 64 * 1024
KEPT_FORMS = 3
KEPT_FORM_MINUTES = 30
# A browser we know of is not announced again; the link "ben değildim" works for so long.
KNOWN_DEVICE_DAYS = env.number("KNOWN_DEVICE_DAYS", 400)
NOT_ME_DAYS = env.number("NOT_ME_DAYS", 14)

# Recovery at the desk (accounts/recovery), in hours: from the second officer's confirmation to the
# link; how long the link works; how long the first officer's entry waits for a second one.
RECOVERY_WAIT_HOURS = env.number("RECOVERY_WAIT_HOURS", 48)
RECOVERY_LINK_HOURS = env.number("RECOVERY_LINK_HOURS", 72)
RECOVERY_CONFIRM_HOURS = env.number("RECOVERY_CONFIRM_HOURS", 24)

# e-Devlet Kapısı (accounts/edevlet); without a client id nobody is offered it ------------------
EDEVLET_BASE_URL = env.text("EDEVLET_BASE_URL", "https://giris.turkiye.gov.tr")
EDEVLET_CLIENT_ID = env.text("EDEVLET_CLIENT_ID", "")
EDEVLET_CLIENT_SECRET = env.text("EDEVLET_CLIENT_SECRET", "")
EDEVLET_SCOPES = env.text("EDEVLET_SCOPES", "Kimlik-Dogrula;Ad-Soyad")
SOCIALACCOUNT_ADAPTER = "accounts.edevlet.linking.LinkingAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a link: the policy lets forms lead to this site only
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # nobody gets an account by a known address
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
SOCIALACCOUNT_FORMS = {"signup": "accounts.edevlet.linking.EDevletSignupForm"}
SOCIALACCOUNT_PROVIDERS = {
    "edevlet": {"APPS": [{"client_id": EDEVLET_CLIENT_ID, "secret": EDEVLET_CLIENT_SECRET}]}
}
