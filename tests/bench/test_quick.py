"""The benchmark itself: it must go on working while what it measures changes."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TABLES = [
    "1. Intake",
    "1b. Where our time goes",
    "1c. Scattered",
    "2. Size and memory",
    "3. Week close",
    "3b. One digest",
    "4. Delivery",
    "5. Floods",
    "6. Callback",
    "7. Answering",
    "8. Against the last release",
]


def test_a_quick_run_prints_every_table_and_leaves_nothing_behind(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.bench", "--quick", "--folder", tmp_path],
        check=False,  # what it wrote to stderr says more than that it failed
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=900,
    )
    assert run.stderr == ""
    assert run.returncode == 0
    titles = re.findall(r"^(\d\w?\. [^:,]+?)(?=[:,]| *$)", run.stdout, re.MULTILINE)
    assert titles == TABLES
    assert (str(tmp_path) in run.stdout, list(tmp_path.iterdir())) == (False, [])
