"""Telling others: messages to people, subscriptions, webhooks."""

from config import env

# Messages to people (outbox) ---------------------------------------------------------------------
# Nobody is disturbed between these; confirmations and other answers go at once.
OUTBOX_QUIET_HOURS = env.text("OUTBOX_QUIET_HOURS", "22:00-08:00")
# What the mail server, the SMS provider and push services may be given in a minute; 0: no limit.
OUTBOX_MAILS_PER_MINUTE = env.number("OUTBOX_MAILS_PER_MINUTE", 600)
OUTBOX_SMS_PER_MINUTE = env.number("OUTBOX_SMS_PER_MINUTE", 120)
OUTBOX_PUSHES_PER_MINUTE = env.number("OUTBOX_PUSHES_PER_MINUTE", 1_200)
# How long a worker may hold messages before another takes them over.
OUTBOX_LEASE_SECONDS = env.number("OUTBOX_LEASE_SECONDS", 90)
# Where undelivered mail comes back to, e.g. iade+{id}@example.org; empty: to our own address.
OUTBOX_BOUNCE_ADDRESS = env.text("OUTBOX_BOUNCE_ADDRESS", "")
OUTBOX_BOUNCE_SECRET = env.text("OUTBOX_BOUNCE_SECRET", "")
# How long after sending an address is kept (for bounces), and the row without it (for counts).
OUTBOX_KEEP_ADDRESS_DAYS = env.number("OUTBOX_KEEP_ADDRESS_DAYS", 7)
OUTBOX_KEEP_DAYS = env.number("OUTBOX_KEEP_DAYS", 90)
SMS_ADAPTER = env.text("SMS_ADAPTER", "")
# Browser notifications: our key (`manage.py vapid_key`), and whom push services may write to.
VAPID_PRIVATE_KEY = env.text("VAPID_PRIVATE_KEY", "")
VAPID_SUBJECT = env.text("VAPID_SUBJECT", "mailto:bilgi@example.org")

# Subscriptions -----------------------------------------------------------------------------------
# A notice waits so long before it is told: what is put right or taken back meanwhile goes unsaid.
SUBSCRIPTIONS_WAIT_SECONDS = env.number("SUBSCRIPTIONS_WAIT_SECONDS", 60)
# Published or edited longer ago, it is no news: the index is being filled anew.
SUBSCRIPTIONS_FRESH_HOURS = env.number("SUBSCRIPTIONS_FRESH_HOURS", 24)
SUBSCRIPTIONS_DIGEST_HOUR = env.number("SUBSCRIPTIONS_DIGEST_HOUR", 9)
SUBSCRIPTIONS_CONFIRM_HOURS = env.number("SUBSCRIPTIONS_CONFIRM_HOURS", 48)
# How long who was told of what is kept, for corrections.
SUBSCRIPTIONS_KEEP_DAYS = env.number("SUBSCRIPTIONS_KEEP_DAYS", 60)
# Digests addresses so that they are found; changing it makes every known address unknown.
SUBSCRIPTIONS_KEY = env.text("SUBSCRIPTIONS_KEY", "development-only")

# Webhooks ----------------------------------------------------------------------------------------
# True lets them reach this machine and private networks, over http too (development, tests).
WEBHOOKS_ALLOW_PRIVATE = env.flag("WEBHOOKS_ALLOW_PRIVATE", False)
WEBHOOKS_TIMEOUT_SECONDS = 10
WEBHOOKS_HEADER_PREFIX = env.text("WEBHOOKS_HEADER_PREFIX", "X-Kocasinan")
WEBHOOKS_KEEP_DAYS = env.number("WEBHOOKS_KEEP_DAYS", 30)
