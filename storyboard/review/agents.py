"""What browser somebody has, roughly: enough to tell two visits apart, too little to know anybody by."""

# The first that is named counts: most browsers name others as well.
_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def agent_of(header: str) -> str:
    """The browser and the system that a User-Agent header names, like “Firefox, Windows”; empty where it names none."""
    found = [next((name for sign, name in signs if sign in header), "") for signs in (_BROWSERS, _SYSTEMS)]
    return ", ".join(filter(None, found))
