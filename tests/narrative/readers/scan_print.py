"""Prints texts as pictures of pages, in a real font, and wears them as scanners, copiers and faxes do."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from io import BytesIO

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from pylopdf_fonts_zh_cn import sans_path, serif_path

from gouji.corpora.synthesis.formats.pdf import Press, Sheet, fill


@dataclass(frozen=True)
class Scanner:
    """What a scan does to a page: dots per inch, degrees of skew, blur (a radius in dots), noise, JPEG quality."""

    dpi: int = 200
    skew: float = 0.0
    blur: float = 0.0
    noise: float = 0.0
    quality: int = 0
    grey: int = 0
    turn: int = 0
    sans: bool = False


class Paper:
    """As much of a canvas of reportlab as the press needs, drawing pictures."""

    def __init__(self, size: tuple[float, float], scanner: Scanner) -> None:
        self.size, self.scanner = size, scanner
        self.scale = scanner.dpi / 72
        self.pages: list[Image.Image] = []
        self.height = 12.0
        self.showPage()

    def showPage(self) -> None:
        width, height = (round(side * self.scale) for side in self.size)
        self.pages.append(Image.new("L", (width, height), 255))
        self.draw = ImageDraw.Draw(self.pages[-1])

    def setFont(self, _: str, size: float) -> None:
        self.height = size

    def setLineWidth(self, _: float) -> None:
        pass

    def drawString(self, x: float, y: float, words: str) -> None:
        base = (self.size[1] - y) * self.scale
        for char in words:
            advance = (0.5 if ord(char) < 127 else 1.0) * self.height
            size = self.height * (0.9 if ord(char) < 127 else 0.98)
            font = font_of(round(size * self.scale * 2) / 2, self.scanner.sans)
            self.draw.text((x * self.scale, base), char, font=font, fill=20, anchor="ls")
            x += advance

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        ends = [(x * self.scale, (self.size[1] - y) * self.scale) for x, y in ((x0, y0), (x1, y1))]
        self.draw.line(ends, fill=30, width=max(1, round(0.6 * self.scale)))

    def save(self) -> None:
        pass


@cache
def font_of(size: float, sans: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(sans_path() if sans else serif_path()), size)


@dataclass
class ScannedSheet(Sheet):
    """A document under way as pictures."""

    scanner: Scanner = Scanner()

    def blank(self, size: tuple[float, float]) -> Paper:
        return Paper(size, self.scanner)


def pictures(text: str, press: Press, scanner: Scanner) -> list[Image.Image]:
    """The pages as pictures."""
    sheet = ScannedSheet(press, "", scanner=scanner)
    fill(sheet, text)
    return [worn(page, scanner, number) for number, page in enumerate(sheet.canvas.pages)]


def worn(page: Image.Image, scanner: Scanner, seed: int) -> Image.Image:
    """The page as the scanner sees it."""
    if scanner.turn:
        page = page.rotate(scanner.turn, expand=True)
    if scanner.skew:
        page = page.rotate(scanner.skew, Image.Resampling.BICUBIC, fillcolor=255)
    if scanner.blur:
        page = page.filter(ImageFilter.GaussianBlur(scanner.blur))
    if scanner.noise or scanner.grey:
        rng = np.random.default_rng(seed)
        dots = np.asarray(page, dtype=float) * (1 - scanner.grey / 255)
        page = Image.fromarray(
            np.clip(dots + rng.normal(0, scanner.noise, dots.shape), 0, 255).astype("uint8")
        )
    return page


def scanned(text: str, press: Press, scanner: Scanner) -> bytes:
    """The text as a PDF without any text in it."""
    pages = pictures(text, press, scanner)
    if scanner.quality:
        pages = [_compressed(page, scanner.quality) for page in pages]
    buffer = BytesIO()
    # PIL writes a picture with quality 95 into a PDF; what it lost before stays lost
    pages[0].save(buffer, "PDF", save_all=True, append_images=pages[1:], resolution=scanner.dpi, quality=95)
    return buffer.getvalue()


def _compressed(page: Image.Image, quality: int) -> Image.Image:
    buffer = BytesIO()
    page.save(buffer, "JPEG", quality=quality)
    return Image.open(buffer)
