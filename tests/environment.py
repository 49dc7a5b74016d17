"""Loaded before Django's settings (see addopts): tests never touch the data folder of the checkout."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "STORYBOARD_DATA" not in os.environ:
    folder = tempfile.mkdtemp(prefix="storyboard-tests-")
    os.environ["STORYBOARD_DATA"] = folder
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
if worker := os.environ.get("PYTEST_XDIST_WORKER"):
    # Tests that run beside others have a folder of their own.
    own = Path(os.environ["STORYBOARD_DATA"]) / worker
    own.mkdir(parents=True, exist_ok=True)
    os.environ["STORYBOARD_DATA"] = str(own)
    if url := os.environ.get("STORYBOARD_REDIS_URL"):
        # And a database of their own in Redis. What is published is heard in all of them, and names ids of one test.
        os.environ["STORYBOARD_REDIS_URL"] = url.rpartition("/")[0] + "/" + worker.removeprefix("gw")
os.environ.setdefault("STORYBOARD_SECRET_KEY", "not-a-secret-but-long-enough-for-every-test")
