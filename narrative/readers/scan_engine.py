"""The recogniser: rapidocr with the models that its package carries, so that nothing is ever fetched.

Needs the extra ``gouji[ocr]``. Where it is not installed :func:`is_installed` says so and nothing else may be called.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from .scan_image import Box, Picture

INSTALL = "pip install 'gouji[ocr]'"
"""What to type where the extra is missing."""
_VERSION, _SIZE = "PP-OCRv6", "small"
_SIDE = 1300  # dots of the longer side of the picture in which text is looked for
_NARROW = 96  # dots: no crop is filled up beyond this width, so that short numbers cost little
_BATCH = 3


class Char(NamedTuple):
    """A character that was read: its middle as a part of the crop's width, and how sure it is, 0 to 1."""

    char: str
    middle: float
    sureness: float


@cache
def is_installed() -> bool:
    """Whether the extra is there, models and all."""
    if find_spec("onnxruntime") is None or find_spec("cv2") is None:
        return False
    return all(path.is_file() for path in _models())


def _models() -> list[Path]:
    """The files of the models in the package; a path that does not exist if there is no package."""
    spec = find_spec("rapidocr")
    folder = Path(spec.origin).parent / "models" if spec and spec.origin else Path("rapidocr")
    return [folder / f"{_VERSION}_{task}_{_SIZE}.onnx" for task in ("det", "rec")]


@cache
def _engine() -> Any:
    """The engine. With the models' paths given it looks for no others."""
    from rapidocr import RapidOCR

    found, read = map(str, _models())
    return RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.use_cls": False,
            "Global.return_word_box": True,
            "Det.model_path": found,
            "Rec.model_path": read,
            "Rec.rec_img_shape": [3, 48, _NARROW],
            "Rec.rec_batch_num": _BATCH,
            "EngineConfig.onnxruntime.enable_cpu_mem_arena": True,
        }
    )


def text_boxes(grey: Picture) -> list[Box]:
    """Where text stands in a picture, in no order."""
    import cv2

    factor = min(1.0, _SIDE / max(grey.shape))
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    found = _engine()(cv2.cvtColor(small, cv2.COLOR_GRAY2BGR), use_det=True, use_cls=False, use_rec=False)
    corners = getattr(found, "boxes", None)
    if corners is None:
        return []
    height, width = grey.shape
    lows, highs = corners.min(axis=1) / factor, corners.max(axis=1) / factor
    return [
        (max(int(x0), 0), max(int(y0), 0), min(int(x1) + 1, width), min(int(y1) + 1, height))
        for (x0, y0), (x1, y1) in zip(lows, highs, strict=True)
    ]


def read(crops: list[Picture]) -> list[list[Char]]:
    """The characters in each grey picture of one line, without blanks."""
    import cv2

    if not crops:
        return []
    found = _engine().recognize_txt([cv2.cvtColor(crop, cv2.COLOR_GRAY2BGR) for crop in crops])
    return [_chars(text, info) for text, info in zip(found.txts, found.word_results, strict=True)]


def _chars(text: str, info: Any) -> list[Char]:
    """The characters of one line: the recogniser tells columns without the blanks, and its sureness with them."""
    columns = [column for columns in info.word_cols for column in columns]
    seen = [(char, sure) for char, sure in zip(text, info.confs, strict=False) if not char.isspace()]
    if len(columns) != len(seen) or not info.line_txt_len:
        return []
    return [
        Char(char, (column + 0.5) / info.line_txt_len, sure)
        for (char, sure), column in zip(seen, columns, strict=True)
    ]
