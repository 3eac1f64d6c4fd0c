"""Model fields: text that is stored sealed, and the digest it is found by."""

from typing import Any

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from accounts.secrets.sealing import PREFIX, Sealed, digest, digests, seal, unseal


class _Opening(DeferredAttribute):
    """Opens a sealed value when it is read, not when the row is loaded.

    So a list of a thousand rows opens nothing it does not show.
    """

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        if instance is None:
            return self
        value = super().__get__(instance, cls)
        if isinstance(value, Sealed):
            return unseal(value, self.field.place(instance))  # type: ignore[attr-defined]
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class EncryptedTextField(models.TextField):
    """Text that the database holds sealed (`accounts.secrets.sealing`).

    Args:
        bound_to: Attribute that names the row for good and is known before the row is stored (a
            foreign key's `…_id`, a UUID). What is moved to another row does not open.
        purpose: What the text is for; part of the place as well.

    It can be found by no lookup but `isnull` (use a `DigestField`), and is not set by
    `QuerySet.update()`, which knows no row.
    """

    descriptor_class = _Opening

    def __init__(self, *args: Any, bound_to: str, purpose: str, **kwargs: Any) -> None:
        self.bound_to, self.purpose = bound_to, purpose
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        """Add what is ours."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"bound_to": self.bound_to, "purpose": self.purpose}

    def place(self, instance: Any) -> tuple[str, ...]:
        """Return what the value of this row is bound to; ValueError while the row has no name."""
        row = getattr(instance, self.bound_to)
        if row is None:
            raise ValueError(f"{self.bound_to} must be set before {self.attname} is sealed.")
        return (self.model._meta.label_lower, self.attname, str(row), self.purpose)

    def sealed(self, instance: Any) -> Sealed | None:
        """Return the value as it stands in the database, without opening it."""
        value = instance.__dict__.get(self.attname)
        return value if isinstance(value, Sealed) else None

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        """Mark what comes from the database."""
        return Sealed(value) if value else value

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        """Seal what is not sealed yet."""
        value = model_instance.__dict__.get(self.attname)
        if value and not isinstance(value, Sealed):
            if str(value).startswith(PREFIX):
                raise ValueError("A text that looks sealed is not sealed again.")
            value = seal(str(value), self.place(model_instance))
            model_instance.__dict__[self.attname] = value
        return value

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """Let only sealed values through, whichever way they come."""
        if isinstance(value, Sealed):
            return str(value)
        if value and not hasattr(value, "resolve_expression"):
            raise TypeError(f"{self.name} is stored by save() only, which seals it.")
        return super().get_db_prep_save(value, connection)

    def value_to_string(self, obj: Any) -> str:
        """Return the sealed text for serialisers."""
        return str(self.sealed(obj) or "")

    def get_lookup(self, lookup_name: str) -> Any:
        """Refuse to look for what is different each time it is sealed."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None


class DigestField(models.CharField):
    """The keyed digest of another field, made when the row is stored; None when that is empty.

    Find with `filter(<name>__in=field.looked_for(text))`: a row may still have the digest of an
    older key. Digests of one purpose can be compared between tables.

    Args:
        of: The field it is the digest of.
        purpose: What the digest is for.
    """

    def __init__(self, *args: Any, of: str, purpose: str, **kwargs: Any) -> None:
        self.of, self.purpose = of, purpose
        kwargs |= {"max_length": 96, "null": True, "blank": True, "editable": False}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        """Add what is ours, leave out what is fixed."""
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "null", "blank", "editable"):
            kwargs.pop(fixed, None)
        return name, path, args, kwargs | {"of": self.of, "purpose": self.purpose}

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        """Make the digest of what is stored beside it."""
        text = getattr(model_instance, self.of)
        value = digest(text, self.purpose) if text else None
        setattr(model_instance, self.attname, value)
        return value

    def looked_for(self, text: str) -> list[str]:
        """Return the digests a row of this text may have."""
        return digests(text, self.purpose)
