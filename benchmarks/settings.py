"""Settings of the measurements: production-like, its own database, stock Wagtail beside ours."""

from config.settings.parts.database import use_throwaway

use_throwaway()

from config import env  # noqa: E402
from config.settings.base import *  # noqa: E402

SECRET_KEY = "measurements-only"  # noqa: S105
DEBUG = False
DEMO = True  # the content measured is the demo's
IDENTITY_KEYS = ["bench:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE="]
IDENTITY_DIGEST_KEYS = ["bench:AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI="]
AUDIT_KEYS = ["bench:AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM="]
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "benchmarks.urls"
INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks.stock", "wagtail.api.v2", "rest_framework"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
if not env.flag("BENCH_PAGE_CACHE", False):
    PAGE_CACHE_BYTES = 0
TEMPLATES[1]["DIRS"] = [*TEMPLATES[1]["DIRS"], BASE_DIR / "benchmarks" / "templates"]
