"""Plain text: from bytes in UTF-8, UTF-16 or GB18030 to ``str``, nothing changed."""

from __future__ import annotations

import codecs
import re

from ..errors import UnreadableDocument

_USUAL = re.compile(r"[的年元万支出收入预算决部门单位情况说明财政一般公共基本项目表为和占增加减少比]")
_HANZI = re.compile(r"[\u3400-\u9fff]")
_STRANGE = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ue000-\uf8ff\ufffd]")
_BINARY = "内容是二进制数据，不是文本"
_SAVE = "请另存为 UTF-8 编码的 .txt 或 .md 再检查"
_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)


def decode(data: bytes, *, path: str = "-") -> tuple[str, tuple[str, ...]]:
    """The text in ``data``, a byte order mark kept, and warnings about the decoding.

    Raises UnreadableDocument for empty or binary content and for encodings that cannot be told.
    """
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise UnreadableDocument(path, "文件是空的", "请确认导出是否成功，换一份有内容的文件")
    text, warnings = _decoded(data, path)
    if len(_STRANGE.findall(text)) > max(3, len(text) // 200):
        raise UnreadableDocument(path, _BINARY, _SAVE)
    return text, warnings


def _decoded(data: bytes, path: str) -> tuple[str, tuple[str, ...]]:
    marked = next((name for bom, name in _BOMS if data.startswith(bom)), None)
    if marked:
        return _marked(data, marked, path)
    if b"\x00" in data:
        return _wide(data, path), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    legacy = _attempt(data, "gb18030")
    if legacy is not None and _is_chinese(legacy):
        return legacy, ()
    return _damaged(data, "utf-8", path, legacy)


def _marked(data: bytes, encoding: str, path: str) -> tuple[str, tuple[str, ...]]:
    text = _attempt(data, encoding)
    return (text, ()) if text is not None else _damaged(data, encoding, path, None)


def _damaged(data: bytes, encoding: str, path: str, legacy: str | None) -> tuple[str, tuple[str, ...]]:
    """A text of which a few bytes are broken, with a warning that says how many."""
    candidates = [(encoding, data.decode(encoding, "replace"))]
    if legacy is None and encoding == "utf-8":
        candidates.append(("gb18030", data.decode("gb18030", "replace")))
    name, text = min(candidates, key=lambda candidate: candidate[1].count("\ufffd"))
    bad = text.count("\ufffd")
    if 0 < bad <= max(2, len(text) // 500) and _is_chinese(text):
        return text, (f"有{bad}处字节无法按{name.upper()}解码，这些字显示为“\ufffd”，请核对原文",)
    raise UnreadableDocument(path, "文本编码无法识别", _SAVE)


def _wide(data: bytes, path: str) -> str:
    """UTF-16 without a byte order mark, told by what it decodes to."""
    if len(data) % 2 == 0:
        for encoding in ("utf-16-le", "utf-16-be"):
            text = _attempt(data, encoding)
            if text is not None and "\x00" not in text and _is_chinese(text):
                return text
    text = _attempt(data, "utf-8")
    if text is not None and text.count("\x00") <= len(text) // 1000 and _is_chinese(text):
        return text
    raise UnreadableDocument(path, _BINARY, _SAVE)


def _attempt(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_chinese(text: str) -> bool:
    """Whether the text's characters are those that Chinese reports are written in."""
    sample = text[:200_000]
    hanzi = len(_HANZI.findall(sample))
    usual = len(_USUAL.findall(sample))
    odd = sum(1 for char in sample if ord(char) > 127 and not _is_expected(char))
    return hanzi > 0 and usual * 12 >= hanzi and odd * 20 <= len(sample)


def _is_expected(char: str) -> bool:
    code = ord(char)
    if 0x3000 <= code <= 0x9FFF or 0xFF00 <= code <= 0xFFEF or 0x2000 <= code <= 0x27BF:
        return True
    return code in {0xA0, 0xB7, 0xD7, 0xFEFF}
