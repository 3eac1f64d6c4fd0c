"""WSGI entry point: `gunicorn --pythonpath site config.wsgi`."""

import gc

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from accounts.secrets.keys import RINGS, ring
from search import turkish

application = get_wsgi_application()
for name in RINGS:
    ring(name)  # a site without its keys does not start, instead of failing at the first citizen
# Reads the dictionary before the first search waits for it; with --preload workers share it.
turkish.analyse("ısınma")
# All that was read lives as long as the process. Left out of the search for garbage, it no longer
# holds up one request in a hundred by a third of a second, and workers go on sharing its memory.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
