"""Whose report it is, of which year, and of which kind."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

Kind = Literal["final-accounts", "budget", "unknown"]

_NUMBERS = re.compile(r"[\s\d.,%|-]+")
_MARKS = re.compile(r"[\s\u200b\ufeff#*|]+")
_LABEL = re.compile(
    r"(?:部门名称|单位名称|编制部门|编制单位|填报单位|填报部门|预算主管部门|预算部门|预算单位|公开部门|公开单位|部门（单位）名称|部(?<![主级]部)门|单(?<!主管单)位)"
    r"[ \t\u3000]*(?:（[^）]{0,8}）)?[：:][ \t\u3000]*(?!(?:人民币)?[百千万亿]*元)([^\s：:，。；|]{3,40})"
)
_TITLED = re.compile(
    r"^(?:第[一二三四五六七八九十]部分)?(?:[一二三四五][、.])?(?P<a>[^，。；：:\d]{3,40}?)?(?P<y>20\d\d|[二2][〇○0零Ｏo][一二三四五六七八九〇○零]{2})年(?:度)?(?P<b>[^，。；：:\d]{3,40}?)??"
    r"(?:区级|市级|县级|省级|本级)?(?:部门|单位)?(?:预算|决算|收支预算|收支决算)(?:公开|编制|情况|说明|报告|报表|表|及|$)"
)
_OVERVIEWS = ("概况", "主要职能", "主要职责", "机构设置", "基本情况")
_OVERVIEW = re.compile(
    r"^(?:第[一二三四五六七八九十\d]部分)?(?:[一二三四五][、.])?([^，。；：:\d]{4,40}?)(?:部门|单位)?"
    rf"(?:{'|'.join(_OVERVIEWS)})$"
)
_TITLE_YEAR = re.compile(r"(20\d\d|[二2][〇○0零Ｏo][一二三四五六七八九〇○零]{2})(?:年(?:度)?)(?!底|初|末)")
_COLUMN_YEAR = re.compile(r"(20\d\d)年度?(?:预算|决算|执行)数?(?=[\t|\n]|$)")
_ANY_YEAR = re.compile(r"(?<![比较与上])(20\d\d)年")
_NAMELESS = re.compile(
    r"^(?:[（(].*|.*(?:XX|xx|××|全称|万元|百元|金额单位|人民币)|元|部门|单位|本部门|本单位|我部门|我单位|部门整体|部门综合|部门基本|单位基本|主要|内设|.*(?:预算|决算|收支|说明|支出|收入|情况))$"
)
_HEADED = re.compile(r"^[一二三四五六七八九十]{1,2}[、.．]")
_TRIM = re.compile(r"(?:20\d\d年度?|单位[：:].*|金额.*|公开\d+表.*|（本级）|（汇总）|（盖章）|（公章）)$")
_BUDGETS = re.compile(
    r"一般公共预算|政府性基金预算|国有资本经营预算|预算数|年初预算|全年预算|预算绩效|预算执行|预算财政拨款"
)
_PLACEHOLDER = re.compile(r"全称|XX|xx|××|某某|_{2,}")
_NOT_NAME = re.compile(r"第.部分|部门$|一般公共|财政拨款|政府性|国有资本|三公|基本")
_OF_REPORTS = re.compile(r"预算|决算|部门|年度")
_OF_OTHERS = re.compile(r"[比较]20\d\d|文件|〔|【|\[")
_DIGITS = str.maketrans("一二三四五六七八九〇○零Ｏo", "12345678900000")


@dataclass(frozen=True, slots=True)
class Identity:
    """The organisation (empty if not found), the year and the kind of a report."""

    organisation: str
    year: int | None
    kind: Kind


def identity(text: str, path: str = "") -> Identity:
    """Read the identity off the lines that name it: labels over tables, titles, first headings.

    Where no title has a year, the file's name may have it, or the heads of columns.
    """
    titles: list[str] = []
    names: Counter[str] = Counter()
    for line in text.replace("\r", "\n").replace("\f", "\n").split("\n"):
        if not line or line.isspace() or _NUMBERS.fullmatch(line):
            continue
        if "：" in line or ":" in line:
            _count_labels(names, line)
        sentence = "，" in line or "。" in line or "；" in line
        if len(line.strip()) <= 90 and not sentence and not _is_row(line):
            flat = _MARKS.sub("", line)
            if 3 < len(flat) <= 60:
                titles.append(flat)
    titles = _with_wrapped(titles)
    _count_titles(names, titles)
    return Identity(_best(names), _year(titles, text, path), _kind(titles))


def _is_row(line: str) -> bool:
    """Whether a line is a row of a table, such as a head that names years, rather than a title alone in its row."""
    if "\t" not in line and "|" not in line:
        return False
    cells = [cell for cell in line.replace("|", "\t").split("\t") if cell.strip()]
    return len(cells) > 2 or (len(cells) > 1 and len(set(_TITLE_YEAR.findall(line))) > 1)


def _with_wrapped(titles: list[str]) -> list[str]:
    """The first lines once more, joined: titles on covers run over two or three lines."""
    cover = [title for title in titles[:4] if not re.match(r"目录|第.部分|[一二三四五]、", title)]
    joined = ["".join(cover[:count]) for count in (2, 3)] if len(cover) > 1 else []
    return [*(title for title in joined if len(title) <= 60), *titles]


def _count_labels(names: Counter[str], line: str) -> None:
    for match in _LABEL.finditer(line):
        name = _clean(match.group(1))
        if name and "、" not in name:  # 下属3个事业单位：甲中心、乙中心
            names[name] += 3


def _count_titles(names: Counter[str], titles: list[str]) -> None:
    for flat in titles[:400]:
        if flat.endswith(_OVERVIEWS) and (match := _OVERVIEW.match(flat)):
            found = [match.group(1)]
        elif "算" in flat and (match := _TITLED.match(flat)):
            found = [match["a"] or "", match["b"] or ""]
        else:
            continue
        for name in map(_clean, found):
            if len(name) >= 4 and not _NOT_NAME.search(name):
                names[name] += 2


def _clean(name: str) -> str:
    if _PLACEHOLDER.search(name):
        return ""
    name = _HEADED.sub("", name)
    name = _TRIM.sub("", name.strip('“”"《》()（：:　 ')).strip()
    name = re.sub(r"(?:20\d\d年(?:度)?)?(?:部门|单位)$", "", name) if len(name) > 4 else name
    return "" if len(name) < 3 or _NAMELESS.match(name) else name


def _best(names: Counter[str]) -> str:
    """The name met most; of names met equally often the first."""
    return max(names, key=lambda name: names[name]) if names else ""


def _year(titles: list[str], text: str, path: str) -> int | None:
    votes: Counter[int] = Counter()
    for position, flat in enumerate(titles):
        if "年" not in flat or not _OF_REPORTS.search(flat) or _OF_OTHERS.search(flat):
            continue
        if match := _TITLE_YEAR.search(flat):
            votes[_number(match.group(1))] += 3 if position < 6 else 1
    if votes:
        return _most(votes)
    if match := _TITLE_YEAR.search(PurePath(path).name):
        return _number(match.group(1))
    if heads := _COLUMN_YEAR.findall(text):
        return max(map(_number, heads))
    return _most(Counter(_number(match.group(1)) for match in _ANY_YEAR.finditer(text)))


def _most(votes: Counter[int]) -> int | None:
    """The year met most, the latest of several met equally often."""
    if not votes:
        return None
    most = max(votes.values())
    return max(year for year, count in votes.items() if count == most)


def _number(year: str) -> int:
    return int(year.translate(_DIGITS))


def _kind(titles: list[str]) -> Kind:
    final = budget = 0
    for position, flat in enumerate(titles):
        rest = _BUDGETS.sub("", flat) if "算" in flat else ""
        weight = 3 if position < 6 else 1
        final += weight * ("决算" in rest)
        budget += weight * ("预算" in rest and "决算" not in rest)
    if final == budget == 0:
        return "unknown"
    return "final-accounts" if final >= budget else "budget"
