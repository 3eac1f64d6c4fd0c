"""Production: every secret and service by environment variables; see docs/operations.md."""

from config import env
from config.settings.base import *

DEBUG = False
DEMO = False
SECRET_KEY = env.text("SECRET_KEY")
SUBSCRIPTIONS_KEY = env.text("SUBSCRIPTIONS_KEY", SECRET_KEY)
SECRET_KEY_FALLBACKS = env.names("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS", "www.example.org")
CSRF_TRUSTED_ORIGINS = env.names("CSRF_TRUSTED_ORIGINS")
SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.number("SECURE_HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
if env.text("MEDIA_BUCKET", ""):
    STORAGES = {
        **STORAGES,
        "default": {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": env.text("MEDIA_BUCKET"),
                "endpoint_url": env.text("MEDIA_ENDPOINT", "") or None,
                "querystring_auth": False,
            },
        },
    }
if env.text("PRIVATE_BUCKET", ""):
    STORAGES = {
        **STORAGES,
        "private": {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": env.text("PRIVATE_BUCKET"),
                "endpoint_url": env.text("MEDIA_ENDPOINT", "") or None,
                "default_acl": "private",
                "querystring_auth": True,
                "file_overwrite": False,
            },
        },
    }
# The admin shows previews in a frame of the same origin, so DENY would break them.
SILENCED_SYSTEM_CHECKS = ["security.W019"]
