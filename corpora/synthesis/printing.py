"""How a sheet is printed, and the print with the truth about its numbers."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Style:
    """One way of printing. ``blanks``: kept, vanished, dash; ``total``: first, last, missing; ``wrap``:
    none, after, around.

    ``paged``: what a page break leaves behind: number, running (head and number), head (the table's,
    again), title (again). ``bare``: without the bars around a row, without the tab in front of its first cell.
    """

    layout: str
    blanks: str = "kept"
    merged: str = "kept"
    split: bool = False
    lines: bool = False
    numbers: bool = True
    total: str = "first"
    wrap: str = "none"
    comma: bool = False
    gap: str = "\n"
    paged: str = ""
    scrambled: bool = False
    title: str = "{title}"
    owner: str = "合计"
    bare: bool = False


@dataclass(frozen=True)
class Truth:
    """What stands at an offset; ``row`` tells printed rows apart, ``fact`` names the fact that it says."""

    kind: str
    code: str
    label: str
    pattern: str
    text: str
    row: int
    title: str = ""
    column: str = ""
    fact: str = ""


@dataclass
class Print:
    """A text under way, with the truth about its numbers by offset."""

    style: Style
    organisation: str = "临江市渔业发展服务中心"
    running: str = "临江市渔业发展服务中心2024年度部门决算"
    parts: list[str] = field(default_factory=list)
    length: int = 0
    truth: dict[int, Truth] = field(default_factory=dict)
    rows: int = 0
    pages: int = 0

    def put(self, text: str, truth: Truth | None = None) -> None:
        if truth is not None:
            self.truth[self.length] = truth
        self.parts.append(text)
        self.length += len(text)

    @property
    def text(self) -> str:
        return "".join(self.parts)
