import pytest

from accounts.signin.levels import Level
from services.cases import kinds
from services.cases.actions import copy_allowed_changes
from services.cases.deadlines import INFORMATION
from services.cases.kinds import By, CaseKind, Change, Phase, Retention, Status

CITIZEN, STAFF, SYSTEM = (frozenset({by}) for by in By)
TRIAL = CaseKind(
    letters="DN",
    label="Deneme",
    statuses=(
        Status(name="received", label="Alındı", told="Başvurunuz bize ulaştı."),
        Status(name="working", label="İşlemde", told="Üzerinde çalışıyoruz."),
        Status(name="asked", label="Soruldu", told="Sizden yanıt bekliyoruz.", phase=Phase.WAITING),
        Status(name="solved", label="Çözüldü", told="Çözüldü.", phase=Phase.CLOSED, is_answer=True),
        Status(name="withdrawn", label="Geri çekildi", told="Çekildi.", phase=Phase.CLOSED),
    ),
    changes=(
        Change(before="received", after="working", by=STAFF),
        Change(before="working", after="asked", by=STAFF, needs_reason=True),
        Change(before="asked", after="working", by=CITIZEN | SYSTEM),
        Change(before="working", after="solved", by=STAFF, needs_reason=True),
        Change(before="received", after="withdrawn", by=CITIZEN),
        Change(before="solved", after="working", by=CITIZEN, needs_reason=True, within_days=14),
    ),
    term=INFORMATION,
    retention=Retention(days=3650, source="Arşiv planı"),
    disclosure="e-belediye",
    level=Level.NONE,
)


@pytest.fixture
def trial(request):
    """Register a kind of case for the test, in the database as well."""
    kinds.register(TRIAL)
    if "transactional_db" in request.fixturenames:
        request.getfixturevalue("transactional_db")
    else:
        request.getfixturevalue("db")
    copy_allowed_changes()
    yield TRIAL
    kinds.unregister(TRIAL)
    if "transactional_db" in request.fixturenames:
        copy_allowed_changes()
