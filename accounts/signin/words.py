"""What is said after something was done, by the name of allauth's message."""

from django.utils.translation import gettext_lazy as _

MESSAGES = {
    "account/messages/logged_out.txt": _("You have signed out."),
    "account/messages/password_changed.txt": _("Your new password is in force."),
    "account/messages/password_set.txt": _("Your password is in force."),
    "account/messages/email_confirmed.txt": _("Your e-mail address has been confirmed."),
    "account/messages/email_confirmation_sent.txt": _("We have sent a code to the address."),
    "account/messages/email_deleted.txt": _("The address has been removed."),
    "account/messages/login_code_sent.txt": _("The code has been sent."),
    "account/messages/primary_email_set.txt": _("Your e-mail address has been changed."),
    "mfa/messages/totp_activated.txt": _("Your authenticator app is connected."),
    "mfa/messages/totp_deactivated.txt": _("Your authenticator app has been disconnected."),
    "mfa/messages/recovery_codes_generated.txt": _("Here are your new recovery codes."),
    "mfa/messages/webauthn_added.txt": _("The passkey has been added."),
    "mfa/messages/webauthn_removed.txt": _("The passkey has been removed."),
    "usersessions/messages/sessions_logged_out.txt": _("You are signed out everywhere else."),
}

ERRORS = {
    "account_inactive": _("This account is closed. Please call us."),
    "duplicate_email": _("This is your address already."),
    "email_password_mismatch": _("The e-mail address or the password is wrong."),
    "username_password_mismatch": _("The user name or the password is wrong."),
    "email_taken": _("This address cannot be used. Write another one."),
    "enter_current_password": _("This is not your current password."),
    "incorrect_code": _("This code is wrong or has run out. Check it, or ask for a new one."),
    "incorrect_password": _("The password is wrong."),
    "invalid_or_expired_key": _("The link has run out. Ask for a new one."),
    "invalid_password_reset": _("The link has run out. Ask for a new one."),
    "too_many_login_attempts": _("Too many attempts. Wait a few minutes and try again."),
    "unverified_primary_email": _("Confirm your e-mail address first."),
    "same_as_current": _("This is your address already."),
    "rate_limited": _("That was quick. Wait a minute and try again."),
}
