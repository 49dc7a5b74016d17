"""The small round mark of a person or a guest: letters of their name on one of twelve hues."""

HUES = 12


def initials_of(name: str) -> str:
    """One or two letters for the avatar."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def hue_of(key: str) -> int:
    """One of the avatar's hues, always the same for one id."""
    return sum(key.encode()) % HUES
