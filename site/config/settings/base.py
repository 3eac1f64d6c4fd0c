"""Settings shared by development, tests and production."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE

from config import env
from config.settings.parts.apps import INSTALLED_APPS, MIDDLEWARE  # noqa: F401
from config.settings.parts.database import databases
from config.settings.parts.services import *
from config.settings.parts.sign_in import *
from config.settings.parts.telling import *

BASE_DIR = env.ROOT
VAR_DIR = env.VAR_DIR
DEBUG = False
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
DATABASES = databases()

# Languages and time ------------------------------------------------------------------------------
LANGUAGE_CODE = "tr"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("tr", "Türkçe"), ("en", "English"), ("ar", "العربية")]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("tr", "Türkçe"), ("en", "English")]
WAGTAIL_I18N_ENABLED = True
USE_I18N = True
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Istanbul"
WAGTAIL_USER_TIME_ZONES = ["Europe/Istanbul"]
USE_TZ = True
FORMAT_MODULE_PATH = "config.formats"

# Templates: Jinja2 for what citizens see (*.jinja), Django's own for the admin's additions -------
_LOADERS = [
    (
        "django.template.loaders.cached.Loader",
        ["django.template.loaders.filesystem.Loader", "config.nonces.NonceLoader"],
    )
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "config.jinja.environment",
            "context_processors": [
                "home.chrome.context",
                "accounts.signin.context.person",
                "accounts.mandates.context.acting",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": _LOADERS,
            "builtins": ["config.nonces"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

FORM_RENDERER = "config.nonces.NonceForms"

# Files -------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT: Path | None = env.path("STATIC_ROOT", VAR_DIR / "static")
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("leaflet", BASE_DIR / "node_modules" / "leaflet" / "dist"),
    ("supercluster", BASE_DIR / "node_modules" / "supercluster" / "dist"),
]
MEDIA_URL = env.text("MEDIA_URL", "/media/")
MEDIA_ROOT = env.path("MEDIA_ROOT", VAR_DIR / "media")
STORAGES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Files of cases: no address leads there; they are handed out by a view that asks who may.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": env.path("PRIVATE_ROOT", VAR_DIR / "private"),
            "base_url": None,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {"BACKEND": "config.storage.StaticFiles"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# Type on paper (PDF): from npm, with Turkish and Arabic letters in one family.
PRINT_FONTS = env.path("PRINT_FONTS", BASE_DIR / "node_modules" / "dejavu-fonts-ttf" / "ttf")

# Cache, tasks, mail ------------------------------------------------------------------------------
CACHE_URL = env.text("CACHE_URL", "")
_REDIS = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CACHE_URL}
CACHES = {
    "default": _REDIS
    if CACHE_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Attempts, and codes that were used: all processes must count them together.
    "limits": _REDIS if CACHE_URL else {"BACKEND": "accounts.counting.CounterCache"},
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "bilgi@example.org")

# Security ----------------------------------------------------------------------------------------
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "accounts.signin.leaked.LeakedValidator"},
    {"NAME": "accounts.signin.strength.GuessesValidator"},
]
X_FRAME_OPTIONS = "SAMEORIGIN"
DEFAULT_EXCEPTION_REPORTER_FILTER = "config.reporting.QuietFilter"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
# How many proxies of ours stand in front (each appends the address it saw); 0: none is believed.
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", 0)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "content.errors.csrf_failure"
# West, south, east, north: a generous box; points outside it are taken for mistakes.
MAP_BOUNDS = tuple(float(edge) for edge in env.names("MAP_BOUNDS", "34.5,38.0,37.0,39.3"))
# Degrees north and east; the town's centre, for the prayer times proposed to the obituary desk.
PRAYER_TIMES_POSITION = tuple(
    float(part) for part in env.names("PRAYER_TIMES_POSITION", "38.7225,35.4875")
)
MAP_TILE_URL = env.text("MAP_TILE_URL", "")
MAP_TILE_ATTRIBUTION = env.text("MAP_TILE_ATTRIBUTION", "© OpenStreetMap")
_tile_origin = ["/".join(MAP_TILE_URL.split("/")[:3])] if MAP_TILE_URL.startswith("http") else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *_tile_origin],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}

# The admin: scripts of our own address and those with the answer's nonce (config/nonces.py).
ADMIN_POLICY_PREFIX = "/yonetim/"
ADMIN_CONTENT_SECURITY_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, "{nonce}"],
    "style-src": [SELF],
    # The rich text editor makes style elements as one types; style attributes nobody needs.
    "style-src-elem": [SELF, UNSAFE_INLINE],
    "style-src-attr": [NONE],
    "img-src": [SELF, "data:", "blob:", *_tile_origin],
    "object-src": [NONE],
    "base-uri": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
}

# Keys of what is stored sealed, of the digests it is found by, of the audit log: `id:secret`, the
# newest first, from `python -m accounts.keys`. Empty: development derives its own.
IDENTITY_KEYS = env.names("IDENTITY_KEYS")
IDENTITY_DIGEST_KEYS = env.names("IDENTITY_DIGEST_KEYS")
AUDIT_KEYS = env.names("AUDIT_KEYS")
# Days entries of the audit log are kept: sign-ins (law 5651 art. 5/3: one to two years), the rest.
AUDIT_TRAFFIC_DAYS = env.number("AUDIT_TRAFFIC_DAYS", 730)
AUDIT_KEEP_DAYS = env.number("AUDIT_KEEP_DAYS", 3_650)
# Who is asked whether number, name and birth date belong together; empty: nobody, all unverified.
IDENTITY_VERIFIER = env.text("IDENTITY_VERIFIER", "")
IDENTITY_VERIFIER_URL = env.text("IDENTITY_VERIFIER_URL", "https://tckimlik.nvi.gov.tr/Service")
IDENTITY_VERIFIER_SECONDS = env.number("IDENTITY_VERIFIER_SECONDS", 5)
# Whether forms take identity numbers that everybody knows as examples (the demo, tests).
IDENTITY_ALLOW_EXAMPLES = False

# Wagtail -----------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Kocasinan Belediyesi"
WAGTAILADMIN_BASE_URL = env.text("BASE_URL", "http://localhost:8000")
WAGTAIL_AUTOSAVE_INTERVAL = 5000
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H:%M"
WAGTAIL_TIME_FORMAT = "%H:%M"
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_FRONTEND_LOGIN_URL = "/yonetim/login/"
# Passwords and addresses change in one place, with a second factor: /e-belediye/hesabim/.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "avif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 12 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "geojson", "json", "ods", "odt", "pdf", "txt", "xlsx"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_CONTENT_CHECKS = True
WAGTAIL_MODERATION_ENABLED = False
WAGTAIL_WORKFLOW_ENABLED = True
# Nothing of the admin asks a third party: neither for pictures of editors nor for new versions.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILLOCALIZE_DEFAULT_PUBLISH_ACTION = False
# A page sent to be translated is a draft until somebody has translated and approved it.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False

# Public API --------------------------------------------------------------------------------------
NINJA_PAGINATION_MAX_LIMIT = 100
PREVIEW_LINK_DAYS = env.number("PREVIEW_LINK_DAYS", 7)

# Search ------------------------------------------------------------------------------------------
# Empty: PostgreSQL alone. With an address Elasticsearch answers, and PostgreSQL while it is away.
ELASTICSEARCH_URL = env.text("ELASTICSEARCH_URL", "")
ELASTICSEARCH_PREFIX = env.text("ELASTICSEARCH_PREFIX", "published")
# Sums of searches and clicks by day: how often they are written, how long they are kept, and how
# long what only one or two people typed. 0 seconds writes after each answer.
SEARCH_LOG_SECONDS = env.number("SEARCH_LOG_SECONDS", 10)
SEARCH_LOG_DAYS = env.number("SEARCH_LOG_DAYS", 400)
SEARCH_LOG_RARE_DAYS = env.number("SEARCH_LOG_RARE_DAYS", 30)
SEARCH_LOG_MOST_A_DAY = env.number("SEARCH_LOG_MOST_A_DAY", 20_000)

# Privacy by time (obituaries); days counted in local calendar days -------------------------------
OBITUARY_LISTED_DAYS = env.number("OBITUARY_LISTED_DAYS", 7)
OBITUARY_CONDOLENCE_DAYS = env.number("OBITUARY_CONDOLENCE_DAYS", 10)
OBITUARY_PAGE_DAYS = env.number("OBITUARY_PAGE_DAYS", 40)
# The family's one-time link to its notice.
OBITUARY_APPROVAL_HOURS = env.number("OBITUARY_APPROVAL_HOURS", 48)
# Condolence books: open so long after the burial, deleted so long after that.
OBITUARY_BOOK_DAYS = env.number("OBITUARY_BOOK_DAYS", 40)
OBITUARY_BOOK_DELETE_DAYS = env.number("OBITUARY_BOOK_DELETE_DAYS", 30)
# What was sent by the public form, and what families answered: erased so long after it arrived.
OBITUARY_SUBMITTER_DAYS = env.number("OBITUARY_SUBMITTER_DAYS", 60)
ROADWORK_CONFIRM_DAYS = env.number("ROADWORK_CONFIRM_DAYS", 14)
# Nearer than this, works at one time are told to the editor; so are funerals near a work.
ROADWORK_OVERLAP_METRES = env.number("ROADWORK_OVERLAP_METRES", 50)
ROADWORK_FUNERAL_METRES = env.number("ROADWORK_FUNERAL_METRES", 300)
# Half the width of the estimated way from mosque to cemetery; 0: works on it are not told.
ROADWORK_FUNERAL_CORRIDOR_METRES = env.number("ROADWORK_FUNERAL_CORRIDOR_METRES", 150)

# The whole-page cache for anonymous readers ------------------------------------------------------
PAGE_CACHE_BYTES = env.number("PAGE_CACHE_MB", 64) * 1024 * 1024
# Ready-drawn pieces of pages (content/pieces.py), in each process.
TEMPLATE_PIECES_BYTES = env.number("TEMPLATE_PIECES_MB", 32) * 1024 * 1024
TEMPLATE_PIECES_AUDIT = False
# False: ask the database for the generation each time (tests, whose transactions never commit).
GENERATION_WATCH = True
PAGE_CACHE_SECONDS = timedelta(seconds=60).total_seconds()
