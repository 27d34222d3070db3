"""Reading a marked Word file back: what each comment says and which text it is anchored to."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")


def part(data: bytes, name: str) -> etree._Element | None:
    bundle = zipfile.ZipFile(io.BytesIO(data))
    return etree.fromstring(bundle.read(name)) if name in bundle.namelist() else None


def comments(data: bytes) -> dict[str, list[str]]:
    """The lines of each comment by its id."""
    root = part(data, "word/comments.xml")
    assert root is not None
    return {
        each.get(f"{W}id"): ["".join(line.itertext()) for line in each.iter(f"{W}p")]
        for each in root.iter(f"{W}comment")
    }


def anchored(data: bytes) -> dict[str, str]:
    """The text between the two ends of each comment by its id; each must have both ends and one reference."""
    found: dict[str, str] = {}
    for name in PARTS:
        root = part(data, name)
        open_: dict[str, list[str]] = {}
        for each in root.iter() if root is not None else ():
            key = each.get(f"{W}id", "")
            if each.tag == f"{W}commentRangeStart":
                open_[key] = []
            elif each.tag == f"{W}commentRangeEnd":
                assert key not in found
                found[key] = "".join(open_.pop(key))
            elif each.tag in (f"{W}t", f"{W}delText"):
                for texts in open_.values():
                    texts.append(each.text or "")
        assert not open_
    references = [
        each.get(f"{W}id")
        for name in PARTS
        if (root := part(data, name)) is not None
        for each in root.iter(f"{W}commentReference")
    ]
    assert sorted(references) == sorted(found)
    return found


def looks(data: bytes) -> list[tuple[str, str]]:
    """Each character of the document with the formatting of its run."""
    root = part(data, "word/document.xml")
    assert root is not None
    return [
        (char, etree.tostring(properties) if (properties := run.find(f"{W}rPr")) is not None else "")
        for run in root.iter(f"{W}r")
        for text in run.iter(f"{W}t")
        for char in text.text or ""
    ]
