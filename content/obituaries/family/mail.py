"""The one mail of this subject. Everything about sending is here, so that it can be exchanged."""

from datetime import datetime

from django.core.mail import send_mail
from django.utils import timezone


def send_link(*, email: str, name: str, link: str, until: datetime | None) -> None:
    """Send the family its link; in Turkish, as plain text, without pictures that would tell."""
    limit = f"{timezone.localtime(until):%d.%m.%Y %H.%M}" if until else ""
    send_mail(
        subject=f"Vefat ilanı onayı: {name}",
        message=(
            "Başınız sağ olsun.\n\n"
            f"{name} için hazırlanan vefat ilanını yayımlamadan önce sizin okumanızı rica ederiz. "
            "Adların yazımına, tarihe ve taziye adresine bakın; doğruysa onaylayın, değilse "
            f"düzeltmeyi yazın:\n\n{link}\n\n"
            f"Bağlantı bir kez yanıtlanabilir ve {limit} tarihine kadar geçerlidir. Siz "
            "onaylamadan ilan yayımlanmaz. Bu iletiyi siz beklemiyorsanız bağlantıyı açmayın.\n"
        ),
        from_email=None,
        recipient_list=[email],
    )
