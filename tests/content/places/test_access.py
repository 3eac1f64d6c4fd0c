"""For whom a place is suitable: verdicts in words, facts nobody knows named as such, order."""

import re

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from content.places.access import PROFILES, WEIGHTS, Verdict, judge, judgements, score, suits
from tests.factories.places import place
from tests.factories.site import neighbourhood

UNKNOWN = dict.fromkeys(WEIGHTS, "unknown")
WHEELCHAIR, STROLLER, LOW_VISION, HEARING = PROFILES
facts = st.fixed_dictionaries({name: st.sampled_from(["yes", "no", "unknown"]) for name in WEIGHTS})


@pytest.mark.parametrize(
    ("profile", "known", "verdict"),
    [
        (WHEELCHAIR, {}, Verdict.UNKNOWN),
        (WHEELCHAIR, {"accessible_toilet": "yes"}, Verdict.UNKNOWN),
        (WHEELCHAIR, {"step_free": "no", "accessible_toilet": "yes"}, Verdict.UNSUITABLE),
        (WHEELCHAIR, {"step_free": "yes"}, Verdict.PARTLY),
        (
            WHEELCHAIR,
            {"step_free": "yes", "accessible_toilet": "yes", "accessible_parking": "yes"},
            Verdict.SUITABLE,
        ),
        (STROLLER, {"step_free": "yes"}, Verdict.SUITABLE),
        (LOW_VISION, {"tactile_paving": "yes", "step_free": "no"}, Verdict.PARTLY),
        (HEARING, {"hearing_loop": "no"}, Verdict.UNSUITABLE),
    ],
)
def test_the_verdict_follows_from_what_each_cannot_do_without(profile, known, verdict):
    assert judge(profile, UNKNOWN | known).verdict is verdict


@given(facts)
def test_every_asked_fact_is_named_once_and_none_unknown_is_taken_for_known(known):
    for found in judgements(known):
        asked = {found.profile.needs, *found.profile.helps}
        named = (*found.present, *found.missing, *found.unknown)
        assert sorted(named) == sorted(asked)
        assert all(known[name] == "unknown" for name in found.unknown)
        if found.unknown:
            assert found.verdict is not Verdict.SUITABLE


@given(facts)
def test_a_list_of_suitable_places_holds_those_that_can_be_used_and_no_others(known):
    usable = {Verdict.SUITABLE, Verdict.PARTLY}
    assert suits(known) == [
        item.profile.name for item in judgements(known) if item.verdict in usable
    ]


@given(facts, st.sampled_from(list(WEIGHTS)))
def test_what_is_there_counts_more_than_what_may_be_and_that_more_than_what_is_not(known, name):
    points = [score(known | {name: value}) for value in ("yes", "unknown", "no")]
    assert points == sorted(points, reverse=True)
    assert len(set(points)) == 3
    assert 0 <= points[-1] <= points[0] <= 100


@pytest.mark.django_db
def test_the_page_gives_the_verdict_in_words_and_names_what_is_not_known():
    page = place(step_free="yes", accessible_toilet="no", neighbourhood=neighbourhood())
    html = Client().get(page.get_url()).content.decode()
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))
    assert (
        "Tekerlekli sandalye kullananlar Var: basamaksız giriş. Yok: engelli tuvaleti. "
        "Bilinmiyor: engelli otoparkı. Kısmen uygun" in text
    )
    assert "İşitme engelliler ve az işitenler Bilinmiyor: işitme döngüsü. Bilinmiyor" in text


@pytest.mark.django_db
def test_the_most_accessible_come_first_when_asked():
    place("Basamaklı", step_free="no")
    place("Bilinmeyen")
    place("Engelsiz", step_free="yes", accessible_toilet="yes")
    html = Client().get("/kent-rehberi/?sirala=erisilebilir").content.decode()
    entries = html.partition('class="card-list"')[2]
    names = re.findall(r'<h2[^>]*><a href="/kent-rehberi/[^>]*>(\w+)', entries)
    assert names == ["Engelsiz", "Bilinmeyen", "Basamaklı"]
