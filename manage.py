#!/usr/bin/env python
"""Command line of the project: puts `site/` (the source root, not a package) on the path."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent


def main() -> None:
    """Run a Django management command with the development settings unless told otherwise."""
    sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    if sys.argv[1:2] == ["start"]:
        # Before Django: it keeps in memory what it finds at the first word it translates, and in a
        # fresh clone that would be no catalogue at all.
        from config.messages import compile_all

        compile_all()
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
