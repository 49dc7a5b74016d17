"""Whether every board of a server is legal, asked of its database file after each browser test."""

from tests.faults.installation import Installation

# 1 to 6 shots of at least a second each, 3 to 15 seconds in all, which is their sum, in places without a gap.
UNSOUND = """
SELECT project.id, total_seconds, GROUP_CONCAT(position || ': ' || seconds) AS shots
FROM storyboard_project project
LEFT JOIN storyboard_shot shot ON shot.project_id = project.id AND shot.deleted_at IS NULL
GROUP BY project.id
HAVING NOT (
  total_seconds BETWEEN 3 AND 15 AND COUNT(shot.id) BETWEEN 1 AND 6 AND MIN(seconds) >= 1
  AND SUM(seconds) = total_seconds
  AND MIN(position) = 1 AND MAX(position) = COUNT(shot.id) AND COUNT(DISTINCT position) = COUNT(shot.id)
)
"""
# Shots are marked deleted and never removed: every one that a revision ever held has its row, deleted or not.
REMOVED = """
SELECT DISTINCT revision.project_id, held.value ->> 'id' AS shot
FROM storyboard_revision revision, json_each(revision.snapshot, '$.shots') held
WHERE held.value ->> 'id' NOT IN (SELECT id FROM storyboard_shot)
"""


def assert_legal(installed: Installation) -> None:
    """Every board that the server has, as it is now. One without a database yet has none."""
    if not (installed.data / "storyboard.sqlite3").exists():
        return
    assert installed.rows(UNSOUND) == [], "illegal boards"
    assert installed.rows(REMOVED) == [], "shots whose rows are gone"
