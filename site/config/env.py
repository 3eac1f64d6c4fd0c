"""The only reader of environment variables; settings ask here and nowhere else."""

import os
from collections.abc import Collection
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class MissingSetting(RuntimeError):
    """A variable that production needs is not set; the message names it."""


def text(name: str, default: str | None = None) -> str:
    """Return the variable, or the default; raise `MissingSetting` when there is neither."""
    value = os.environ.get(name, "").strip() or default
    if value is None:
        raise MissingSetting(f"Set the environment variable {name} (see docs/operations.md).")
    return value


def flag(name: str, default: bool = False) -> bool:
    """Return True for 1, true, yes, on; False for 0, false, no, off."""
    value = text(name, "1" if default else "0").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise MissingSetting(f"{name} must be 1 or 0, not {value!r}.")


def number(name: str, default: int) -> int:
    """Return the variable as a whole number."""
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError as error:
        raise MissingSetting(f"{name} must be a whole number, not {value!r}.") from error


def choice(name: str, default: str, allowed: Collection[str]) -> str:
    """Return the variable, which must be one of `allowed`."""
    value = text(name, default)
    if value not in allowed:
        raise MissingSetting(f"{name} must be one of {', '.join(allowed)}, not {value!r}.")
    return value


def names(name: str, default: str = "") -> list[str]:
    """Return a comma separated variable as a list without empty items."""
    return [item.strip() for item in text(name, default).split(",") if item.strip()]


def path(name: str, default: Path) -> Path:
    """Return the variable as an absolute path; relative ones start at the project's root."""
    value = Path(text(name, str(default)))
    return value if value.is_absolute() else ROOT / value


def provide(name: str, value: str) -> None:
    """Set a variable for this process and the ones it starts."""
    os.environ[name] = value


def inherited() -> dict[str, str]:
    """Return all variables, to start another process with."""
    return dict(os.environ)


VAR_DIR = path("VAR_DIR", ROOT / "var")
