from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from accounts.audit.models import Entry as AuditEntry
from services.desk.models import RoutingRule, RuleSet
from services.desk.routing.matching import Facts, Rule, first_fitting, fits
from services.desk.routing.plan import activate, is_changed, try_out
from services.requests.terms import terms_of
from tests.factories.casedesk import officer, parks, works
from tests.factories.reports import group, report, topic
from tests.factories.site import home_page, neighbourhood
from tests.factories.staff import signed_in

FRIDAY_EVENING = datetime(2026, 3, 13, 22, tzinfo=ZoneInfo("Europe/Istanbul"))


def facts(**fields):
    values = {
        "topics": frozenset({1, 2}),
        "neighbourhood": 5,
        "terms": frozenset(),
        "at": FRIDAY_EVENING,
    }
    return Facts(**values | fields)


def working(_day):
    return True


def test_the_first_rule_that_fits_decides_and_none_leaves_it_to_the_topic():
    rules = [
        Rule(name="elsewhere", neighbourhoods=frozenset({9})),
        Rule(name="here", neighbourhoods=frozenset({5})),
        Rule(name="everywhere"),
    ]
    assert first_fitting(rules, facts(), working).name == "here"
    assert first_fitting(rules[:1], facts(), working) is None


def test_a_group_fits_its_topics_and_words_fit_by_stem():
    assert fits(Rule(name="group", topics=frozenset({2})), facts(), working)
    school = Rule(name="school", words=(frozenset(terms_of("okul önü")),))
    said = frozenset(terms_of("Okulun önündeki çukur"))
    assert fits(school, facts(terms=said), working)
    assert not fits(school, facts(terms=frozenset(terms_of("okul"))), working)


@pytest.mark.parametrize(
    ("clock", "is_in"),
    [("17:59", False), ("18:00", True), ("23:30", True), ("07:59", True), ("08:00", False)],
)
def test_a_span_may_pass_midnight(clock, is_in):
    night = Rule(name="night", span=(time(18), time(8)))
    at = FRIDAY_EVENING.replace(hour=int(clock[:2]), minute=int(clock[3:]))
    assert fits(night, facts(at=at), working) is is_in


def test_working_days_and_free_days_are_told_apart():
    free, busy = Rule(name="free", days="free"), Rule(name="busy", days="working")
    assert fits(busy, facts(), working)
    assert not fits(free, facts(), working)
    assert fits(free, facts(), lambda _day: False)


@pytest.fixture
def site(db):
    return home_page()


def rule(name="Okul", position=10, **fields):
    made = RoutingRule(name=name, position=position, **fields)
    made.full_clean()
    made.save()
    return made


def test_a_rule_that_does_nothing_is_refused(site):
    with pytest.raises(ValidationError, match="Kuralın ne yapacağını"):
        rule()


def test_what_is_written_takes_effect_when_it_is_activated_and_not_before(site):
    rule(words="okul", directorate=parks(), priority=3)
    before = report(text="Okulun önünde çukur")
    activate(by=officer("administrator"), note="Deneme")
    after = report(text="Okulun önünde çukur", street="Başka Sokak")
    other = report(text="Pazarın önünde çukur", street="Pazar Sokağı")
    assert (before.directorate, before.priority) == (works(), 2)
    assert (after.directorate, after.priority) == (parks(), 3)
    assert (other.directorate, other.priority) == (works(), 2)
    assert AuditEntry.objects.get(kind="routing_activated").reason == "Deneme"


def test_a_report_comes_into_the_hands_of_a_person_who_works_there_and_of_no_other(site):
    person, stranger = officer("directorate", works()), officer("directorate", parks())
    first = rule(words="okul", person=person)
    rule("Pazar", 20, words="pazar", person=stranger)
    activate(by=None)
    mine = report(text="Okulun önünde çukur")
    nobodys = report(text="Pazarın önünde çukur", street="Pazar Sokağı")
    assert mine.case.work.assignee == first.person
    assert not hasattr(nobodys.case, "work")


def test_the_trial_shows_what_would_have_gone_another_way_and_changes_nothing(site):
    rule("Grup", topicless := 10, priority=4).categories.add(group("park", "Park"))
    moved = report(category=topic("oyun", "Oyun", group=group("park", "Park")))
    report()
    rule("Mahalle", 20, priority=3).neighbourhoods.add(neighbourhood("Erkilet"))
    trial = try_out()
    assert (trial.tried, trial.changed) == (2, 1)
    difference = trial.shown[0]
    assert (difference.report, difference.now.priority, difference.then.priority) == (moved, 2, 4)
    assert trial.used == {"Grup": 1, "Mahalle": 0}
    moved.refresh_from_db()
    assert (moved.priority, RuleSet.objects.count(), topicless) == (2, 0, 10)


def test_the_page_of_the_plan_shows_the_difference_and_activates_it(site):
    rule(words="çukur", priority=4)
    made = report()
    client = signed_in(officer("administrator"))
    path = "/yonetim/basvurular/kurallari-dene/"
    html = client.get(path).content.decode()
    assert "1 bildirimden 1 tanesi başka yere giderdi" in html
    assert str(made.case.reference) in html
    assert is_changed()
    client.post(path, {"neden": "Çukurlar acil"})
    assert not is_changed()
    assert "Çukurlar acil" in client.get(path).content.decode()
    client.post(path, {"neden": "Çukurlar acil"})
    assert RuleSet.objects.count() == 1


def test_a_plan_whose_last_rule_is_gone_leaves_each_report_to_its_topic_again(site):
    made = rule(words="çukur", directorate=parks())
    activate(by=None)
    made.delete()
    client = signed_in(officer("administrator"))
    client.post("/yonetim/basvurular/kurallari-dene/", {"neden": "Kurala gerek kalmadı"})
    assert RuleSet.objects.first().rules == []
    assert report().directorate == works()


def test_rules_of_a_plan_stay_when_the_written_ones_change(site):
    made = rule(words="okul", priority=3)
    kept = activate(by=None)
    made.delete()
    kept.refresh_from_db()
    assert [one["name"] for one in kept.rules] == ["Okul"]
    assert report(text="Okul önü").priority == 3
