"""The money of an invented department: facts by key, in 分, that satisfy every identity of its tables.

A key is a path with an aspect: ``general.208.basic`` is what the 基本支出 of class 208 out of 一般公共预算 came to,
``total@prior`` the total of the year before, ``three.car@budget`` a budgeted amount. Without an aspect it is the
report's own column: what was spent in final accounts, what is planned in a budget. ``tests/corpora`` asserts the
identities.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from ...narrative.lexicon import economic, functional_names, fund_codes
from .accounts import Accounts, key
from .coding import government_code
from .particulars import assess, counts, procurement, project_keys

Kind = Literal["final-accounts", "budget"]

STAFF = ("208", "210", "221")
"""Classes that hold pensions, health insurance and housing: paid for people alone."""
USUAL = (
    "2080501",
    "2080502",
    "2080505",
    "2080506",
    "2089999",
    "2101101",
    "2101102",
    "2101103",
    "2210201",
    "2210202",
)
CAPITAL = "2239901"
FISCAL = ("general", "fund", "capital")
OWN = ("special", "upper", "business", "attached", "other")
SOURCES = (*FISCAL, *OWN, "trade")
NATURES = ("basic", "project", "upward", "trade", "subsidy")
THREE = ("abroad", "buy", "run", "guest")
PEOPLE = tuple(
    f"301{n}" for n in ("01", "02", "03", "06", "07", "08", "09", "10", "11", "12", "13", "14", "99")
)
PENSIONS = ("30301", "30302", "30304", "30305", "30307", "30309", "30399")
PUBLIC = tuple(
    f"302{n:02}" for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 14, 15, 16, 18, 26, 27, 28, 29, 39, 40, 99)
)
ASSETS = ("31002", "31003", "31007", "31099")


@dataclass(frozen=True, slots=True)
class Finances:
    """A department's facts: amounts in 分, counts, and the functional items and economic items that occur."""

    kind: Kind
    facts: Mapping[str, int]
    counts: Mapping[str, int]
    items: tuple[str, ...]
    economy: tuple[str, ...]
    projects: tuple[str, ...]
    coding: Mapping[str, str]
    government: tuple[str, ...]

    def __getitem__(self, name: str) -> int:
        return self.facts.get(name, 0)


def finances(seed: str, *, kind: Kind, year: int, public: bool = True) -> Finances:
    """The finances of a department (``public``: an administration; else an institution), the same for a seed."""
    rng = random.Random(seed)
    book = Accounts(rng, grain=rng.choice((1, 100, 10_000, 10_000)))
    items = _items(rng, public, functional_names(year))
    _spending(book, items, kind, public)
    _income(book, items, kind)
    _prior(book, items)
    economy = _economy(book)
    coding = {code: government_code(code, public) for code in economy}
    _government(book, coding)
    _three_public_before(book, kind)
    procurement(book)
    projects = project_keys(book)
    found = counts(book)
    if kind == "final-accounts":
        _budgets(book, items)
        found |= assess(book, projects)
    _parts_before(book)
    government = tuple(sorted(set(coding.values())))
    return Finances(kind, book.facts, found, tuple(items), economy, projects, coding, government)


def _items(rng: random.Random, public: bool, known: Mapping[str, str]) -> list[str]:
    """Functional items that exist in the year: one to three groups of a trade, and what every department pays."""
    trades = [c for c in known if len(c) == 5 and c[:3] < "227" and c[:3] not in (*STAFF, "209", "223")]
    trades = [c for c in trades if c not in fund_codes()]
    groups = sorted(c for c in trades if c + "99" in known and c[:3] in known and known[c + "99"] != known[c])
    chosen: set[str] = set()
    for group in rng.sample(groups, rng.choice((1, 1, 2, 3))):
        named = {known[c]: c for c in sorted(known) if len(c) == 7 and c.startswith(group)}
        inner = sorted(named.values())  # a name that two codes share stands for one of them
        chosen.update(rng.sample(inner, min(len(inner), rng.randint(1, 4))))
    others = ("2080502", "2101102") if public else ("2080501", "2101101")
    usual = [c for c in USUAL if c not in others and c in known and c[:5] in known]
    chosen.update(rng.sample(usual, rng.randint(2, min(6, len(usual)))))
    return sorted(chosen)


def _spending(book: Accounts, items: list[str], kind: Kind, public: bool) -> None:
    rng = book.rng
    own, business = not public and rng.random() < 0.6, not public and rng.random() < 0.2
    for code in items:
        staff = code[:3] in STAFF
        people = book.money(2, 300 if staff else 2000) if staff or rng.random() < 0.75 else 0
        office = 0 if staff or not people else book.part(people, 3, 30)
        project = 0 if staff and rng.random() < 0.95 else book.money(1, 6000) if rng.random() < 0.6 else 0
        if not people + project:
            people = book.money(2, 400)
        _spend(book, "general", code, people=people, office=office, project=project)
        if own and not staff and rng.random() < 0.7:
            _spend(book, "own", code, people=book.money(1, 90), office=0, project=book.money(1, 200))
        if business and not staff:
            book.add(code, "trade", book.money(1, 80), scope="own")
    if rng.random() < 0.05 and kind == "final-accounts" and not public:
        book.add(items[0], "upward", book.money(1, 30), scope="own")
    if rng.random() < 0.3:
        code = rng.choice(("2120801", "2120803", "2296002", "2296003"))
        _spend(book, "fund", code, people=0, office=0, project=book.money(5, 900))
        items.append(code)
    if rng.random() < 0.08:
        _spend(book, "capital", CAPITAL, people=0, office=0, project=book.money(5, 300))
        items.append(CAPITAL)
    items[:] = sorted(set(items))


def _spend(book: Accounts, scope: str, code: str, *, people: int, office: int, project: int) -> None:
    for nature, value in (
        ("people", people),
        ("public", office),
        ("basic", people + office),
        ("project", project),
    ):
        if value:
            book.add(code, nature, value, scope=scope, counted=nature in ("basic", "project"))


def _income(book: Accounts, items: list[str], kind: Kind) -> None:
    rng, final = book.rng, kind == "final-accounts"
    for fund in (*FISCAL, "own"):
        spent = book[fund]
        carried = spent - book[key(fund, "trade")]
        main = _largest(book, fund, items)
        most = book.round((book[key(fund, main)] - book[key(fund, main, "trade")]) // 2)
        before = min(book.part(carried, 1, 25), most) if rng.random() < 0.45 else 0
        after = book.part(carried, 1, 20) if final and rng.random() < 0.4 else 0
        book.put(f"carry-in.{fund}", before)
        book.put(f"carry-out.{fund}", after)
        if fund == "own":
            _own_income(book, items, spent - before + after, final)
        else:
            book.put(f"income.{fund}", spent - before + after)
            for code in items:
                book.earn(code, fund, book[key(fund, code)] + (after - before if code == main else 0))
    book.total("income.fiscal", (f"income.{fund}" for fund in FISCAL))
    book.total("income", (f"income.{source}" for source in SOURCES))
    for name in ("carry-in", "carry-out"):
        book.total(f"{name}.fiscal", (f"{name}.{fund}" for fund in FISCAL))
        book.total(name, (f"{name}.fiscal", f"{name}.own"))
    book.total("fiscal", FISCAL)
    book.put("total", book["income"] + book["surplus"] + book["carry-in"])
    for fund in (*FISCAL, "fiscal"):
        book.put(f"{fund}.total", book[fund] + book[f"carry-out.{fund}"])


def _largest(book: Accounts, scope: str, items: Iterable[str]) -> str:
    return max(items, key=lambda code: (book[key(scope, code)], code))


def _own_income(book: Accounts, items: list[str], earned: int, final: bool) -> None:
    """What came in besides 财政拨款, by source; some of it may come out of reserves or go into them."""
    rng = book.rng
    trade = book["own.trade"]
    rest = earned - trade
    if final and rest > 10_000_000 and rng.random() < 0.3:
        book.put("surplus", book.part(rest, 1, 10))
        rest -= book["surplus"]
    if final and rest and rng.random() < 0.2:
        book.put("distribution", book.money(1, 20))
        rest += book["distribution"]
    sources = rng.sample([s for s in OWN if s != "special" or not final], rng.choice((1, 1, 2)))
    for source, value in zip(sources, book.split(rest, len(sources)), strict=True):
        book.put(f"income.{source}", value)
    book.put("income.trade", trade)
    main = _largest(book, "own", items)
    for source in sources:
        book.earn(main, source, book[f"income.{source}"])
    for code in items:
        book.earn(code, "trade", book[key("own", code, "trade")])


def _prior(book: Accounts, items: list[str]) -> None:
    """The year before: by item for 一般公共预算, by fund for the rest; this year's carry-in is what it left."""
    for code in items:
        for nature in ("basic", "project"):
            book.prior("general", code, nature, book.earlier(book[key("general", code, nature)]))
    for fund in ("fund", "capital", "own"):
        value = book.earlier(book[fund]) if book[fund] or book.rng.random() < 0.9 else book.money(1, 200)
        book.put(f"{fund}@prior", value)
    for fund in FISCAL:
        book.put(f"{fund}.total@prior", book[f"{fund}@prior"] + book[f"carry-in.{fund}"])
    for ending, scopes in (("", (*FISCAL,)), (".total", tuple(f"{f}.total" for f in FISCAL))):
        book.total(f"fiscal{ending}@prior", (f"{scope}@prior" for scope in scopes))
    book.put("spend@prior", book["fiscal@prior"] + book["own@prior"])
    book.put("total@prior", book["spend@prior"] + book["carry-in"])
    earlier = book.part(book["total@prior"], 1, 10) if book.rng.random() < 0.5 else 0
    book.put("income@prior", book["total@prior"] - earlier)
    book.put("income.fiscal@prior", min(book["fiscal.total@prior"], book["income@prior"]))


def _economy(book: Accounts) -> tuple[str, ...]:
    """The economic items of 基本支出; those of 三公 that are paid out of it are what the 三公 table says."""
    rng, office = book.rng, book["general.public"]
    for name, chance in zip(THREE, (0.1, 0.1, 0.6, 0.65), strict=True):
        book.put(f"three.{name}", book.part(office, 1, 12) if office and rng.random() < chance else 0)
    _three_totals(book, "")
    fixed = {"30212": book["three.abroad"], "30231": book["three.run"], "30217": book["three.guest"]}
    rest = office - sum(fixed.values())
    public = sorted(rng.sample(PUBLIC, rng.randint(4, 14)) + rng.sample(ASSETS, rng.choice((0, 0, 1, 2))))
    people = sorted(rng.sample(PEOPLE, rng.randint(5, 12)) + rng.sample(PENSIONS, rng.choice((0, 1, 2, 3))))
    values = {c: v for c, v in fixed.items() if v}
    values |= dict(zip(people, book.split(book["general.people"], len(people)), strict=True))
    values |= dict(zip(public, book.split(rest, len(public)), strict=True))
    for code, value in values.items():
        for name in (code, code[:3], "people" if code[:3] in ("301", "303") else "public", ""):
            book.put(key("eco", name), book[key("eco", name)] + value)
    book.put("operating", office if rng.random() < 0.6 else office - book.part(office, 5, 40))
    book.put("operating@prior", book.earlier(book["operating"]))
    return tuple(sorted(code for code, value in values.items() if value and code in economic()))


def _government(book: Accounts, coding: Mapping[str, str]) -> None:
    """The same spending by 政府预算 items."""
    for code, other in coding.items():
        for name in (f"gov.{other}", f"gov.{other[:3]}"):
            book.put(name, book[name] + book[f"eco.{code}"])


def _parts_before(book: Accounts) -> None:
    """What the sources and the natures of spending were the year before: parts of the totals of that year."""
    book.put("carry-in@prior", book["total@prior"] - book["income@prior"])
    rest = book["income.fiscal@prior"]
    for fund in ("fund", "capital"):
        book.put(f"income.{fund}@prior", min(rest, book[f"{fund}@prior"]))
        rest -= book[f"income.{fund}@prior"]
    book.put("income.general@prior", rest)
    rest = book["income@prior"] - book["income.fiscal@prior"]
    own = [source for source in (*OWN, "trade") if book[f"income.{source}"]] or ["other"]
    for source in own[1:]:
        book.put(f"income.{source}@prior", min(rest, book[f"income.{source}"]))
        rest -= book[f"income.{source}@prior"]
    book.put(f"income.{own[0]}@prior", rest)
    basic = book["general.basic@prior"] + book.round(book["own@prior"] // 2)
    book.put("spend.basic@prior", basic)
    book.put("spend.project@prior", book["spend@prior"] - basic)


def _three_totals(book: Accounts, aspect: str) -> None:
    book.total(f"three.car{aspect}", (f"three.buy{aspect}", f"three.run{aspect}"))
    book.total(f"three{aspect}", (f"three.{name}{aspect}" for name in ("abroad", "car", "guest")))


def _three_public_before(book: Accounts, kind: Kind) -> None:
    rng = book.rng
    for name in THREE:
        now = book[f"three.{name}"]
        book.put(f"three.{name}@prior", book.earlier(now) if now or rng.random() < 0.8 else book.money(1, 9))
        if kind == "final-accounts":
            plan = now + (book.part(now, 1, 60) if now and rng.random() < 0.7 else 0)
            book.put(f"three.{name}@budget", plan or (book.money(1, 6) if rng.random() < 0.3 else 0))
    for aspect in ("@prior", "@budget") if kind == "final-accounts" else ("@prior",):
        _three_totals(book, aspect)


def _budgets(book: Accounts, items: list[str]) -> None:
    """What the year's budget had planned for each item."""
    rng = book.rng
    for code in items:
        spent = book[key("general", code)]
        if not spent:
            continue
        kind = rng.random()
        plan = 0 if kind < 0.12 else spent if kind < 0.3 else book.changed(spent, 50, 180)
        for name in (code, code[:3], ""):
            book.put(f"{key('general', name)}@budget", book[f"{key('general', name)}@budget"] + plan)
    for fund in ("fund", "capital"):
        book.put(f"{fund}@budget", book.changed(book[fund], 60, 160) if rng.random() < 0.8 else 0)
    book.put("operating@budget", book.changed(book["operating"], 90, 150))
