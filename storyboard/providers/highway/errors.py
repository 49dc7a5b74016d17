"""Highway's words by class, as data.

Source: docs.jiekou.ai, error codes; TASK_NOT_FOUND is made after their pattern.
"""

from collections.abc import Mapping

from storyboard.providers.errors import Reason

REASONS: Mapping[str, Reason] = {
    "INVALID_REQUEST_BODY": Reason.REQUEST,  # 400
    "FAILED_TO_AUTH": Reason.KEY,  # 401
    "INVALID_API_KEY": Reason.KEY,  # 403
    "NOT_ENOUGH_BALANCE": Reason.CREDIT,  # 403, not 402
    "ACCESS_DENY": Reason.KEY,  # 403
    "MODEL_NOT_FOUND": Reason.NOT_FOUND,  # 404
    "TASK_NOT_FOUND": Reason.NOT_FOUND,  # 404
    "RATE_LIMIT_EXCEEDED": Reason.BUSY,  # 429
    "TOKEN_LIMIT_EXCEEDED": Reason.BUSY,  # 429
    "SERVICE_NOT_AVAILABLE": Reason.BUSY,  # 503
}
