import os
import shutil
import subprocess
import sys

from config.env import ROOT

SEES = """
import sys
sys.path.insert(0, "site")
sys.argv = ["manage.py", "start", "--help"]
import manage
from django.utils import translation
try:
    manage.main()
except SystemExit:
    pass
with translation.override("tr"):
    print(translation.gettext("Search the site"))
"""


def test_the_first_start_of_a_fresh_clone_speaks_turkish(tmp_path):
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout.split("\0")
    for name in tracked:
        if name.endswith((".py", ".po", ".toml", ".csv")) and (ROOT / name).is_file():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, tmp_path / name)
    environment = {
        **os.environ,
        "DATABASE_URL": "postgresql://nobody@localhost/unused",
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "VAR_DIR": str(tmp_path / "var"),
    }
    run = subprocess.run(
        [sys.executable, "-c", SEES],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout.rstrip().endswith("\nSitede ara"), run.stdout + run.stderr
