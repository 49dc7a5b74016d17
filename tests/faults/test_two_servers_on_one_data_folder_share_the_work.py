"""Two `up` on one data folder and two ports: both serve, and no take is made twice."""

from tests.faults.installation import Installation, wait_until
from tests.faults.visiting import Visitor

ORDERS = 4


def test_two_servers_on_one_data_folder_share_the_work(storyboard: Installation) -> None:
    servers = [storyboard.up("--no-demo"), storyboard.up("--no-demo")]
    visitors = [Visitor(server) for server in servers]
    projects = [visitors[number % 2].new_project(f"Board {number}", 3, 1) for number in range(ORDERS)]
    for number, project in enumerate(projects):
        visitors[number % 2].order_animatic(project)
    wait_until(lambda: all(take["state"] == "ready" for take in storyboard.takes()), 90, "all takes")
    assert len(storyboard.takes()) == ORDERS
    jobs = storyboard.rows("SELECT state, attempts FROM storyboard_job WHERE kind = 'animatic'")
    assert [(job["state"], job["attempts"]) for job in jobs] == [("done", 1)] * ORDERS
    for server, visitor in zip(servers, visitors, strict=True):
        assert server.answers()
        for project in projects:
            status, page = visitor.get(f"/projects/{project}/")
            assert status == 200
            assert 'data-state="ready"' in page
        assert "Traceback" not in server.said()
