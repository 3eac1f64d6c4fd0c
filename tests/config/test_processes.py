import os

import pytest

from config import processes


def test_what_runs_in_a_process_of_its_own_ends_with_it(tmp_path):
    told = tmp_path / "told"

    processes.run(_tell, told)

    assert int(told.read_text()) != os.getpid()


def test_a_failure_in_it_is_an_error_here():
    with pytest.raises(RuntimeError, match="_fail ended with 1"):
        processes.run(_fail)


def _tell(path):
    path.write_text(str(os.getpid()))


def _fail():
    raise ValueError("not possible")
