"""The name of the static files as they are: another as soon as one of them changes, so that browsers may keep them."""

import hashlib
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("django-allauth", "django-htmx")  # those that bring static files of their own
LENGTH = 12


def static_version(*folders: Path) -> str:
    """Hexadecimal digits made from the names and bytes of all files in the folders, and the versions of PACKAGES."""
    digest = hashlib.sha256(repr([version(package) for package in PACKAGES]).encode())
    for folder in folders:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            content = hashlib.sha256(path.read_bytes()).digest()
            digest.update(repr((path.relative_to(folder).as_posix(), content)).encode())
    return digest.hexdigest()[:LENGTH]
