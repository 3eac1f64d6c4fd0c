"""The demo's citizens: the ten invented people the demo's registry and e-Devlet know."""

from allauth.account.models import EmailAddress

from accounts.models import User
from accounts.profiles import actions
from accounts.profiles.models import VerifiedBy
from accounts.registry.fake import invented_people
from demo.loading.context import Loading
from demo.users import DEMO_PASSWORD

# What their profile says, in the order of `invented_people()`: user name, neighbourhood, door, who
# verified them. Whoever has no entry here has no account yet and can sign up in the demo.
PROFILES: tuple[tuple[str, str, str, VerifiedBy | None], ...] = (
    ("ayse.ornek", "erkilet", "12/4", VerifiedBy.EDEVLET),
    ("mehmet.deneme", "fevzi-cakmak", "7", VerifiedBy.DESK),
    ("isil.sinama", "mevlana", "31/9", VerifiedBy.REGISTRY),
    ("ibrahim.kurgu", "sahabiye", "2", None),
    ("elif.taslak", "", "", None),
    ("omer.hayali", "sumer-yeni", "5/1", VerifiedBy.EDEVLET),
)


def load_citizens(run: Loading) -> None:
    """Create an account with a profile for six of the ten.

    Phones begin with +90 500 000: no network has these numbers.
    """
    for place, (profile, person) in enumerate(
        zip(PROFILES, invented_people(), strict=False), start=1
    ):
        username, neighbourhood, door, verified_by = profile
        user = User(
            username=username,
            email=f"{username}@example.org",
            first_name=person.first_name,
            last_name=person.last_name,
        )
        user.set_password(DEMO_PASSWORD)
        user.full_clean(exclude=["password"])
        user.save()
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        phone = f"+9050000000{place:02}"
        actions.open_profile(user=user, birth_date=person.birth_date)
        actions.give_identity_number(user=user, number=person.number)
        actions.change_phone(user=user, phone=phone)
        actions.confirm_email(user=user)
        if verified_by:
            actions.confirm_phone(user=user, phone=phone)
            actions.confirm_identity(user=user, by=verified_by, reason="Gösterim verisi")
        if neighbourhood in run.neighbourhoods:
            actions.change_address(
                user=user, neighbourhood=neighbourhood, street="Örnek Sokak", door=door
            )
