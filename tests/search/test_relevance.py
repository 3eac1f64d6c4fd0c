"""The gates of relevance: judged queries over two collections of places, on both engines."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from search.engines import throw_away
from search.judging import collection, figures
from search.management.commands.judge import run
from search.models import IndexedWord, PublishedDocument

pytestmark = pytest.mark.django_db

DATA = Path(__file__).parent / "data"
SETS = ["", "heldout_"]


def judged(name, engine="postgres"):
    with collection.stand_in():
        collection.fill(collection.read_places(DATA / f"{name}places.csv"))
        with throw_away(engine) as chosen:
            return run(figures.read(DATA / f"{name}judged.csv"), chosen)


@pytest.mark.parametrize("name", SETS)
def test_postgres_answers_well_and_leaves_no_query_empty(name):
    report = judged(name)
    assert report.without_answer == []
    assert report.ndcg >= 0.97
    assert report.success >= 0.95


@pytest.mark.elasticsearch
@pytest.mark.parametrize("name", SETS)
def test_elasticsearch_gives_the_same_answers(name, elastic):
    ours, theirs = judged(name), judged(name, "elasticsearch")
    assert [one.found for one in theirs.outcomes] == [one.found for one in ours.outcomes]
    assert [one.total for one in theirs.outcomes] == [one.total for one in ours.outcomes]


def test_judging_leaves_the_sites_index_alone():
    before = (PublishedDocument.objects.count(), IndexedWord.objects.count())
    judged("heldout_")
    assert (PublishedDocument.objects.count(), IndexedWord.objects.count()) == before


def test_the_command_prints_the_figures_and_the_worst(tmp_path):
    out = StringIO()
    call_command(
        "judge", DATA / "heldout_judged.csv", places=DATA / "heldout_places.csv", stdout=out
    )
    text = out.getvalue()
    for part in ("nDCG@10", "success@1", "MRR", "zero results   0", "worst queries", "typo"):
        assert part in text


def test_figures_follow_their_definitions():
    one = figures.Outcome(figures.Judged("x", "t", {"a": 3, "b": 1}), ("b", "a"), 2)
    # gains 1 and 7 in the wrong order: (1/1 + 7/log2(3)) / (7/1 + 1/log2(3))
    assert one.ndcg == pytest.approx((1 + 7 / 1.5849625) / (7 + 1 / 1.5849625))
    assert one.success == 0
    assert one.reciprocal == 0.5


@pytest.mark.parametrize(
    ("lines", "message"),
    [("query,grade\nx,1\n", "external_id"), ("query,external_id,grade\nx,a,9\n", "line 2")],
)
def test_a_wrong_file_is_explained_with_its_line(lines, message, tmp_path):
    path = tmp_path / "judged.csv"
    path.write_text(lines)
    with pytest.raises(CommandError, match=message):
        call_command("judge", path)
