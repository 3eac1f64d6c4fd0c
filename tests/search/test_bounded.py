from search.bounded import BoundedStore


def test_the_store_drops_the_least_used_values_when_full():
    store = BoundedStore(10_000, len)
    for number in range(20):
        store.put(number, b"x" * 1000)
        store.get(0)
    assert store.size <= 10_000
    assert store.get(0) is not None
    assert store.get(1) is None


def test_a_value_put_twice_is_weighed_once():
    store = BoundedStore(10_000, len)
    store.put("a", b"x" * 9000)
    store.put("a", b"x" * 100)
    assert store.size == 100


def test_what_is_too_heavy_is_not_kept():
    store = BoundedStore(10, len)
    store.put("a", b"x" * 11)
    assert store.get("a") is None
    assert store.size == 0
