"""Pictures of pages as a report: .png, .jpg and .tif as scanners save them, read by OCR."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from ..errors import LimitExceeded, UnreadableDocument, UnsupportedFormat
from .document import Document
from .pdf import document_of
from .scan_engine import INSTALL, is_installed

if TYPE_CHECKING:
    from .scan_image import Picture

MOST_DOTS = 60_000_000
"""The most dots of one page: A4 at 600 dots per inch has 35 million."""
MOST_PAGES = 150
"""The most pages of one file."""
_SHORT, _LONG = 595.0, 842.0  # points: a page is taken for A4
_FEWEST_DOTS = 200  # of the shorter side
_WORKED = 2_400  # dots of the longer side that the recogniser gets at most


def document(data: bytes, *, path: str = "-") -> Document:
    """The document in an image file. Raises a DocumentError of one line if there is none in it, or no OCR."""
    if not is_installed():
        raise UnsupportedFormat(path, "图片需要 OCR 才能读取", f"请执行 {INSTALL} 后再检查，或换用文字版")
    from .scan_page import scanned_page

    pages = []
    for number, picture in enumerate(_pictures(data, path), 1):
        high, wide = picture.shape[:2]
        width = _LONG if wide > high else _SHORT
        pages.append(scanned_page(picture, number, width, width * high / wide))
    return document_of(pages, path, "image")


def _pictures(data: bytes, path: str) -> Iterator[Picture]:
    """The pages, as large as they need be."""
    import numpy as np
    from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data)) as image:
            for number, frame in enumerate(ImageSequence.Iterator(image), 1):
                if number > MOST_PAGES or frame.width * frame.height > MOST_DOTS:
                    raise LimitExceeded(path, "图片过大或页数过多", "请确认是不是一份报告，或拆分后检查")
                if min(frame.size) < _FEWEST_DOTS:
                    raise UnreadableDocument(path, "图片太小，看不清文字", "请换用清晰的扫描件或文字版")
                page = ImageOps.exif_transpose(frame).convert("RGB")
                page.thumbnail((_WORKED, _WORKED), Image.Resampling.LANCZOS)
                yield np.asarray(page)[:, :, ::-1].copy()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise UnreadableDocument(path, "图片已损坏，无法打开", "请重新扫描或重新导出") from None
