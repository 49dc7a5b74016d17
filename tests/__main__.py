"""`python -m tests`: sets up what is missing, then runs linters, types, import contract and all tests."""

import sys

from tests.machine.session import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
