"""Finding out whether the log is as it was written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from django.db.models import Exists, OuterRef

from accounts.audit import kinds
from accounts.audit.kinds import Keep
from accounts.audit.models import NOTHING, Entry, Link, Seal, SealKind
from accounts.audit.signing import entry_bytes, is_signed, link_hash, seal_bytes
from accounts.secrets.keys import UnknownKey

BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was written: at which number of the chain, and what."""

    number: int
    what: str

    def __str__(self) -> str:
        return f"{self.number}: {self.what}"


@dataclass
class Verified:
    """What verifying found; `head` is what to note down outside of the database."""

    entries: int = 0
    forgotten: int = 0
    first: int = 0
    number: int = 0
    hash: str = NOTHING
    findings: list[Finding] = field(default_factory=list)

    @property
    def head(self) -> str:
        """Return the head of the chain, as `verify(expected=…)` takes it."""
        return f"{self.number}:{self.hash}"

    def add(self, number: int, what: str) -> None:
        """Add a finding."""
        self.findings.append(Finding(number, what))


def verify(expected: str = "") -> Verified:
    """Go through the whole chain.

    Args:
        expected: A head noted earlier (`NUMBER:HASH`). Nothing inside of the database can show that
            its newest rows were cut off; this does.
    """
    result = Verified()
    seals = list(Seal.objects.order_by("place"))
    _check_seals(seals, result)
    anchor = next((seal for seal in reversed(seals) if seal.kind == SealKind.ANCHOR), None)
    if anchor is not None:
        result.number, result.hash = anchor.number, anchor.hash
    result.first = result.number + 1
    known = {seal.number: seal.hash for seal in seals if seal.number >= result.number}
    noted, _, noted_hash = expected.partition(":")
    if noted.isdigit() and int(noted) >= result.number:
        known.setdefault(int(noted), noted_hash)
        if known[int(noted)] != noted_hash:
            result.add(int(noted), "the head noted earlier is another one than the sealed one")
    elif expected and not noted.isdigit():
        raise ValueError("A head is NUMBER:HASH.")
    forgotten_before = _forgotten_before()
    base = (result.number, result.hash)
    for links in _batches(result.number):
        _check_batch(links, result, known, forgotten_before, base)
    for number in sorted(known):
        if number > result.number:
            result.add(number, "the end of the chain is missing: this number was signed or noted")
    _check_strays(result)
    return result


def _batches(after: int) -> Iterator[list[Link]]:
    while True:
        links = list(Link.objects.filter(number__gt=after).order_by("number")[:BATCH])
        if not links:
            return
        yield links
        after = links[-1].number


def _check_batch(
    links: list[Link],
    result: Verified,
    known: dict[int, str],
    forgotten_before: datetime | None,
    base: tuple[int, str],
) -> None:
    entries = Entry.objects.in_bulk([link.entry_id for link in links])
    seen = {entry.seen_number for entry in entries.values()} - {0}
    hashes = dict(Link.objects.filter(number__in=seen).values_list("number", "hash"))
    hashes[base[0]] = base[1]
    for link in links:
        if link.number != result.number + 1:
            missing = f"{result.number + 1}–{link.number - 1}"
            result.add(link.number, f"links before it are missing: {missing}")
        elif link.previous != result.hash:
            result.add(link.number, "it does not continue what stands before it")
        whole = link_hash(link.previous, link.mac, link.entry_id, link.keep, link.at)
        if link.hash != whole:
            result.add(link.number, "the link was changed")
        if known.get(link.number, link.hash) != link.hash:
            result.add(link.number, "the chain was written anew: another hash was signed or noted")
        _check_entry(link, entries.get(link.entry_id), result, hashes, forgotten_before)
        result.number, result.hash = link.number, link.hash


def _check_entry(
    link: Link,
    entry: Entry | None,
    result: Verified,
    hashes: dict[int, str],
    forgotten_before: datetime | None,
) -> None:
    if entry is None:
        is_due = forgotten_before is not None and link.at < forgotten_before
        if link.keep == Keep.TRAFFIC and is_due:
            result.forgotten += 1
        else:
            result.add(link.number, "its entry is missing")
        return
    result.entries += 1
    try:
        if not is_signed(entry_bytes(entry), entry.key_id, entry.mac):
            result.add(link.number, "the entry was changed")
    except UnknownKey:
        result.add(link.number, f"the key {entry.key_id} is not in AUDIT_KEYS")
    if (entry.mac, entry.keep, entry.at) != (link.mac, link.keep, link.at):
        result.add(link.number, "the entry was exchanged for another one")
    if entry.seen_number >= link.number:
        result.add(link.number, "it was written before what it says it came after")
    elif entry.seen_number >= result.first - 1 and (
        hashes.get(entry.seen_number, "") != entry.seen_hash
    ):
        result.add(link.number, f"what it saw at {entry.seen_number} is not there any more")


def _check_seals(seals: list[Seal], result: Verified) -> None:
    for seal in seals:
        try:
            if not is_signed(seal_bytes(seal), seal.key_id, seal.mac):
                result.add(seal.number, "a seal was changed")
        except UnknownKey:
            result.add(seal.number, f"the key {seal.key_id} of a seal is not in AUDIT_KEYS")
    if seals and (seals[0].place != 1 or seals[0].previous != NOTHING):
        result.add(seals[0].number, "seals before it are missing")
    for before, after in pairwise(seals):
        if after.place != before.place + 1 or after.previous != before.mac:
            result.add(after.number, "a seal before it is missing or was changed")


def _check_strays(result: Verified) -> None:
    linked = Link.objects.filter(entry_id=OuterRef("pk"))
    for pk in Entry.objects.filter(~Exists(linked)).order_by("pk").values_list("pk", flat=True):
        result.add(0, f"entry {pk} stands outside of the chain")


def _forgotten_before() -> datetime | None:
    """Return until when traffic was deleted by rule, as signed entries of the log tell."""
    latest = None
    for entry in Entry.objects.filter(kind=kinds.AUDIT_PURGED).order_by("pk"):
        try:
            told = is_signed(entry_bytes(entry), entry.key_id, entry.mac)
        except UnknownKey:
            told = False
        if told and entry.details.get("keep") == Keep.TRAFFIC:
            before = datetime.fromisoformat(entry.details["before"])
            latest = before if latest is None else max(latest, before)
    return latest
