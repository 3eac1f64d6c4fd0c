"""Development and demo: everything embedded, nothing to configure."""

from config import env
from config.settings.base import *

DEBUG = env.flag("DEBUG", True)
DEMO = True
SECRET_KEY = env.text("SECRET_KEY", "development-only-not-a-secret")
ALLOWED_HOSTS = ["*"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = None  # served straight from where the files are
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
# The README's users sign in with a password alone; the door says so. True: as in production.
STAFF_SECOND_FACTOR = env.flag("STAFF_SECOND_FACTOR", False)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
# `manage.py start` runs a gate with invented people and sets its address.
EDEVLET_BASE_URL = env.text("EDEVLET_BASE_URL", "")
EDEVLET_CLIENT_ID = env.text("EDEVLET_CLIENT_ID", "demo")
SOCIALACCOUNT_PROVIDERS = {
    "edevlet": {"APPS": [{"client_id": EDEVLET_CLIENT_ID, "secret": "demo"}]}
}
# With a mail server the demo really sends; without, mail and SMS are read on /yerel-posta/.
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if env.text("EMAIL_HOST", "")
    else "outbox.local.EmailBackend"
)
SMS_ADAPTER = env.text("SMS_ADAPTER", "outbox.local.LocalSms")
# Known to everybody who has this code: for the demo only.
VAPID_PRIVATE_KEY = env.text("VAPID_PRIVATE_KEY", "cUwdQDcw1du_oBJPqNvtlMBHzrQ1TaHpbdfg0mhwS84")
if DEBUG:
    TEMPLATE_PIECES_BYTES = 0  # a changed template shows at once
WEBHOOKS_ALLOW_PRIVATE = env.flag("WEBHOOKS_ALLOW_PRIVATE", True)
# `manage.py start` runs a sandbox provider and sets its address; it takes no real money.
PAYMENT_PROVIDER = env.text("PAYMENT_PROVIDER", "services.debts.payments.sandbox.Sandbox")
PAYMENT_SANDBOX_URL = env.text("PAYMENT_SANDBOX_URL", "")
PAYMENT_SANDBOX_KEY = "demo-only"
IDENTITY_ALLOW_EXAMPLES = True
IDENTITY_VERIFIER = env.text("IDENTITY_VERIFIER", "accounts.registry.fake.FakeRegistry")
