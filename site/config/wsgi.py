"""WSGI entry point: `gunicorn --pythonpath site config.wsgi`."""

from django.core.wsgi import get_wsgi_application

from search import turkish

application = get_wsgi_application()
# Reads the dictionary before the first search waits for it; with --preload workers share it.
turkish.analyse("ısınma")
