"""Tests: a throw-away PostgreSQL of their own (DATABASE_URL wins), tasks run at once."""

from config.settings.parts.database import use_throwaway

use_throwaway()

from config.settings.base import *  # noqa: E402

SECRET_KEY = "tests-only"  # noqa: S105
DEBUG = False
DEMO = True
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "private": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_AUTOREFRESH = True
PAGE_CACHE_BYTES = 0
TEMPLATE_PIECES_AUDIT = True  # each kept piece is drawn again and compared
GENERATION_WATCH = False
SEARCH_LOG_SECONDS = 10**9  # written when a test says so
OUTBOX_QUIET_HOURS = ""  # tests run at any hour; those of quiet hours set them
OUTBOX_MAILS_PER_MINUTE = OUTBOX_SMS_PER_MINUTE = OUTBOX_PUSHES_PER_MINUTE = 0
SUBSCRIPTIONS_WAIT_SECONDS = 0
# Keys of nobody: the same byte 32 times.
IDENTITY_KEYS = ["tests:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE="]
IDENTITY_DIGEST_KEYS = ["tests:AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI="]
AUDIT_KEYS = ["tests:AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM="]
PAYMENT_SANDBOX_URL = ""
PAYMENT_SANDBOX_KEY = "tests-only"
IDENTITY_ALLOW_EXAMPLES = True
IDENTITY_VERIFIER = "accounts.registry.fake.FakeRegistry"
# Tests that commit empty every table afterwards; only here may that be done to the audit log.
DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c audit.emptying=on"
STAFF_SECOND_FACTOR = False  # tests of the second factor set it
SIGN_IN_EVEN_SECONDS = {"register": 0, "forgot": 0}  # tests of the time set it
LOOKUP_EVEN_SECONDS = 0
