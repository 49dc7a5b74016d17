"""Crun's numbers by class, as data. They stand in the body, which may come with HTTP 200.

Source: the seed's list of codes, docs.crun.ai (403, 404, 422); CrunTeam/crun-agent-skills for what is surely refused.
"""

from collections.abc import Mapping

from storyboard.providers.errors import Reason

CODES: Mapping[int, Reason] = {
    400: Reason.REQUEST,
    401: Reason.KEY,
    402: Reason.CREDIT,
    403: Reason.KEY,
    404: Reason.NOT_FOUND,
    422: Reason.REQUEST,
    429: Reason.BUSY,
    455: Reason.BUSY,  # maintenance
    500: Reason.TROUBLE,
    501: Reason.GENERATION,
    502: Reason.TROUBLE,
    503: Reason.BUSY,
    505: Reason.DISABLED,
}

# A create answered with one of these was not taken. All others may have been, 500, 501, 502 and 503 among them.
REFUSALS = frozenset({400, 401, 402, 403, 404, 422, 429, 455, 505})
