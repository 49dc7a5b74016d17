"""Words that things are found by: names taken apart, without case and accents, as bytes.

Search is tolerant of case and accents because both sides are folded here, in Python, before they reach a database:
PostgreSQL and SQLite then only compare bytes, the same bytes in the same order.
"""

import re
import unicodedata
from collections.abc import Iterable

WORD_LENGTH = 24
MOST_WORDS = 400
MOST_TERMS = 6

# Letters that Unicode does not take apart.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ħ": "h"})
_WORD = re.compile(r"[^\W_]+")
# Scripts written without spaces: Thai to Khmer, kana, ideographs. There, a word may start at every letter.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]")


def folded(text: str) -> str:
    """Text without case and accents."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).translate(_PLAIN)


def words_of(texts: Iterable[str]) -> set[bytes]:
    """The words that a thing with these texts is found by, as bytes; at most MOST_WORDS of them."""
    found: dict[str, None] = {}
    for text in texts:
        for word in _WORD.findall(folded(text)):
            found.update(dict.fromkeys(_starts(word)))
    return {word.encode() for word in list(found)[:MOST_WORDS]}


def _starts(word: str) -> list[str]:
    places = {0} | {match.start() for match in _UNSPACED.finditer(word)}
    return [word[place : place + WORD_LENGTH] for place in sorted(places)]


def terms_of(query: str) -> list[bytes]:
    """What was searched for: beginnings of words, the longest first, at most MOST_TERMS."""
    terms = dict.fromkeys(word[:WORD_LENGTH] for word in _WORD.findall(folded(query[:200])))
    return [term.encode() for term in sorted(list(terms)[:MOST_TERMS], key=len, reverse=True)]


def after_all_with(term: bytes) -> bytes:
    """The least bytes beyond every word that begins with a term. UTF-8 never ends in 0xff."""
    return term[:-1] + bytes([term[-1] + 1])
