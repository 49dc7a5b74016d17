"""What the tests need of the machine, and the stages that `python -m tests` runs on it."""
