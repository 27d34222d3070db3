"""Lines as they were before a text was copied: long ones end again, blank ones behind every line are left out.

Web pages and Word files are copied with every line end made a blank: a table is one line of cells, a section one
line with its headings in it. Others have a blank line behind every line, so that none tells rows apart. Blanks become
line ends and line ends blanks, so every offset of the text is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from .headings import AMOUNT, STRONG_END, head
from .titles import is_title

_LINE = re.compile(r"[^\n\r\f\t|]{60,}")
_TOKEN = re.compile(r"[^\s\xa0]+")
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?%?$")
_SENTENCES = re.compile(r"[。；]")
_TITLE_END = re.compile(r"(?:^|[。；])([^。；，]{2,45})$")
_CELLS = 6  # the fewest numbers of a table's line
_LONGEST_CELL = 60


_LINE_ENDS = re.compile(r"(?:\r?\n)+")
_FEWEST = 20
"""So many line ends tell whether each is followed by a blank line."""


def undoubled(text: str) -> str:
    """The text without the blank line that stands behind every line, where one does; its length is kept."""
    runs = list(_LINE_ENDS.finditer(text.rstrip()))
    if len(runs) < _FEWEST or any(match.group().count("\n") % 2 for match in runs):
        return text
    chars = list(text)
    for match in runs:
        ends = [match.start() + i for i, char in enumerate(match.group()) if char == "\n"]
        for end in ends[::2]:
            chars[end] = " "
            if chars[end - 1] == "\r":
                chars[end - 1] = " "
    return "".join(chars)


def unfolded(text: str) -> str:
    """The text with line ends for those blanks of long lines that stood for some; its length is kept."""
    ends = [end for line in _LINE.finditer(text) for end in _ends(text, line.start(), line.end())]
    if not ends:
        return text
    chars = list(text)
    for end in ends:
        chars[end] = "\n"
    return "".join(chars)


def _ends(text: str, start: int, end: int) -> Iterator[int]:
    """The blanks of a long line behind which a line begins, if headings or a table were folded into it."""
    tokens = list(_TOKEN.finditer(text, start, end))
    words = [token.group() for token in tokens]
    tables = _tables(words)
    if not any(tables) and sum(map(_is_heading, words)) < 2:
        return
    for i, (token, after) in enumerate(pairwise(tokens)):
        if after.start() <= token.end() + 3 and _breaks(words, tables, i):
            yield token.end()


def _breaks(words: list[str], tables: list[bool], i: int) -> bool:
    """Whether a line ends between word ``i`` and the next."""
    word, after = words[i], words[i + 1]
    numbered = head(word)
    if numbered is not None and numbered.level == 1 and numbered.cut == len(word):
        return False  # 第三部分 and its title
    if tables[i] and tables[i + 1]:
        return len(word) > 1 or len(after) > 1 or word.isdigit() or after.isdigit()
    if tables[i] or tables[i + 1]:
        return True
    return _is_heading(after) or head(after) is not None or word.endswith("。") or _ends_in_heading(word)


def _tables(words: list[str]) -> list[bool]:
    """Which words are the title and the cells of a table: from a title on, up to the first sentence."""
    found = [False] * len(words)
    for i, word in enumerate(words):
        if not is_title(word) or found[i]:
            continue
        stop = next((j for j in range(i + 1, len(words)) if _is_prose(words[j])), len(words))
        if sum(bool(_NUMBER.match(each)) for each in words[i:stop]) >= _CELLS:
            found[i:stop] = [True] * (stop - i)
    return found


def _is_prose(word: str) -> bool:
    numbered = head(word)
    part = numbered is not None and numbered.level == 1
    return part or len(word) > _LONGEST_CELL or bool(_SENTENCES.search(word))


def _is_heading(word: str) -> bool:
    """Whether a word is a heading with its numeral (二、收入决算情况说明) or a part's numeral."""
    numbered = head(word)
    if numbered is None or numbered.level > 3:
        return False
    title = word[numbered.cut :]
    return numbered.level == 1 or bool(STRONG_END.search(title) and not AMOUNT.search(title))


def _ends_in_heading(word: str) -> bool:
    """Whether the last clause of a word is a heading: …用于公务接待。（二）政府采购支出情况."""
    match = _TITLE_END.search(word)
    return match is not None and _is_heading(match[1])
