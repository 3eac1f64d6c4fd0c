"""What others may want to hear of, e.g. to write to both."""

from django.dispatch import Signal

# After the commit. Arguments: mandate; what: "offered", "declared", "accepted", "refused",
# "confirmed" or "ended".
mandate_changed = Signal()
