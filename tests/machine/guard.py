"""Runs a server for as long as somebody holds the other end of standard input.

python guard.py USER COMMAND… (an empty USER: whoever runs it). Should the tests be killed so hard that they
cannot stop what they started, this end of the pipe still closes, and the server ends.
"""

import pwd
import signal
import subprocess
import sys
import threading

SECONDS_TO_STOP = 10


def main(user: str, *command: str) -> int:
    if user:
        group = pwd.getpwnam(user).pw_gid
        server = subprocess.Popen(command, stdin=subprocess.DEVNULL, user=user, group=group, extra_groups=[])
    else:
        server = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    threading.Thread(target=stop_when_let_go, args=(server,), daemon=True).start()
    return server.wait()


def stop_when_let_go(server: subprocess.Popen[bytes]) -> None:
    sys.stdin.read()
    server.send_signal(signal.SIGINT)
    try:
        server.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        server.kill()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
