"""The files that docs/self-hosting tells to copy. The proxy's is used in tests/web/test_behind_proxy.py."""

import re
import subprocess
from pathlib import Path

from tests.support.needs import ROOT, need_command

PAGE = ROOT / "docs" / "self-hosting" / "README.md"
UNIT = ROOT / "docs" / "self-hosting" / "restock.service"


def _analyze(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [need_command("systemd-analyze", "systemd"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    """Verified with a program that is there: ours is where nobody has installed it yet."""
    text = UNIT.read_text(encoding="utf-8")
    assert text.count("/opt/restock/.venv/bin/restock") == 1
    copy = tmp_path / UNIT.name
    copy.write_text(text.replace("/opt/restock/.venv/bin/restock", "/bin/true"), encoding="utf-8")
    done = _analyze("verify", "--man=no", str(copy))
    assert (done.returncode, done.stderr) == (0, "")


def test_the_unit_gives_the_server_little_of_the_machine() -> None:
    done = _analyze("security", "--offline=true", "--threshold=20", str(UNIT))
    assert done.returncode == 0, done.stdout[-200:]


def test_the_page_names_files_that_are_there() -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", PAGE.read_text(encoding="utf-8"))
    assert "nginx.conf" in links
    assert "restock.service" in links
    assert [link for link in links if not (PAGE.parent / link).exists()] == []
