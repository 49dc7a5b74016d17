"""Runware's codes by class, as data. First match wins; codes are an open set, so a new one is looked at by its parts.

Source: the table of the official SDK (runware-sdk 1.8.0) for the classes, Runware's pages for the codes.
"""

import re

from storyboard.providers.errors import Reason

CONFLICT = "conflictTaskUUID"

# (class, codes as they are written, a pattern for the rest)
CODES: tuple[tuple[Reason, frozenset[str], str], ...] = (
    (Reason.CREDIT, frozenset({"paymentRequired", "environmentPaused"}), r"Credits|Quota|Balance"),
    (Reason.BUSY, frozenset(), r"RateLimit"),
    (
        Reason.CONTENT,
        frozenset(
            {
                "contentPolicyViolation",
                "providerContentPolicyViolation",
                "sensitiveContentDetected",
                "unsafeContentDetected",
                "nsfwContentDetected",
                "promptBlocked",
                "imageBlocked",
                "moderationFailed",
                "invalidProviderContent",
            }
        ),
        r"(?!)",
    ),
    (
        Reason.KEY,
        frozenset({"unauthorized", "forbidden", "permissionDenied", "authenticationFailed"}),
        r"ApiKey|^token|^(account|organization|workspace)(Suspended|Disabled)$",
    ),
    (Reason.TIMEOUT, frozenset(), r"Timeout"),
    (
        Reason.NOT_FOUND,
        frozenset({"taskCancelled", "taskFailedOrNotFound", "unknownModel"}),
        r"(NotFound|Expired)$",
    ),
    (
        Reason.TROUBLE,
        frozenset(
            {
                "internalServerError",
                "serviceUnavailable",
                "serverUnavailable",
                "standardError",
                "unknownError",
                "defaultError",
            }
        ),
        r"(?!)",
    ),
    (
        Reason.GENERATION,
        frozenset(
            {
                "inferenceError",
                "processingFailed",
                "taskFailed",
                "downloadFailed",
                "uploadFailed",
                "noAvailableServer",
                "modelUnavailable",
                "modelDisabled",
                "modelNotReady",
            }
        ),
        r"^provider",
    ),
    (
        Reason.REQUEST,
        frozenset(
            {
                "unknownParameter",
                "incompatibleParameters",
                "mismatchProviderSettingsProvider",
                "unknownProviderSettingsProvider",
                "validationFailed",
            }
        ),
        r"^(invalid|missing|conflict|duplicate|unsupported|value|array|max)",
    ),
)


def reason_of(code: str) -> Reason:
    """The class of a code."""
    for reason, codes, pattern in CODES:
        if code in codes or re.search(pattern, code, re.IGNORECASE):
            return reason
    return Reason.UNKNOWN
