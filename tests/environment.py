"""Loaded before Django's settings (see addopts): tests never touch the data folder of the checkout."""

import atexit
import os
import shutil
import tempfile

if "STORYBOARD_DATA" not in os.environ:
    folder = tempfile.mkdtemp(prefix="storyboard-tests-")
    os.environ["STORYBOARD_DATA"] = folder
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
os.environ.setdefault("STORYBOARD_SECRET_KEY", "not-a-secret-but-long-enough-for-every-test")
