"""Loaded before Django's settings (see addopts): tests never touch the data folder of the checkout."""

import atexit
import os
import shutil
import tempfile

if "STORYBOARD_DATA" not in os.environ:
    folder = tempfile.mkdtemp(prefix="storyboard-tests-")
    os.environ["STORYBOARD_DATA"] = folder
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
if worker := os.environ.get("PYTEST_XDIST_WORKER"):
    # Tests that run beside others have a folder of their own.
    os.environ["STORYBOARD_DATA"] = os.path.join(os.environ["STORYBOARD_DATA"], worker)
    os.makedirs(os.environ["STORYBOARD_DATA"], exist_ok=True)
os.environ.setdefault("STORYBOARD_SECRET_KEY", "not-a-secret-but-long-enough-for-every-test")
