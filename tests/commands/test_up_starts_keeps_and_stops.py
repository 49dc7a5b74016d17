"""`up` in its own process: one link on standard output, everything kept over a second start, a clean stop."""

import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

from django.conf import settings

from tests.commands.running import environment, manage


def start(folder: Path) -> tuple["subprocess.Popen[str]", str]:
    """The running server and the line it printed."""
    server = subprocess.Popen(
        [sys.executable, "manage.py", "up", "--port", "0", "--no-demo"],
        cwd=settings.BASE_DIR,
        env=environment(folder, STORYBOARD_SOMETHING_ELSE="1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    return server, server.stdout.readline().strip()


def stop(server: "subprocess.Popen[str]", by: signal.Signals) -> tuple[int, str, str]:
    """Exit status and what else it said."""
    server.send_signal(by)
    out, err = server.communicate(timeout=30)
    return server.returncode, out, err


def test_up(tmp_path: Path) -> None:
    server, line = start(tmp_path)
    try:
        link = re.fullmatch(r"(http://127\.0\.0\.1:\d+)/signin/[\w-]{43}/", line)
        assert link, line
        with urllib.request.urlopen(f"{link[1]}/readyz", timeout=10) as answer:
            assert answer.read() == b"ready\n"
        with urllib.request.urlopen(line, timeout=10) as answer:
            assert "Sign in as owner" in answer.read().decode()
        elsewhere = manage(tmp_path, "signin_link", "owner")
        assert elsewhere.stdout.startswith(f"{link[1]}/signin/")
    finally:
        code, out, err = stop(server, signal.SIGINT)
    assert (code, out) == (0, "")
    assert "STORYBOARD_SOMETHING_ELSE is not a setting of Storyboard and is ignored." in err
    assert "Traceback" not in err
    key = (tmp_path / "secret_key").read_text()

    server, again = start(tmp_path)
    try:
        with urllib.request.urlopen(again, timeout=10) as answer:
            assert "Sign in as owner" in answer.read().decode()
    finally:
        code, _out, err = stop(server, signal.SIGTERM)
    assert code == 0
    assert "Traceback" not in err
    assert (tmp_path / "secret_key").read_text() == key
