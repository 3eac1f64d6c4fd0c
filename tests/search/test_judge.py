"""`manage.py judge` as somebody runs it who has just fetched the code, with files of their own."""

import os
import subprocess
import sys
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from config import embedded_postgres
from search.judging import collection, figures

DATA = settings.BASE_DIR / "tests" / "search" / "data"
PLACES = """\
external_id,name,category,subcategory,neighbourhood
a,Ihlamur Parkı,Yeşil alan,Park,Yenimahalle
b,Defne Parkı,Yeşil alan,Park,Yenimahalle
c,Ihlamur Kafe,Yeme içme,Kafe,Yenimahalle
"""
JUDGED = "query,external_id,grade,tag\nıhlamur parkı,a,3,exact\nparklar,a,3,inflected\n"


def manage(folder, *arguments):
    """Run manage.py on a machine where nothing was set up."""
    own = {"PATH", "HOME", "LANG", "TMPDIR"}
    environment = {name: os.environ[name] for name in own if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={**environment, "VAR_DIR": str(folder)},
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.mark.slow
@pytest.mark.elasticsearch
def test_a_machine_where_nothing_was_set_up_judges_with_both_engines(tmp_path):
    try:
        judged, places = DATA / "heldout_judged.csv", DATA / "heldout_places.csv"
        first = manage(tmp_path, "judge", judged, "--engine", "postgres", "--places", places)
        second = manage(tmp_path, "judge", judged, "--engine", "elasticsearch", "--places", places)
        alone = manage(tmp_path, "judge", tmp_path / "yok.csv")
    finally:
        embedded_postgres.stop(tmp_path / "postgres")
    for run in (first, second):
        assert (run.returncode, run.stderr) == (0, "")
    figures_of = [line for line in first.stdout.splitlines() if line.startswith("nDCG@10")]
    assert figures_of == [line for line in second.stdout.splitlines() if line.startswith("nDCG")]
    assert float(figures_of[0].split()[1]) >= 0.97
    assert alone.returncode == 1
    assert len(alone.stderr.splitlines()) == 1
    assert "yok.csv" in alone.stderr


def judge(tmp_path, judged=JUDGED, places=PLACES, encoding="utf-8", **options):
    (tmp_path / "judged.csv").write_bytes(judged.encode(encoding))
    (tmp_path / "places.csv").write_bytes(places.encode(encoding))
    out, err = StringIO(), StringIO()
    options = {"places": tmp_path / "places.csv", **options}
    call_command("judge", tmp_path / "judged.csv", stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("judged", "places"),
    [
        (JUDGED, PLACES),
        ("\ufeff" + JUDGED, "\ufeff" + PLACES),
        (JUDGED.replace(",", ";"), PLACES.replace(",", ";")),
        (JUDGED.replace(",", "\t"), PLACES.replace("\n", "\r\n")),
        ("note,GRADE,Query,external_id\n?,3,ıhlamur parkı,a\n\n?, 3 ,parklar, a\n", PLACES),
        (JUDGED, "name,external_id\nIhlamur Parkı,a\nKafe,c\n"),
        (JUDGED, "lng,name,lat,external_id,web\n999,Ihlamur Parkı,x,a\n"),
        (JUDGED, 'name,external_id,lat,lng\nIhlamur Parkı,a,"38,73","35,49"\n'),
    ],
)
def test_files_as_people_make_them_are_read(judged, places, tmp_path):
    out, _err = judge(tmp_path, judged, places)
    assert "queries        2" in out
    assert "success@1      1.0000" in out


@pytest.mark.django_db
def test_a_file_in_the_encoding_of_a_turkish_windows_is_read(tmp_path):
    out, _err = judge(tmp_path, JUDGED, PLACES, encoding="cp1254")
    assert "success@1      1.0000" in out


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("judged", "places", "message"),
    [
        ("query,grade\nx,1\n", PLACES, "judged.csv, line 1: no column external_id"),
        (JUDGED + "park,a,4,\n", PLACES, "judged.csv, line 4: grade '4' is not 0 to 3"),
        (JUDGED + "park,,2,\n", PLACES, "judged.csv, line 4: external_id is empty"),
        ("query,external_id,grade\n", PLACES, "judged.csv: no judged query"),
        ("", PLACES, "judged.csv, line 1: no column"),
        (JUDGED, PLACES + "a,Başka\n", "places.csv, line 5: a stands on line 2 already"),
        (JUDGED, PLACES + "d,\n", "places.csv, line 5: name is empty"),
        (JUDGED, "external_id\na\n", "places.csv, line 1: no column name"),
        (JUDGED, "external_id,name\n", "places.csv: no place in it"),
        (JUDGED + "\x00", PLACES, "judged.csv is not text"),
        (JUDGED, PLACES + 'd,"Yarım\n', "places.csv, line 5: unexpected end of data"),
    ],
)
def test_a_wrong_file_is_explained_in_one_line(judged, places, message, tmp_path):
    with pytest.raises(CommandError) as error:
        judge(tmp_path, judged, places)
    assert message in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.django_db
def test_judged_places_that_are_not_in_the_file_are_told(tmp_path):
    _out, err = judge(tmp_path, JUDGED + "park,zzz,2,\n")
    assert "1 judged places are not in the file: zzz" in err


@pytest.mark.django_db
def test_without_places_the_file_beside_it_is_taken_when_the_site_has_none_of_them(tmp_path):
    judge(tmp_path)
    out = StringIO()
    call_command("judge", tmp_path / "judged.csv", stdout=out)
    assert f"over           {tmp_path / 'places.csv'}" in out.getvalue()
    assert "success@1      1.0000" in out.getvalue()
    (tmp_path / "places.csv").unlink()
    with pytest.raises(CommandError, match="--places FILE"):
        call_command("judge", tmp_path / "judged.csv", stdout=StringIO())


@pytest.mark.django_db
def test_the_site_itself_is_judged_when_it_has_the_places(tmp_path):
    with collection.stand_in():
        collection.fill([{"external_id": "a", "name": "Ihlamur Parkı"}])
        (tmp_path / "judged.csv").write_text(JUDGED, encoding="utf-8")
        out = StringIO()
        call_command("judge", tmp_path / "judged.csv", stdout=out)
    assert "over " not in out.getvalue()
    assert "nDCG@10        1.0000" in out.getvalue()


@pytest.mark.django_db
def test_without_elasticsearch_and_its_stand_in_one_line_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr("search.judging.server.program", lambda: None)
    with pytest.raises(CommandError, match="set ELASTICSEARCH_URL, or install noida-db"):
        judge(tmp_path, engine="elasticsearch")


@pytest.mark.django_db
def test_an_elasticsearch_that_does_not_answer_is_one_line(tmp_path, settings):
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    with pytest.raises(CommandError, match="Connection") as error:
        judge(tmp_path, engine="elasticsearch")
    assert "\n" not in str(error.value)


def outcome(grades, found):
    return figures.Outcome(figures.Judged("x", "t", grades), tuple(found), len(found))


def test_the_ideal_is_that_of_all_judged_found_or_not():
    # Two right answers, one found: 7 / (7 + 7 / log2(3)).
    assert outcome({"a": 3, "b": 3}, "a").ndcg == pytest.approx(7 / (7 + 7 / 1.5849625))
    # More right answers than ten places: ten of them are ideal.
    many = {str(number): 2 for number in range(20)}
    assert outcome(many, list(many)[5:15]).ndcg == 1.0
    # What nobody judged pushes the right one down: 1 / log2(3).
    assert outcome({"a": 1}, ["x", "a"]).ndcg == pytest.approx(1 / 1.5849625)
    assert outcome({"a": 3}, [*map(str, range(10)), "a"]).ndcg == 0


def test_a_query_that_nothing_answers_is_not_measured():
    report = figures.Report((outcome({"a": 3}, "a"), outcome({"b": 0}, "c"), outcome({}, "")))
    assert (report.ndcg, report.success, report.reciprocal) == (1, 1, 1)
    assert len(report.unmeasured) == 2
    assert report.without_answer == []
