"""Tables by their titles: what a title line is, and which kind of table it names.

Titles differ by region and year (收入支出决算总表, 部门收支预算总表, 单位收支总体情况表 …), so a title is
read by its words, never by its number. Kinds are those of the disclosure sets 公开01–09 and of the budget
sets (财政部 《部门预算公开》 forms).
"""

from __future__ import annotations

import re
from functools import lru_cache

from .lexicon import table_titles

KINDS: tuple[tuple[str, str], ...] = (
    ("three-public", r"三公|因公出国|机构运行信息|决算相关信息统计"),
    ("performance-department", r"整体(?:项目)?(?:支出|绩效)?.{0,8}(?:绩效|自评|目标)"),
    ("performance-project", r"项目.{0,8}(?:自评|评价)|绩效自评"),
    ("performance-target", r"绩效.{0,4}目标"),
    ("procurement", r"政府采购|政府购买"),
    ("operating-cost", r"机关.{0,6}运行经费"),
    ("assets", r"资产|车辆"),
    ("government-fund", r"政府性?基金"),
    ("state-capital", r"国有资本经营"),
    ("basic-expenditure", r"基本支出"),
    ("special-account", r"财政专户"),
    ("economic-summary", r"经济分类|经济科目"),
    ("project", r"项目支出|专项资金|专项业务|结转资金支出|转移支付|项目.{0,4}预算"),
    ("fiscal-income-expenditure", r"财政拨款(?:预算)?(?:收入支出|收支)"),
    ("general-expenditure", r"一般公共(?:预算|服务)?.{0,6}(?:支出|决算|预算)|财政拨款支出"),
    ("income-expenditure", r"收入支出|收支"),
    ("income", r"收入"),
    ("expenditure", r"支出"),
)  # fmt: skip

_KINDS = tuple((kind, re.compile(pattern)) for kind, pattern in KINDS)
_TITLE = re.compile(
    r"^(?:.{0,45})(?:决算|预算|总|情况|明细|目标|自评|汇总|评价|分类|收支|支出|收入|公开|经费|申报|统计|信息|采购)表(?:（[^（）]{0,30}）)?(?:公开\d+表)?$"
    r"|^.{0,30}专项资金(?:管理)?清单(?:目录)?$"
)
_NUMBER_LINE = re.compile(
    r"^(?:(?:公开|预算|决算|附)表?\d+(?:[-－—]\d+)?表?|附?表[0-9一二三四五六七八九十]+(?:[-－—]\d+)?)[:：]?$"
)
_NOT_TITLE = re.compile(r"[。；，？！]|…{2}|\.{4}|详见|见附|反映|^注|^说明|报送|填报|如下表|后附|《")
_NUMBERED = re.compile(
    r"^(?:(?:附?表|[Tt]able)\s*(?:\d+|[一二三四五六七八九十]{1,3}(?!般))(?:[-－—]\d+)?[:：.、]?|附件\d*(?:[-－—]\d+)?[:：]?|[（(][0-9一二三四五六七八九十]+[)）]"
    r"|(?:\d{1,2}|[一二三四五六七八九十]+)[、.．])"
)
_LIMITED = re.compile(r"(?<=表)（[^（）]{0,30}）$")
"""What a title adds in brackets: （按支出功能分类科目，不含上年结转）."""
_PAGE = re.compile(r"(?:[.·…]{2,}|\s{2,}|[（(-])\s*\d{1,3}\s*[-)）]?$")


_CAPTIONED = re.compile(r"^(.{2,50}?表)(?:公开\d+表)?(?:公开|编制|填报|金额)?(?:部门|单位)(?:名称)?[:：].*$")
_WITH_UNIT = re.compile(r"（(?:金额)?(?:单位[:：])?[百千万亿]{0,3}元）$")
_PUBLISHED_AS = re.compile(r"公开\d+表$")
_SPACE = re.compile(r"[\s\u200b\ufeff]+")


@lru_cache(maxsize=32768)
def squeeze(text: str) -> str:
    """The text without white space, with half-width brackets widened (length may shrink: for recognition only)."""
    return _SPACE.sub("", text).replace("(", "（").replace(")", "）")


def of_performance(kind: str) -> bool:
    """Whether tables of a kind are of 绩效: self-assessments and targets."""
    return kind.startswith("performance")


@lru_cache(maxsize=8192)
def is_title(line: str) -> bool:
    """Whether a line of text reads like the title of a table (it may also be a line of the contents)."""
    if "表" not in line and "清单" not in line:
        return False
    flat = _bare(line)
    return 3 < len(flat) <= 60 and bool(_TITLE.match(flat)) and not _NOT_TITLE.search(_LIMITED.sub("", flat))


def _bare(line: str) -> str:
    """The squeezed line without marks, and without 部门：… and 单位：… that stand behind a title."""
    flat = squeeze(line.lstrip("#*| ").rstrip("*| "))
    captioned = _CAPTIONED.match(flat) if "：" in flat or ":" in flat else None
    return captioned[1] if captioned else flat


def torn_title(above: str, line: str) -> str:
    """The title whose halves are these two squeezed lines, ``""`` unless together they are a usual title."""
    whole = above + line
    if not above or not line.endswith("表") or len(whole) > 60 or _NOT_TITLE.search(whole):
        return ""
    return whole if any(len(title) > len(line) and whole.endswith(title) for title in table_titles()) else ""


def is_table_number(line: str) -> bool:
    """Whether a line holds nothing but a table's number (公开01表, 预算13表, 附表2)."""
    return bool(_NUMBER_LINE.match(squeeze(line)))


def in_contents(line: str) -> bool:
    """Whether a title line carries a page number as lines of a table of contents do."""
    return bool(_PAGE.search(line.rstrip()))


def title_text(line: str) -> str:
    """The title without white space, table number and marks."""
    flat = _PUBLISHED_AS.sub("", _bare(line))
    trimmed = _WITH_UNIT.sub("", _NUMBERED.sub("", flat))
    return trimmed if len(trimmed) > 3 else flat


@lru_cache(maxsize=8192)
def kind_of(title: str) -> str:
    """The kind of table that a title names, ``unknown`` if no words tell."""
    name = re.sub(
        r"^.{0,24}(?:局|院|委|会|校|学|所|站|中心|办|部|队|厅|府|办公室)(?=20\d\d|部门|单位|收|支|财政|一般|政府性|国有|“|项目)",
        "",
        title,
    )
    for kind, pattern in _KINDS:
        if pattern.search(name):
            return kind
    return "unknown"
