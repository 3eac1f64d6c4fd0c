"""Reading without a network: the service worker, and the page shown when nothing is kept.

A reader gets the worker only by opening the assembly areas. From then on the browser keeps that
page and the last pages seen, of kinds marked `extras={"offline": True}`: what is read in an
emergency, and does not become wrong or indiscreet with age as obituaries and duties do.
"""

KEPT_HEADER = "Offline-Copy"
