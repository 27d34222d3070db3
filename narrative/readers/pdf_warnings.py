"""What the reading of a PDF may have missed or may doubt, page by page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .document import Draft
from .pdf_flow import Sheet
from .pdf_lines import TextLine, chars_of
from .pdf_page import PageContent
from .pdf_scans import MOST_SCANS, is_garbled, is_scan, unread_pictures
from .scan_engine import INSTALL, is_installed

POOR = 0.995
"""A page whose characters were recognised with less sureness on average is hard to read."""
DOUBTFUL, DOUBTFUL_WORDS = 0.9, 0.8
"""A digit or mark, and a character of a word, that was recognised with less sureness is read with doubt."""
_UNREAD_PICTURES = f"第{{}}页有大幅图片，其中的文字没有读取；执行 {INSTALL} 后可识别"
_LAYER = "第{}页是扫描图像，文字取自看不见的文字层（别的软件识别的），其中的数一律不据以判错，请以原件为准"
_FONTLESS = "第{}页的字体没有嵌入，本机又没有中文字体，可能漏读文字；请安装中文字体后重试"
_BLURRED = "第{}页的表格有重叠印出或显示为“###”的数，不据以判错，请以原表为准"
_DIGIT = re.compile(r"[0-9]")


def nothing(pages: Sequence[PageContent]) -> tuple[str, str]:
    """What to say of a PDF without any text: the problem and what to do about it."""
    if not any(page.pictures for page in pages):
        return "PDF 里没有任何文字", "请换用有文字的版本"
    if is_installed():
        return "PDF 是扫描件，OCR 没有认出文字", "请换用清晰的扫描件或文字版"
    return "PDF 是扫描件，没有文字层", f"请执行 {INSTALL} 后再检查，或换用文字版"


def doubts(
    draft: Draft, pages: Sequence[PageContent], sheets: Sequence[Sheet]
) -> tuple[tuple[int, int], ...]:
    """The ranges of the text that were read with doubt; of a page that is hard to read, all of it."""
    unsure = {page.number: _unsure(page) for page in pages if page.sureness or page.layer}
    for sheet in sheets:
        if sheet.blurred:
            unsure[sheet.page] = unsure.get(sheet.page, set()) | sheet.blurred
    found: list[tuple[int, int]] = []
    for anchor in draft.anchors if unsure else ():
        page, _, first = anchor.place[5:].partition("#")
        places = unsure.get(int(page), set())
        at = int(first) + anchor.offset - anchor.start
        for i in range(anchor.start, anchor.end):
            if at + i not in places:
                continue
            if found and found[-1][1] == i:
                found[-1] = (found[-1][0], i + 1)
            else:
                found.append((i, i + 1))
    return tuple(found)


def _unsure(page: PageContent) -> set[int]:
    """The numbers of the characters in doubt: of a layer that is not shown, all.

    Marks are doubted in numbers only: their width cannot be seen.
    """
    if page.layer:
        return {glyph.place for glyph in page.glyphs}
    if is_poor(page):
        return set(page.sureness)
    chars = {glyph.place: glyph.char for glyph in page.glyphs}
    return {
        place
        for place, sure in page.sureness.items()
        if sure < (DOUBTFUL if chars[place].isascii() else DOUBTFUL_WORDS)
        and (chars[place].isalnum() or chars[place] in ".,%" or not sure)
    }


def is_poor(page: PageContent) -> bool:
    """Whether the page was read from a picture that is hard to read."""
    if not page.sureness:
        return False
    chars = (glyph for glyph in page.glyphs if glyph.char.isalnum())
    sure = [seen for glyph in chars if (seen := page.sureness.get(glyph.place, 0.0))]
    return sum(sure) < POOR * len(sure)


def warnings(pages: Sequence[PageContent], sheets: Sequence[Sheet]) -> list[str]:
    """One line for each kind of doubt."""
    kinds = (
        ([page for page in pages if is_poor(page)], "第{}页的图像不清晰，其中的数一律不据以判错"),
        ([page for page in pages if is_scan(page) and not page.sureness], _unread()),
        ([page for page in pages if _has_unread_pictures(page)], _UNREAD_PICTURES),
        ([page for page in pages if page.cut], "第{}页损坏或内容过多，未能读全"),
        ([page for page in pages if page.fontless], _FONTLESS),
        ([page for page in pages if page.layer], _LAYER),
        ([page for page in pages if is_garbled(page)], "第{}页的字体缺少编码，文字可能读错"),
    )
    found = [_recognised(pages)] if any(page.sureness for page in pages) else []
    unclear = [sheet.page for sheet in sheets if sheet.blurred]
    found += [_BLURRED.format(listed(unclear))] if unclear else []
    found += [words.format(listed([page.number for page in some])) for some, words in kinds if some]
    for page, sheet in zip(pages, sheets, strict=True):
        seen, read = len(_DIGIT.findall(chars_of(page.glyphs))), _digits(sheet)
        if read < seen:
            found.append(f"第{page.number}页有{seen}个数字字符，只读出{read}个")
    return found


def _unread() -> str:
    if is_installed():
        return f"第{{}}页是扫描图像，没有读出文字（一份文件最多识别{MOST_SCANS}页）"
    return f"第{{}}页是扫描图像，没有文字层，未读取；执行 {INSTALL} 后可识别"


def _has_unread_pictures(page: PageContent) -> bool:
    return bool(unread_pictures(page)) and not is_installed()


def _recognised(pages: Sequence[PageContent]) -> str:
    """Which pages were read by OCR, how surely, and how many digits with doubt."""
    read = [page for page in pages if page.sureness]
    every = [sure for page in read for sure in page.sureness.values()]
    digits = [
        page.sureness[glyph.place]
        for page in read
        for glyph in page.glyphs
        if glyph.place in page.sureness and "0" <= glyph.char <= "9"
    ]
    mean = int(1000 * sum(every) / len(every)) / 10
    unsure = sum(sure < DOUBTFUL for sure in digits)
    doubt = f"，其中{unsure}个把握不足，涉及的数不据以判错" if unsure else ""
    return (
        f"第{listed([page.number for page in read])}页是图像，文字由 OCR 识别，平均把握{mean}%；"
        f"数字字符{len(digits)}个{doubt}，请以原件为准"
    )


def listed(numbers: Sequence[int]) -> str:
    """Page numbers with runs shortened."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    return "、".join(parts)


def _digits(sheet: Sheet) -> int:
    """How many digits stand in the lines and tables of a page."""
    texts: list[str] = []
    for item in sheet.items:
        if isinstance(item, TextLine):
            texts.append(item.text)
        else:
            texts += [text for row in item.rows for cell in row for text, _ in cell.pieces]
    return len(_DIGIT.findall("".join(texts)))
