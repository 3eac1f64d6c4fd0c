"""WSGI entry point: `gunicorn --pythonpath site config.wsgi`."""

from django.core.wsgi import get_wsgi_application

from accounts.secrets.keys import RINGS, ring
from search import turkish

application = get_wsgi_application()
for name in RINGS:
    ring(name)  # a site without its keys does not start, instead of failing at the first citizen
# Reads the dictionary before the first search waits for it; with --preload workers share it.
turkish.analyse("ısınma")
