"""What others may want to hear of. accounts knows nobody, so it calls and does not send."""

from django.dispatch import Signal

# After the commit, when contact data changed. Arguments: user (the account), channel ("phone",
# "email"), old (the value before, "" for none), new. Who listens tells the old address.
contact_changed = Signal()
