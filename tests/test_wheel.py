"""What is installed is one package, and it runs beside anybody's own ``bot``."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet"]
    offline = ["--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*pip, *offline, "-w", folder, ROOT], check=True, cwd=folder)
    return next(folder.glob("*.whl"))


def test_a_wheel_holds_one_package(wheel):
    with zipfile.ZipFile(wheel) as packed:
        names = packed.namelist()
    tops = {name.split("/")[0] for name in names}
    assert {name for name in tops if not name.endswith(".dist-info")} == {"zvonok"}
    data = ("monitor/orders/smolensk.toml", "storage/migrations/env.py", "sandbox/web/index.html")
    assert {f"zvonok/{each}" for each in data} <= {*names}
    assert not [name for name in names if "__pycache__" in name]


def test_where_it_is_only_linked_to_no_code_is_copied(tmp_path):
    build = f"from hatchling.build import build_editable; build_editable({str(tmp_path)!r})"
    subprocess.run([sys.executable, "-c", build], check=True, cwd=ROOT, capture_output=True)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as packed:
        code = {name for name in packed.namelist() if name.endswith(".py")}
    assert code == {"zvonok/__init__.py"}


def test_it_runs_in_a_folder_with_a_bot_of_its_own(wheel, tmp_path):
    installed, elsewhere = tmp_path / "installed", tmp_path / "elsewhere"
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(installed)
    for name in ("bot", "monitor", "storage"):
        (elsewhere / name).mkdir(parents=True)
        (elsewhere / name / "__init__.py").write_text("raise SystemExit('not this one')")
    done = subprocess.run(
        [
            *(sys.executable, "-P", "-c"),
            f"import sys; sys.path[:0] = ['', {str(installed)!r}]; sys.argv[0] = 'zvonok'; "
            "from zvonok import main; main()",
            *("order", "check", str(installed / "zvonok" / "monitor" / "orders" / "smolensk.toml")),
        ],
        cwd=elsewhere,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Файл верен")
