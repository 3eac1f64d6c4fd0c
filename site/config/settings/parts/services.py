"""The e-services: cases, debts, payments."""

from config import env

# Cases -------------------------------------------------------------------------------------------
# The virus scanner files of cases are shown to: `host:port` or a socket's path; empty: none.
CLAMD_ADDRESS = env.text("CLAMD_ADDRESS", "")
CLAMD_SECONDS = env.number("CLAMD_SECONDS", 20)
# So many days before an answer is due the directorate's head is written to; again when it is late.
CASES_DUE_SOON_DAYS = env.number("CASES_DUE_SOON_DAYS", 3)

# Open311 -----------------------------------------------------------------------------------------
# The jurisdiction_id of GeoReport v2; empty: the host of the site without www.
OPEN311_JURISDICTION = env.text("OPEN311_JURISDICTION", "")

# Debts and payments ------------------------------------------------------------------------------
# Which rate holds in a last, unfinished month when it changes inside it (docs/late-fee.md).
LATE_FEE_FRACTION = env.choice("LATE_FEE_FRACTION", "period-start", ("period-start", "by-day"))
# The accounting system's interface, and how old its figures may be before nothing is paid by them.
DEBT_SOURCE_URL = env.text("DEBT_SOURCE_URL", "")
DEBT_SOURCE_TOKEN = env.text("DEBT_SOURCE_TOKEN", "")
DEBT_SOURCE_MAX_AGE_HOURS = env.number("DEBT_SOURCE_MAX_AGE_HOURS", 36)
# Where the ledger's entries are handed to (docs/debts.md); empty: as files.
DEBT_EXPORT_URL = env.text("DEBT_EXPORT_URL", "")
DEBT_EXPORT_TOKEN = env.text("DEBT_EXPORT_TOKEN", "")
# Who collects online (dotted name of the adapter; empty: nobody), how long a debt is held for an
# attempt, and after how many seconds without a word the provider is asked.
PAYMENT_PROVIDER = env.text("PAYMENT_PROVIDER", "")
PAYMENT_MINUTES = env.number("PAYMENT_MINUTES", 15)
PAYMENT_POLL_SECONDS = env.number("PAYMENT_POLL_SECONDS", 60)
# Corrections of debts above so many lira need a second person; 0: all of them. Refunds always do.
DEBT_TWO_PEOPLE_ABOVE = env.number("DEBT_TWO_PEOPLE_ABOVE", 0)

# No look-up with a number and a code is answered sooner, in seconds: what little more is done where
# there is something disappears in the wait.
LOOKUP_EVEN_SECONDS = 0.08
