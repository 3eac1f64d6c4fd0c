"""The circuit breaker: failures open it, one trial closes it, pauses grow."""

from search.engines.breaker import FAILURES, FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS, Breaker


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def opened():
    clock = Clock()
    breaker = Breaker(clock)
    results = [breaker.failed() for _ in range(FAILURES)]
    return breaker, clock, results


def test_it_opens_once_after_several_failures_in_a_row():
    breaker, _clock, results = opened()
    assert results == [False] * (FAILURES - 1) + [True]
    assert not breaker.allows()


def test_a_success_in_between_starts_the_count_anew():
    breaker = Breaker(Clock())
    for _ in range(FAILURES * 2):
        assert not breaker.failed()
        breaker.succeeded()
    assert breaker.allows()


def test_after_the_pause_one_may_try_and_its_success_lets_all_in():
    breaker, clock, _results = opened()
    clock.now += FIRST_PAUSE_SECONDS
    assert [breaker.allows(), breaker.allows()] == [True, False]
    assert breaker.succeeded()
    assert breaker.allows()
    assert not breaker.succeeded()


def test_failing_trials_make_the_pause_longer_up_to_a_limit():
    breaker, clock, _results = opened()
    pauses = []
    for _ in range(8):
        start = clock.now
        while not breaker.allows():
            clock.now += 1
        pauses.append(clock.now - start)
        assert not breaker.failed()
    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST_PAUSE_SECONDS


def test_a_trial_that_never_reports_back_does_not_keep_it_open_for_ever():
    breaker, clock, _results = opened()
    clock.now += FIRST_PAUSE_SECONDS
    assert breaker.allows()
    clock.now += FIRST_PAUSE_SECONDS
    assert breaker.allows()
