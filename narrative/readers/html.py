"""Saved web pages (.html, .mhtml): the report on the page, without navigation, scripts and the site's footer."""

from __future__ import annotations

import re
from email import message_from_bytes, policy

from lxml import etree

from ..errors import LimitExceeded, UnreadableDocument
from .document import CellText, Document, Draft
from .html_boxes import box_rows
from .text import decode

_SKIPPED = frozenset(
    {"script", "style", "head", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "audio", "video",
     "map", "select", "option", "button", "textarea", "nav", "header", "footer", "aside", "input", "img", "dialog"}
)  # fmt: skip
_BLOCKS = frozenset(
    {"address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
     "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "html", "legend", "li",
     "main", "ol", "p", "pre", "section", "summary", "ul", "table", "tbody", "thead", "tfoot", "tr", "td", "th"}
)  # fmt: skip
_ASIDE = re.compile(
    r"(?:^|[-_\s])(?:nav|navbar|navigation|menu|footer|foot|header|top-?bar|breadcrumbs?|crumbs?|sidebar|share|pager|pagination|copyright|"
    r"friend-?links?|search|toolbar|qrcode)(?:$|[-_\s\d])"
)
_NONE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_WHITE = re.compile(r"[ \t\r\n\f\u200b]+")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_CODECS = {"gb2312": "gb18030", "gbk": "gb18030", "gb-2312": "gb18030", "x-gbk": "gb18030", "utf8": "utf-8",
           "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "iso-8859-1": "cp1252", "latin1": "cp1252"}  # fmt: skip
_SENTENCE = re.compile(r"[，。；]")


def document(data: bytes, *, path: str = "-") -> Document:
    """The text of a page. Raises UnreadableDocument if there is none, LimitExceeded if it is nested without end."""
    mail = _page_of_mail(data, path)
    draft = Draft(path, "html" if mail is None else "mhtml")
    page, charset = (data, None) if mail is None else mail
    text, warnings = decoded(page, path=path, charset=charset)
    draft.warnings += warnings
    root = _tree(text, path)
    body = next(root.iter("body"), root)
    if _written(draft, body, strict=True) * 2 < _shown_length(body):
        fresh = Draft(path, draft.form, warnings=draft.warnings)
        _written(fresh, body, strict=False)
        draft = fresh if fresh.length > draft.length * 2 else draft
    pictures = sum(1 for _ in body.iter("img"))
    if pictures and not draft.tables:
        draft.warnings.append(
            f"网页里没有表格，有图片（{pictures}张）没有读；如果表格在图片或附件里，请用 --tables 给出表格文件"
        )
    return draft.document()


def decoded(data: bytes, *, path: str, charset: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text of a page in the encoding that it or its mail part names, else in the one that fits."""
    if not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        named = _CHARSET.search(data[:8192])
        declared = charset or (named[1].decode("ascii") if named else "")
        for name in dict.fromkeys(
            (_CODECS.get(declared.lower(), declared.lower()), "utf-8", "gb18030", "big5hkscs")
        ):
            try:
                text = data.decode(name)
            except (UnicodeDecodeError, LookupError):
                continue
            if name != "cp1252" and "\x00" not in text:
                return text, ()
    return decode(data, path=path)


def _page_of_mail(data: bytes, path: str) -> tuple[bytes, str | None] | None:
    """The page in a file saved as a mail (.mhtml), and its encoding; None if it is no mail."""
    if data.lstrip()[:1] == b"<" or b"mime-version" not in data[:8192].lower():
        return None
    try:
        message = message_from_bytes(data, policy=policy.compat32)
        pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
        contents = [(part.get_payload(decode=True), part.get_content_charset()) for part in pages]
    except (ValueError, LookupError, KeyError, IndexError, TypeError, RecursionError, AttributeError):
        contents = []
    found = [(content, charset) for content, charset in contents if isinstance(content, bytes) and content]
    if not found:
        raise UnreadableDocument(path, "网页存档（MHTML）里没有网页内容", "请用浏览器重新保存网页后再检查")
    return max(found, key=lambda page: len(page[0]))


def _tree(text: str, path: str) -> etree._Element:
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True
    )
    clean = text.replace("\x00", "").encode("utf-8", "replace")
    try:
        root = etree.fromstring(clean, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if any(
        "RESOURCE_LIMIT" in error.type_name or "NAME_TOO_LONG" in error.type_name
        for error in parser.error_log
    ):
        raise LimitExceeded(path, "网页的标签嵌套过深", "请把正文和表格复制到 Word 或文本文件后再检查")
    if root is None:
        raise UnreadableDocument(path, "网页里没有内容", "请用浏览器重新保存网页后再检查")
    return root


def _shown_length(body: etree._Element) -> int:
    """How many characters the page has outside of scripts."""
    text = "".join(
        (element.text or "") + (element.tail or "")
        for element in body.iter()
        if element.tag not in ("script", "style")
    )
    return len(_WHITE.sub("", text))


def _written(draft: Draft, body: etree._Element, *, strict: bool) -> int:
    """Write the page; ``strict`` leaves out what its names call navigation. How many characters there are now."""
    _Flow(draft, strict=strict).walk(body)
    return draft.length


class _Flow:
    """Writes an element's paragraphs and tables, without recursion."""

    def __init__(self, draft: Draft, *, strict: bool) -> None:
        self.draft, self.strict = draft, strict
        self.line: list[str] = []

    def walk(self, top: etree._Element) -> None:
        """Write everything under ``top``."""
        stack: list[tuple[etree._Element, bool]] = [(top, False)]
        while stack:
            element, leaving = stack.pop()
            tag = element.tag
            if leaving:
                if tag in _BLOCKS:
                    self.flush()
                self.add(element.tail if element is not top else None)
                continue
            if not isinstance(tag, str) or tag in _SKIPPED or (element is not top and self._aside(element)):
                self.add(element.tail)
                continue
            if tag == "br":
                self.flush()
                self.add(element.tail)
                continue
            if tag in _BLOCKS:
                self.flush()
            if tag == "pre":
                self._lines(element)
                self.add(element.tail if element is not top else None)
                continue
            if (tag == "table" and self._data_table(element)) or self._box_table(element):
                self.add(element.tail if element is not top else None)
                continue
            self.add(element.text)
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))
        self.flush()

    def add(self, text: str | None) -> None:
        if text:
            self.line.append(text)

    def flush(self) -> None:
        """End the paragraph."""
        text = _WHITE.sub(" ", "".join(self.line)).strip(" ")
        self.line = []
        if text:
            self.draft.line([(text, "")])

    def _lines(self, element: etree._Element) -> None:
        """Write text whose lines and blanks are printed as they are."""
        for line in "".join(str(text) for text in element.itertext()).splitlines():
            self.draft.line([(line.replace("\xa0", " ").rstrip(), "")])

    def _aside(self, element: etree._Element) -> bool:
        """Whether an element is not shown, or is the site's rather than the page's."""
        style = element.get("style")
        if (style and _NONE.search(style)) or element.get("hidden") is not None:
            return True
        if not self.strict or element.tag not in ("div", "ul", "section", "table", "td", "p", "span"):
            return element.get("role") in ("navigation", "banner", "contentinfo", "search")
        named = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
        return len(named) > 1 and bool(_ASIDE.search(named)) and next(element.iter("table"), None) is None

    def _data_table(self, table: etree._Element) -> bool:
        """Write a table of data and say so; one that only lays out the page is not."""
        rows = _rows(table)
        if not _is_data(rows):
            return False
        caption = table.find("caption")
        if caption is not None:
            self.draft.line([(_text_of(caption), "")])
        nested: list[etree._Element] = []
        self.draft.table([[_cell(cell, nested) for cell in row] for row in rows])
        for inner in nested:
            _Flow(self.draft, strict=self.strict).walk(inner)
        return True

    def _box_table(self, element: etree._Element) -> bool:
        """Write a table made of boxes and say so."""
        rows = box_rows(element)
        if rows is None:
            return False
        self.draft.table([[CellText([(_text_of(cell), "")], 1, 1) for cell in row] for row in rows])
        return True


def _rows(table: etree._Element) -> list[list[etree._Element]]:
    """The cells of the table's own rows that are shown."""
    rows = []
    for child in table:
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in ("tbody", "thead", "tfoot"):
            rows.extend(row for row in child if row.tag == "tr")
    cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows if not _hidden(row)]
    return [[cell for cell in row if not _hidden(cell)] for row in cells]


def _hidden(element: etree._Element) -> bool:
    """Whether a row or a cell is kept from sight, as hidden rows and columns of a pasted spreadsheet are."""
    return element.get("hidden") is not None or bool(_NONE.search(element.get("style") or ""))


def _is_data(rows: list[list[etree._Element]]) -> bool:
    """Whether the cells hold data; layout tables hold other tables, or a page's text in few cells."""
    if max((len(row) for row in rows), default=0) < 2:
        return False
    cells = [cell for row in rows for cell in row]
    outer = sum(next(cell.iter("table"), None) is not None for cell in cells)
    if outer:
        return len(cells) >= 6 and outer * 4 <= len(cells) and len(rows) > 1
    if len(cells) > 8:
        return True
    return all(len(_SENTENCE.findall("".join(cell.itertext()))) < 8 for cell in cells)


def _cell(cell: etree._Element, nested: list[etree._Element]) -> CellText:
    return CellText([(_text_of(cell, nested), "")], _span(cell, "colspan", 1), _span(cell, "rowspan", 0))


def _span(cell: etree._Element, name: str, least: int) -> int:
    text = (cell.get(name) or "1").strip()
    return min(max(int(text), least), 1000) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _text_of(element: etree._Element, nested: list[etree._Element] | None = None) -> str:
    """The text of a cell, a line for each paragraph in it; tables in it go to ``nested``."""
    parts: list[str] = [element.text or ""]
    stack: list[tuple[etree._Element, bool]] = [(child, False) for child in reversed(element)]
    while stack:
        child, leaving = stack.pop()
        tag = child.tag
        if leaving or not isinstance(tag, str) or tag in _SKIPPED or _NONE.search(child.get("style") or ""):
            parts.append(("\0" if leaving and tag in _BLOCKS else "") + (child.tail or ""))
        elif tag == "table" and nested is not None:
            nested.append(child)
            parts.append("\0" + (child.tail or ""))
        else:
            parts.append("\0" if tag in _BLOCKS or tag == "br" else "")
            parts.append(child.text or "")
            stack.append((child, True))
            stack.extend((inner, False) for inner in reversed(child))
    lines = (_WHITE.sub(" ", line).strip() for line in "".join(parts).split("\0"))
    return "\n".join(line for line in lines if line)
