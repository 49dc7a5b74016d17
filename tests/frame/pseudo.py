"""A language in which every translated message stands in brackets, so that what was forgotten stands out."""

from django.utils.translation import trans_real

OPEN, CLOSE = "⟦", "⟧"


class Pseudo(trans_real.DjangoTranslation):
    """English in brackets."""

    def gettext(self, message: str) -> str:
        text = message.rpartition(trans_real.CONTEXT_SEPARATOR)[2]
        return f"{OPEN}{text}{CLOSE}" if text else text

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


def outside_brackets(text: str, depth: int = 0) -> tuple[str, int]:
    """What of a text was never translated, and how deep in brackets it ends; a message may go on after a tag."""
    kept = []
    for letter in text:
        depth += (letter == OPEN) - (letter == CLOSE)
        if not depth and letter != CLOSE:
            kept.append(letter)
    return "".join(kept), depth
