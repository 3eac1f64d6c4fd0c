"""Make payment links for a run of notices: as CSV for who prints them, or as PDF with QR codes."""

import csv
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from home.letterhead import letterhead
from printing import A5, Sheet
from services.debts.actions.links import LONGEST_DAYS, make_link
from services.debts.models import Assessment, PaymentLink
from services.debts.quick.admin import address_of
from services.debts.states import STATES

QR = 60  # mm
PAYABLE = [name for name, state in STATES.items() if state.payable]


class Command(BaseCommand):
    """`manage.py make_payment_links --batch NAME OUT.csv|OUT.pdf [--numbers FILE] [--days 30]`."""

    help = "Make one-time payment links for overdue debts, or for those of a list of ids."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add for which debts, for how long, where to."""
        parser.add_argument("out", type=Path, help="ends in .csv or .pdf; must not exist")
        parser.add_argument("--batch", required=True, help="name of the run of notices")
        parser.add_argument("--days", type=int, default=30)
        parser.add_argument(
            "--numbers", type=Path, help="ids of the accounting system, one a line; else overdue"
        )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Make the links and write the file: both or neither. The tokens stand in it alone."""
        out: Path = options["out"]
        if out.suffix not in {".csv", ".pdf"} or out.exists():
            raise CommandError("Name a new file that ends in .csv or .pdf.")
        if not 1 <= options["days"] <= LONGEST_DAYS:
            raise CommandError(f"--days is 1 to {LONGEST_DAYS}.")
        longest = PaymentLink._meta.get_field("batch").max_length or 0
        if len(options["batch"]) > longest:
            raise CommandError(f"--batch is at most {longest} letters.")
        rows = [
            (
                debt,
                address_of(
                    make_link(
                        account=debt.account,
                        assessment=debt,
                        days=options["days"],
                        batch=options["batch"],
                    )[1]
                ),
            )
            for debt in _debts(options["numbers"])
        ]
        if not rows:
            raise CommandError("There is no such debt that can be paid.")
        out.touch(mode=0o600)
        if out.suffix == ".csv":
            with out.open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, delimiter=";")
                writer.writerow(["external_id", "account", "number", "link"])
                for debt, link in rows:
                    writer.writerow([debt.external_id, debt.account.number, debt.number, link])
        else:
            with translation.override(settings.LANGUAGE_CODE):
                out.write_bytes(_sheet(rows))
        self.stdout.write(f"{len(rows)} links in {out}")


def _debts(numbers: Path | None) -> Iterator[Assessment]:
    rows = Assessment.objects.select_related("account").filter(status__in=PAYABLE)
    if numbers is None:
        rows = rows.filter(
            instalments__open_amount__gt=0, instalments__due_on__lt=timezone.localdate()
        ).distinct()
    else:
        try:
            wanted = {line.strip() for line in numbers.read_text("utf-8").splitlines()} - {""}
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{numbers} cannot be read: {error}") from error
        rows = rows.filter(external_id__in=wanted)
    yield from rows.order_by("account_id", "pk").iterator(2_000)


def _sheet(rows: list[tuple[Assessment, str]]) -> bytes:
    title = _("Pay with your phone")
    sheet = Sheet(
        title=title,
        letterhead=letterhead(),
        size=A5,
        language=settings.LANGUAGE_CODE,
        made_at=timezone.localtime(),
    )
    for debt, link in rows:
        sheet.add_page()
        sheet.heading(title)
        sheet.facts(
            [
                (_("Assessment number"), debt.number),
                (_("Register number"), debt.account.number),
                (_("Revenue"), f"{debt.get_revenue_type_display()} {debt.year}"),
            ]
        )
        sheet.paragraph(
            _("Read the code: it opens this debt alone, once. Show it to nobody who is not to pay.")
        )
        sheet.qr(link, x=sheet.l_margin, y=sheet.y, width=QR, alt=_("Address to pay at"))
    return sheet.pdf()
