import io
import socket
import threading
import uuid
import zlib
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone, translation
from PIL import Image

from services.cases.actions import attach, drop_upload, write_message
from services.cases.attachments.cleaning import cleaned, cleaned_name, position_of
from services.cases.attachments.scanner import scanned
from services.cases.attachments.sweeping import drop_unbound, scan_waiting, sweep
from services.cases.kinds import By, FileRule
from services.cases.models import Attachment, EntryKind, Scan, private_storage
from services.cases.verification import files_changed, findings
from tests.factories.cases import PDF_CONTENT, filed, kept, photo
from tests.services.cases.test_cases import tamper

KAYSERI = ((38, 43, 21), (35, 29, 15))


@pytest.fixture(autouse=True)
def storage(settings, tmp_path, monkeypatch):
    """Keep private files of the test in a folder of its own."""
    files = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path / "private", "base_url": None},
    }
    settings.STORAGES = {**settings.STORAGES, "private": files}
    found = private_storage()
    monkeypatch.setattr(Attachment._meta.get_field("content"), "storage", found)
    return found


def stored_files(storage):
    try:
        folders = storage.listdir("cases")[0]
    except FileNotFoundError:
        return []
    return [f"cases/{f}/{name}" for f in folders for name in storage.listdir(f"cases/{f}")[1]]


def test_a_photo_is_drawn_anew_and_tells_nothing_of_the_phone(trial):
    content = photo(position=KAYSERI)
    assert b"evi" in content
    with kept(content=content).content.open("rb") as file:
        stored = file.read()
    image = Image.open(io.BytesIO(stored))
    assert (image.format, image.size) == ("JPEG", (64, 48))
    assert dict(image.getexif()) == {}
    assert b"evi" not in stored


def test_a_photo_taken_with_the_phone_on_its_side_stands_upright(trial):
    image = Image.new("RGB", (60, 20), "blue")
    exif = image.getexif()
    exif[0x0112] = 6  # to be turned by a quarter
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    found = kept(content=out.getvalue())
    assert (found.width, found.height) == (20, 60)


def test_the_place_of_a_photo_is_read_before_it_is_kept_and_only_by_who_asks():
    found = position_of(photo(position=KAYSERI))
    assert (round(found.lat, 4), round(found.lng, 4)) == (38.7225, 35.4875)
    assert position_of(photo()) is None
    assert position_of(photo(position=((0, 0, 0), (0, 0, 0)))) is None
    assert position_of(photo(position=((95, 0, 0), (35, 0, 0)))) is None
    assert position_of(b"no photo") is None


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "boş"),
        (b"<html><script>alert(1)</script>", "Yalnızca fotoğraf"),
        (b"MZ\x90\x00 a program", "Yalnızca fotoğraf"),
        (b"GIF89a" + b"\0" * 50, "Yalnızca fotoğraf"),
        (b"\xff\xd8\xff" + b"\0" * 50, "okunabilir bir fotoğraf değil"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 50, "HEIC"),
        (b"%PDF-1.7 without an end", "eksik"),
        (PDF_CONTENT.replace(b"<<>>\n%%EOF", b"<< /Encrypt 5 0 R >>\n%%EOF"), "parola"),
        (b"\xff\xd8\xff" + b"\0" * (16 * 1024 * 1024), "15 MB"),
    ],
)
def test_what_is_not_taken_is_refused_with_the_reason_in_turkish(content, words):
    with translation.override("tr"), pytest.raises(ValidationError) as caught:
        cleaned(content, FileRule())
    assert words in " ".join(caught.value.messages)


def test_a_few_bytes_that_claim_gigapixels_are_refused_before_they_unfold():
    small = photo(size=(8, 8), kind="PNG")
    header = b"IHDR" + (30_000).to_bytes(4, "big") * 2 + small[24:29]
    bomb = small[:12] + header + zlib.crc32(header).to_bytes(4, "big") + small[33:]
    with translation.override("tr"), pytest.raises(ValidationError) as caught:
        cleaned(bomb, FileRule())
    assert "daha küçük bir boyut" in " ".join(caught.value.messages)


def test_a_pdf_is_kept_as_it_is_where_the_kind_takes_documents(trial):
    found = kept(content=PDF_CONTENT, name="../../C:\\tapu\u202efdp.exe")
    with found.content.open("rb") as file:
        assert file.read() == PDF_CONTENT
    assert (found.content_type, found.name) == ("application/pdf", "tapu fdp.pdf")
    with pytest.raises(ValidationError):
        kept(content=PDF_CONTENT, rule=FileRule(documents=False))


def test_names_of_files_lose_folders_and_endings_and_are_never_empty():
    assert cleaned_name("..", "image/jpeg") == "dosya.jpg"
    assert cleaned_name("a" * 300 + ".png", "image/jpeg") == "a" * 116 + ".jpg"
    assert cleaned_name("x\r\nSet-Cookie: y.jpg", "image/jpeg") == "x Set-Cookie y.jpg"


def test_files_of_a_form_become_those_of_its_case_and_the_timeline_signs_them(trial):
    key = uuid.uuid4()
    first, second = kept(key), kept(key, photo(colour="blue"))
    assert kept(key) == first  # the form was sent twice
    case = filed(key=key)
    entry = case.timeline.get()
    assert entry.data["files"] == [first.facts(), second.facts()]
    assert list(entry.attachments.all()) == list(case.attachments.all()) == [first, second]
    assert filed(key=key) == case
    assert case.attachments.count() == 2
    assert list(findings()) == list(files_changed()) == []


def test_a_message_brings_its_files_and_documents_can_come_alone(trial):
    case, key, other = filed(), uuid.uuid4(), uuid.uuid4()
    kept(key)
    entry = write_message(case=case, by=By.CITIZEN, text="Buyurun", files=key)
    assert entry.attachments.count() == 1
    kept(other, PDF_CONTENT)
    added = attach(case=case, key=other, by=By.CITIZEN)
    assert (added.kind, added.attachments.count()) == (EntryKind.FILES, 1)
    assert attach(case=case, key=other, by=By.CITIZEN) is None
    assert list(findings()) == []


def test_there_are_at_most_so_many_at_once_and_in_all(trial):
    key, rule = uuid.uuid4(), FileRule(at_once=2)
    for colour in ("red", "blue"):
        kept(key, photo(colour=colour), rule=rule)
    with translation.override("tr"), pytest.raises(ValidationError, match="en çok 2 dosya"):
        kept(key, photo(colour="green"), rule=rule)
    case = filed(key=key)
    for number in range(case.type.files.in_all - 2):
        Attachment.objects.create(
            key=uuid.uuid4(),
            case=case,
            entry=case.timeline.get(),
            by="citizen",
            name="x.jpg",
            content_type="image/jpeg",
            size=1,
            sha256=f"{number:064x}",
            content=f"cases/x/{number}.jpg",
        )
    last = uuid.uuid4()
    kept(last)
    with translation.override("tr"), pytest.raises(ValidationError, match="en çok 30 dosya"):
        write_message(case=case, by=By.CITIZEN, text="Bir de bu", files=last)


@pytest.mark.django_db(transaction=True)
def test_ten_threads_of_one_form_keep_no_more_than_is_allowed(transactional_db, trial):
    key, refused, failed = uuid.uuid4(), [], []

    def send(number):
        try:
            kept(key, photo(size=(20 + number, 20)), rule=FileRule(at_once=3))
        except ValidationError:
            refused.append(number)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(number,)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert (len(refused), Attachment.objects.count()) == (7, 3)


@pytest.mark.django_db(transaction=True)
def test_a_file_taken_back_before_filing_is_gone(transactional_db, trial, storage):
    key = uuid.uuid4()
    found = kept(key)
    assert not drop_upload(key=uuid.uuid4(), public_id=found.public_id)
    assert len(stored_files(storage)) == 1
    assert drop_upload(key=key, public_id=found.public_id)
    assert stored_files(storage) == []
    bound = kept(key)
    filed(key=key)
    assert not drop_upload(key=key, public_id=bound.public_id)


def test_a_crash_between_file_and_row_leaves_an_orphan_that_is_swept(trial, storage, monkeypatch):
    def crash(*_args, **_kwargs):
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(Attachment, "save", crash)
        with pytest.raises(SystemExit):
            kept()
    assert (len(stored_files(storage)), Attachment.objects.count()) == (1, 0)
    known = kept()
    assert sweep() == 0  # a request may still be running
    monkeypatch.setattr(
        storage.__class__, "get_modified_time", lambda *_: timezone.now() - timedelta(hours=7)
    )
    assert sweep() == 1
    assert stored_files(storage) == [known.content.name]


@pytest.mark.django_db(transaction=True)
def test_files_of_forms_that_were_never_sent_go_after_a_week(transactional_db, trial, storage):
    old, bound, key = kept(), None, uuid.uuid4()
    bound = kept(key)
    filed(key=key)
    recent = kept()
    Attachment.objects.filter(pk__in=[old.pk, bound.pk]).update(
        uploaded_at=timezone.now() - timedelta(days=8)
    )
    assert drop_unbound() == 1
    assert set(Attachment.objects.all()) == {bound, recent}
    assert len(stored_files(storage)) == 2


def test_a_file_has_a_case_if_and_only_if_it_has_an_entry(trial):
    found, case = kept(), filed()
    with pytest.raises(IntegrityError), transaction.atomic():
        Attachment.objects.filter(pk=found.pk).update(case=case)


@pytest.mark.parametrize(
    ("sql", "what"),
    [
        ("UPDATE cases_attachment SET sha256 = repeat('0', 64)", "was changed"),
        ("UPDATE cases_attachment SET case_id = NULL, entry_id = NULL", "is missing"),
        ("DELETE FROM cases_attachment", "is missing"),
        ("UPDATE cases_attachment SET public_id = gen_random_uuid()", "added without an entry"),
    ],
)
def test_verification_finds_files_that_were_changed_in_the_table(trial, sql, what):
    key = uuid.uuid4()
    kept(key)
    filed(key=key)
    tamper(sql)
    assert any(what in finding.what for finding in findings())


def test_verification_finds_content_that_was_exchanged_in_the_storage(trial, storage):
    key = uuid.uuid4()
    found = kept(key)
    filed(key=key)
    storage.delete(found.content.name)
    assert [finding.what.rsplit(" ", 1)[1] for finding in files_changed()] == ["missing"]
    storage.save(found.content.name, ContentFile(photo(colour="black")))
    assert [finding.what.rsplit(" ", 1)[1] for finding in files_changed()] == ["changed"]
    call_command("verify_cases", stdout=io.StringIO())
    with pytest.raises(CommandError):
        call_command("verify_cases", files=True, stderr=io.StringIO())


class Clamd:
    """A clamd that speaks INSTREAM: finds what holds `EICAR`, fails with what holds `HUGE`."""

    def __init__(self):
        self.server = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.server.getsockname()[1]}"
        self.seen = []
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            try:
                connection, _ = self.server.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as stream:
                assert stream.read(10) == b"zINSTREAM\0"
                content = b""
                while length := int.from_bytes(stream.read(4), "big"):
                    content += stream.read(length)
                self.seen.append(content)
                answer = b"stream: OK\0"
                if b"EICAR" in content:
                    answer = b"stream: Win.Test.EICAR_HDB-1 FOUND\0"
                if b"HUGE" in content:
                    answer = b"INSTREAM size limit exceeded. ERROR\0"
                connection.sendall(answer)


@pytest.fixture
def clamd(settings):
    server = Clamd()
    settings.CLAMD_ADDRESS = server.address
    yield server
    server.server.close()


def test_what_the_scanner_finds_is_refused_and_not_kept(trial, clamd, storage):
    assert kept().scan == Scan.CLEAN
    infected = PDF_CONTENT.replace(b"<<>>", b"<< EICAR >>")
    with translation.override("tr"), pytest.raises(ValidationError, match="Virüs tarayıcı"):
        kept(content=infected)
    assert clamd.seen[-1] == infected
    assert (Attachment.objects.count(), len(stored_files(storage))) == (1, 1)


def test_the_scanner_gets_large_files_in_parts(clamd):
    content = b"x" * (600 * 1024)
    assert scanned(content) is Scan.CLEAN
    assert clamd.seen == [content]


def test_while_the_scanner_is_away_files_wait_and_are_asked_about_again(trial, settings, storage):
    settings.CLAMD_ADDRESS = "127.0.0.1:1"
    clean, bad, key = kept(), None, uuid.uuid4()
    bad = kept(key, PDF_CONTENT.replace(b"<<>>", b"<< EICAR >>"))
    filed(key=key)
    assert {clean.scan, bad.scan} == {Scan.WAITING}
    assert not clean.can_be_read
    assert scan_waiting() == 0
    server = Clamd()
    settings.CLAMD_ADDRESS = server.address
    assert scan_waiting() == 2
    server.server.close()
    clean.refresh_from_db()
    bad.refresh_from_db()
    assert (clean.can_be_read, bad.can_be_read, bad.scan) == (True, False, Scan.INFECTED)
    assert len(stored_files(storage)) == 1
    assert list(findings()) == list(files_changed()) == []


def test_a_scanner_that_fails_says_nothing_of_the_file(clamd):
    assert scanned(b"HUGE") is Scan.WAITING
