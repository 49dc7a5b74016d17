#!/usr/bin/env python
"""The command line of Storyboard: `manage.py up` starts it, `manage.py help` lists the rest."""

import os
import sys

from storyboard import environment


def main() -> None:
    """Check the environment, say each mistake in a sentence, then hand over to Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "storyboard.settings")
    try:
        found = environment.current()
    except environment.Mistakes as mistakes:
        sys.exit("\n".join(mistakes.sentences))
    for sentence in found.warnings:
        sys.stderr.write(f"{sentence}\n")
    from django.core.management import execute_from_command_line  # noqa: PLC0415  (settings must be sound first)

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
