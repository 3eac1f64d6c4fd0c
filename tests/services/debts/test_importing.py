"""Taking over assessments: all or nothing, row by row, again and again."""

from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.debts.actions.imports import ImportRefused, import_from
from services.debts.books.actions.closing import close_day
from services.debts.imports.files import FileSource
from services.debts.models import (
    Assessment,
    DebtAccount,
    ImportReject,
    ImportRun,
    Instalment,
    LedgerEntry,
    Posting,
)
from services.debts.queries.source import freshness
from services.debts.tax_numbers import is_tax_number
from services.debts.verification import findings, totals
from tests.factories.debt_files import NAMES, csv_text, person, row, write
from tests.factories.debts import money

pytestmark = pytest.mark.django_db
LATER = "2025-12-01T06:00:00+03:00"
SAME = {"external_id": "T-1", "account": "S1", "identity": person(1)}


@pytest.fixture
def take(tmp_path):
    def run(rows, **more):
        return import_from(source=FileSource(write(tmp_path, rows, **more)))

    return run


def stored():
    """Return everything an import writes, without ids and what is sealed anew each time."""
    return [
        list(
            Assessment.objects.order_by("external_id").values_list(
                "external_id", "status", "revenue_type", "account__number", "account__fingerprint"
            )
        ),
        list(
            Instalment.objects.order_by("assessment__external_id", "number").values_list(
                "number", "due_on", "principal", "collected_elsewhere", "cancelled", "open_amount"
            )
        ),
        totals(),
    ]


def reasons():
    return dict(ImportReject.objects.values_list("line", "reason"))


def refused(take, rows, says, **more):
    before = stored()
    with pytest.raises(ImportRefused, match=says):
        take(rows, **more)
    assert stored() == before
    assert ImportRun.objects.latest("pk").message


@pytest.mark.parametrize("name", ["borc.csv", "borc.jsonl"])
def test_a_full_file_fills_register_and_ledger(take, name):
    rows = [
        row(1, principal="100.00"),
        row(1, principal="100.00", instalment="2", due_on="2026-11-30", **SAME),
        row(2, collected="40.00"),
        row(3, collected="60.00", cancelled="40.00"),
        row(4, identity="4540536920", revenue_type="advertising_tax", status="disputed"),
    ]
    run = take(rows, name=name)
    assert (run.state, run.rows, run.rejected, run.changed) == ("done", 5, 0, 5)
    statuses = dict(Assessment.objects.values_list("external_id", "status"))
    assert statuses == {"T-1": "open", "T-2": "partly_paid", "T-3": "paid", "T-4": "disputed"}
    assert DebtAccount.objects.get(number="S4").kind == "company"
    account = DebtAccount.objects.get(number="S1")
    assert (account.identity_number, account.name) == (person(1), "Ayşe ÖRNEK")
    assert totals() == {
        "receivable": money(360),
        "revenue": money(-500),
        "elsewhere": money(100),
        "cancelled": money(40),
    }
    assert list(findings()) == []


def test_the_same_file_again_changes_nothing(take):
    rows = [row(place) for place in range(1, 6)]
    take(rows)
    before, entries = stored(), LedgerEntry.objects.count()
    again = take(rows)
    assert (stored(), again.changed, LedgerEntry.objects.count()) == (before, 0, entries)


def test_a_delta_changes_what_it_names_and_leaves_the_rest(take):
    take([row(1), row(2), row(3)])
    run = take([row(2, collected="100.00"), row(4, principal="55.50")], kind="delta", time=LATER)
    assert run.changed == 2
    assert dict(Assessment.objects.values_list("external_id", "status")) == {
        "T-1": "open",
        "T-2": "paid",
        "T-3": "open",
        "T-4": "open",
    }
    assert totals()["receivable"] == money("255.50")
    assert list(findings()) == []


def test_what_a_full_file_no_longer_has_is_taken_back_with_an_entry(take):
    take([row(place) for place in range(1, 4)])
    take([row(1), row(2)], time=LATER)
    gone = Assessment.objects.get(external_id="T-3")
    assert gone.status == "written_off"
    assert gone.instalments.get().open_amount == 0
    assert totals()["cancelled"] == money(100)
    assert list(findings()) == []
    take([row(1), row(2), row(3)], time="2025-12-02T06:00:00+03:00")
    gone.refresh_from_db()
    assert (gone.status, gone.instalments.get().open_amount) == ("open", money(100))
    assert list(findings()) == []


def test_a_full_file_that_lacks_a_tenth_of_the_debts_is_taken_for_a_broken_one(take, tmp_path):
    take([row(place) for place in range(1, 41)])
    refused(take, [row(1), row(2)], "40 borçtan 38", time=LATER)
    path = write(tmp_path, [row(1), row(2)], time=LATER)
    import_from(source=FileSource(path), allow_gone=True)
    assert Assessment.objects.filter(status="open").count() == 2


def test_an_instalment_an_assessment_no_longer_has_is_taken_back(take):
    second = row(1, instalment="2", due_on="2026-11-30", **SAME)
    take([row(1), second])
    take([row(1, principal="200.00")], kind="delta", time=LATER)
    assert [one.open_amount for one in Instalment.objects.order_by("number")] == [200, 0]
    assert list(findings()) == []


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"identity": "12345678901"}, "identity"),
        ({"identity": "4540536921"}, "identity"),
        ({"account": ""}, "account"),
        ({"external_id": "a b"}, "external_id"),
        ({"revenue_type": "vergi"}, "revenue_type"),
        ({"status": "paid"}, "status"),
        ({"year": "1889"}, "year"),
        ({"year": "٢٠٢٦"}, "year"),
        ({"period": "13"}, "period"),
        ({"instalment": "0"}, "instalment"),
        ({"due_on": "31.05.2026"}, "due_on"),
        ({"name": ""}, "name"),
        ({"name": "a\x00b"}, "name"),
        ({"phone": "0532 123"}, "phone"),
        ({"email": "kimse"}, "email"),
        ({"description": "x" * 161}, "description"),
        ({"collected": "100.01"}, "over-collected"),
        ({"collected": "10.00", "online": "10.01"}, "online"),
        ({"collected": "10.00", "online": "10.00"}, "online"),  # nothing was paid here
    ],
)
def test_a_wrong_row_is_refused_with_its_line_and_the_others_are_taken(take, fields, why):
    run = take([row(1), row(2, **fields), row(3)], name="borc.jsonl")
    assert (run.rows, run.rejected) == (3, 1)
    assert reasons() == {3: why}
    assert set(Assessment.objects.values_list("external_id", flat=True)) == {"T-1", "T-3"}


def test_no_personal_data_stands_in_what_is_told_of_refused_rows(take):
    take([row(1), row(2, name="", identity=person(7))])
    told = str(list(ImportReject.objects.values())) + ImportRun.objects.get().message
    assert person(7) not in told
    assert "905000000001" not in told


def test_rows_that_contradict_each_other_are_refused(take):
    take(
        [
            row(1),
            row(1),  # twice
            row(2),
            row(2, instalment="2", number="other"),
            row(3),
            row(4, account="S3"),  # another person under the same account
            row(5),
        ]
    )
    assert set(reasons().values()) == {
        "duplicate",
        "with-another-row",
        "inconsistent",
        "two-holders",
    }
    assert list(Assessment.objects.values_list("external_id", flat=True)) == ["T-5"]


def test_an_assessment_with_a_refused_row_is_not_taken_by_half(take):
    take([row(1), row(1, instalment="2", due_on="x", **SAME), row(2)])
    assert sorted(reasons().values()) == ["due_on", "with-another-row"]
    assert Assessment.objects.get().external_id == "T-2"


def test_nothing_becomes_a_draft_again(take):
    take([row(1), row(2, status="draft")])
    take([row(1, status="draft"), row(2, collected="100.00")], time=LATER)
    assert reasons() == {3: "status"}
    assert Assessment.objects.get(external_id="T-2").status == "paid"


@pytest.mark.parametrize(
    "totals_said",
    [
        {"rows": 3, "principal": "200.00", "collected": "0.00", "cancelled": "0.00"},
        {"rows": 2, "principal": "200.01", "collected": "0.00", "cancelled": "0.00"},
        {"rows": 2, "principal": "200.00", "collected": "0.01", "cancelled": "0.00"},
        {"rows": 2, "principal": "NaN", "collected": "0.00", "cancelled": "0.00"},
        {"rows": 2},
    ],
)
def test_a_file_that_is_not_what_its_totals_say_changes_nothing(take, totals_said):
    take([row(9)])
    refused(take, [row(1), row(2)], ".", time=LATER, totals=totals_said)


def test_a_file_that_was_cut_off_changes_nothing(take, tmp_path):
    path = tmp_path / "kesik.csv"
    path.write_text(csv_text([row(1), row(2)]).rsplit("#totals")[0])
    with pytest.raises(ImportRefused, match="denetim toplam"):
        import_from(source=FileSource(path))
    assert not Assessment.objects.exists()


def test_a_register_may_come_to_more_than_one_debt_may(take):
    rows = [row(place, principal="9999999999.99") for place in (1, 2, 3)]
    assert take(rows).principal == money("29999999999.97")
    assert totals()["receivable"] == money("29999999999.97")
    assert list(findings()) == []
    closed = close_day(day=timezone.localdate())
    assert closed.figures["books"]["receivable"]["closing"] == "29999999999.97"


def test_amounts_that_cannot_be_read_cannot_be_reconciled_so_nothing_goes_in(take):
    for wrong in ("1,00", "-1.00", "1e3", "99999999999.00", "NaN", "1.001", ""):
        rows = [row(1), row(2, principal=wrong)]
        said = {"rows": 2, "principal": "100.00", "collected": "0.00", "cancelled": "0.00"}
        refused(take, rows, "denetim toplam", name="borc.jsonl", totals=said)


def test_older_figures_than_those_we_have_are_refused(take):
    take([row(1)], time=LATER)
    refused(take, [row(1, principal="1.00")], "daha eski")


@pytest.mark.parametrize(
    "time", ["0001-01-01T00:00:00+03:00", "9999-12-31T23:59:59-12:00", "2199-01-01T06:00:00+03:00"]
)
def test_figures_of_a_time_that_cannot_be_are_refused_and_the_pages_go_on(take, time):
    take([row(1)])
    refused(take, [row(1), row(2)], "olamaz", time=time)
    assert freshness().as_of.isoformat().startswith("2025-11-30")
    take([row(1), row(2)], time=LATER)
    assert Assessment.objects.count() == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x" * 50_000,
        "#header;kind=full\n",
        "#header;kind=half;source_time=2025-11-30T06:00:00+03:00\n",
        "#header;kind=full;source_time=2025-11-30T06:00:00\n",
        '{"header": []}\n',
        "\x00\x00\x00",
        csv_text([row(1)]) + ";".join(row(2).values()),
    ],
)
@pytest.mark.parametrize("name", ["x.csv", "x.jsonl"])
def test_what_is_no_such_file_is_refused_in_words(tmp_path, text, name):
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(ImportRefused):
        import_from(source=FileSource(path))
    assert not Assessment.objects.exists()


def test_a_file_in_another_encoding_is_refused_in_words(tmp_path):
    path = tmp_path / "eski.csv"
    path.write_bytes(csv_text([row(1)]).encode("iso-8859-9"))
    with pytest.raises(ImportRefused, match="UTF-8"):
        import_from(source=FileSource(path))


def test_rows_with_missing_cells_are_refused_not_guessed(tmp_path):
    lines = csv_text([row(1), row(2)]).splitlines()
    lines[2] = lines[2].rsplit(";", 1)[0]
    path = tmp_path / "eksik.csv"
    path.write_text("\n".join(lines))
    with pytest.raises(ImportRefused, match="denetim toplam"):
        import_from(source=FileSource(path))


def test_a_company_is_known_by_the_check_digit_of_its_number():
    assert all(is_tax_number(number) for number in ("4540536920", "1234567890"))
    assert not any(is_tax_number(text) for text in ("4540536921", "454053692", "٤٥٤٠٥٣٦٩٢٠", ""))


@settings(suppress_health_check=list(HealthCheck), max_examples=25)
@given(
    st.lists(
        st.tuples(
            st.integers(1, 4),
            st.integers(0, 50_000),
            st.integers(0, 100),
            st.integers(0, 100),
            st.booleans(),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_whatever_comes_the_ledger_agrees_with_the_register(take, steps):
    """Files of changes one after the other, with any amounts."""
    for minute, (place, kurus, paid, back, more) in enumerate(steps):
        principal = Decimal(kurus) / 100
        collected = (principal * paid / 200).quantize(Decimal("0.01"))
        cancelled = (principal * back / 300).quantize(Decimal("0.01"))
        amounts = {"principal": principal, "collected": collected, "cancelled": cancelled}
        rows = [row(place, **{name: f"{value:.2f}" for name, value in amounts.items()})]
        if more:
            rows.append(row(place, instalment="2", due_on="2026-11-30"))
        take(rows, kind="delta", time=f"2025-12-01T07:{minute:02}:00+03:00")
    ImportRun.objects.update(source_time="2025-11-01T00:00:00+03:00")
    assert list(findings()) == []
    assert sum(totals().values()) == 0


def test_the_command_tells_how_it_went_and_exits_1_when_nothing_was_taken(tmp_path):
    said = StringIO()
    call_command("import_assessments", write(tmp_path, [row(1), row(2, year="x")]), stdout=said)
    assert "2 rows, 1 refused, 1 instalments changed" in said.getvalue()
    assert "line 4: year T-2" in said.getvalue()
    bad = write(tmp_path, [row(1)], totals={"rows": 7})
    with pytest.raises(CommandError, match="Toplamlar satırında"):
        call_command("import_assessments", bad, stdout=StringIO())
    with pytest.raises(CommandError, match="Name a file"):
        call_command("import_assessments", stdout=StringIO())


def test_an_import_asks_as_many_queries_for_a_thousand_rows_as_for_one(
    take, django_assert_num_queries, tmp_path
):
    counts = []
    for size in (1, 1000):
        path = write(
            tmp_path,
            [row(place) for place in range(1, size + 1)],
            time=f"2025-12-0{len(counts) + 1}T06:00:00+03:00",
        )
        before = len(connection.queries_log)
        connection.force_debug_cursor = True
        import_from(source=FileSource(path))
        connection.force_debug_cursor = False
        counts.append(len(connection.queries_log) - before)
    assert counts[0] == counts[1]
    assert Posting.objects.filter(book="receivable").count() == 1000


def test_the_names_of_the_columns_are_those_the_docs_tell():
    from pathlib import Path

    docs = (Path(__file__).parents[3] / "docs" / "debts.md").read_text()
    assert [name for name in NAMES if f"`{name}`" not in docs] == []
