from tests.services.cases.conftest import trial

__all__ = ["trial"]
