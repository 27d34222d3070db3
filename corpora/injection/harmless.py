"""Hard negatives: rounding, nudged shares and other right ways of writing, none of which is a defect."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from random import Random

from ...extract.interval import plain
from .model import Change, Edit, Site, Source

_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_WORDS = (("相比", "比较"), ("主要原因是", "主要是由于"), ("其中：", "其中，"), ("持平", "一致"))
_REASON_END = re.compile(r"原因(?:是|为|：)[^。；\d]{4,120}。")
_ASIDES = (
    "，其中设备购置{}",
    "，上年结转资金{}",
    "，收回存量资金{}",
    "，支付工程尾款{}",
    "，新增专项{}、已于年底前拨付",
    "（含追加{}）",
)
_FULL = str.maketrans("0123456789.", "０１２３４５６７８９．")


def _numbers(source: Source) -> Iterator[tuple[Site, str]]:
    """The sites with their number as printed, where that is plain."""
    for site in source.sites:
        match = _PLAIN.match(source.text[site.start : site.end])
        if match and Decimal(match[0]) == site.value:
            yield site, match[0]


def _write(site: Site, printed: str, text: str, slip: str) -> Change:
    return Change(("rounding",), slip, (Edit(site.start, site.start + len(printed), text),), printed)


def rounded(source: Source, random: Random) -> Iterator[Change]:
    """A rate of two decimals written with one."""
    for site, printed in _numbers(source):
        if site.unit == "%" and site.value.as_tuple().exponent == -2:
            yield _write(site, printed, plain(round(site.value, 1)), "rounded")


def nudged(source: Source, random: Random) -> Iterator[Change]:
    """A share one last digit off, as it is done to make shares add to 100."""
    for site, printed in _numbers(source):
        if site.type == "share" and site.value.as_tuple().exponent == -2:
            step = Decimal(random.choice(("0.01", "-0.01")))
            yield _write(site, printed, plain(site.value + step), "nudged")


def last_digit(source: Source, random: Random) -> Iterator[Change]:
    """An amount one last digit off, as rounded parts give it.

    A small one that stands nowhere else is what its rate was computed from: 12.02万元 of 6.11万元 are 196.73 %, and
    of 6.12万元 they are 0.3 less, which is more than rounding.
    """
    for site, printed in _numbers(source):
        if site.type == "amount" and site.unit == "万元" and site.value.as_tuple().exponent == -2:
            step = Decimal(random.choice(("0.01", "-0.01")))
            told = site.rates and not site.celled and abs(step) > site.spare * site.value
            if site.value + step and not told:  # none at all is not a little less
                yield _write(site, printed, plain(site.value + step), "last-digit")


def separated(source: Source, random: Random) -> Iterator[Change]:
    """Thousands marked by commas, of either width."""
    for site, printed in _numbers(source):
        if site.value >= 1000 and site.type == "amount":
            yield _write(site, printed, f"{site.value:,}".replace(",", random.choice(",，")), "separated")


def shortened(source: Source, random: Random) -> Iterator[Change]:
    """Trailing zeros left away."""
    for site, printed in _numbers(source):
        if "." in printed and printed.endswith("0"):
            yield _write(site, printed, printed.rstrip("0").rstrip("."), "shortened")


def full_width(source: Source, random: Random) -> Iterator[Change]:
    """Digits of full width."""
    for site, printed in _numbers(source):
        yield _write(site, printed, printed.translate(_FULL), "full-width")


def in_yuan(source: Source, random: Random) -> Iterator[Change]:
    """An amount of 万元 written in 元, rightly."""
    for site in source.sites:
        text = source.text[site.start : site.end]
        if site.type == "amount" and site.unit == "万元" and text.endswith("万元") and site.exact:
            whole = plain((site.value * 10_000).quantize(Decimal(1)))
            yield Change(("rounding",), "in-yuan", (Edit(site.start, site.end, f"{whole}元"),), text)


def reworded(source: Source, random: Random) -> Iterator[Change]:
    """Another right word."""
    for paragraph in source.audit.report.paragraphs:
        for word, other in _WORDS:
            at = paragraph.text.find(word) if paragraph.part == "narrative" else -1
            if at >= 0:
                place = paragraph.place(at, at + len(word))
                yield Change(("other",), "reworded", (Edit(place.start, place.end, other),), word)


def aside(source: Source, random: Random) -> Iterator[Change]:
    """What a reason may add: what something cost, how much of a change it made, what was carried over for it."""
    for paragraph in source.audit.report.paragraphs:
        match = _REASON_END.search(paragraph.text) if paragraph.part == "narrative" else None
        if match is None or not source.free(paragraph.offsets[0], paragraph.offsets[-1]):
            continue
        amount = f"{random.randrange(12, 9000)}.{random.randrange(11, 99)}万元"
        words = random.choice(_ASIDES).format(amount)
        at = paragraph.offsets[match.end() - 1]
        yield Change(("other",), "aside", (Edit(at, at, words),), "")


def in_words(source: Source, random: Random) -> Iterator[Change]:
    """百分之12.5 for 12.5%."""
    for site, printed in _numbers(source):
        text = source.text[site.start : site.end]
        if site.unit == "%" and text == f"{printed}%":
            yield Change(("rounding",), "in-words", (Edit(site.start, site.end, f"百分之{printed}"),), text)


def without_yuan(source: Source, random: Random) -> Iterator[Change]:
    """12.5万 for 12.5万元."""
    for site, printed in _numbers(source):
        if site.type == "amount" and source.text[site.start : site.end] == f"{printed}万元":
            yield Change(("other",), "without-yuan", (Edit(site.end - 1, site.end, ""),), "元")


VARIATIONS: Mapping[str, Callable[[Source, Random], Iterator[Change]]] = {
    "rounded": rounded,
    "nudged": nudged,
    "last-digit": last_digit,
    "separated": separated,
    "shortened": shortened,
    "full-width": full_width,
    "in-yuan": in_yuan,
    "reworded": reworded,
    "aside": aside,
    "in-words": in_words,
    "without-yuan": without_yuan,
}
