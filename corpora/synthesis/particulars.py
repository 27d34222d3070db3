"""What a report says beside its main tables: purchases, projects, and numbers of things and people."""

from __future__ import annotations

from .accounts import Accounts

FUNDS = ("general", "fund", "capital")
PROJECTS = (
    "业务专项经费",
    "设备更新购置经费",
    "信息系统运行维护经费",
    "专项检查经费",
    "宣传培训经费",
    "基层服务补助资金",
    "配套设施建设资金",
)
TOTAL = 10_000
"""Full marks, in hundredths."""
MONEY_MARKS = 1_000


def procurement(book: Accounts) -> None:
    rng = book.rng
    for name, chance in (("goods", 0.7), ("works", 0.3), ("services", 0.7)):
        book.put(f"procurement.{name}", book.money(1, 900) if rng.random() < chance else 0)
    book.total("procurement", (f"procurement.{name}" for name in ("goods", "works", "services")))
    whole = book["procurement"]
    small = whole if rng.random() < 0.4 else book.part(whole, 20, 99)
    book.put("procurement.small", small)
    book.put("procurement.micro", small if rng.random() < 0.3 else book.part(small, 20, 99))


def project_keys(book: Accounts) -> tuple[str, ...]:
    """Keys of the projects that 项目支出 is for."""
    rng, found = book.rng, []
    for fund in FUNDS:
        whole = book[f"{fund}.project"]
        if not whole:
            continue
        for i, value in enumerate(book.split(whole, rng.randint(1, 5))):
            if value:
                book.put(f"project.{fund}.{i}", value)
                found.append(f"project.{fund}.{i}")
    return tuple(found)


def counts(book: Accounts) -> dict[str, int]:
    rng = book.rng
    abroad, guest = bool(book["three.abroad"]), bool(book["three.guest"])
    found = {
        "offices": rng.randint(3, 12),
        "units": rng.randint(2, 9),
        "posts": rng.randint(20, 200),
        "groups": rng.randint(1, 4) if abroad else 0,
        "travellers": rng.randint(1, 12) if abroad else 0,
        "bought": rng.randint(1, 3) if book["three.buy"] else 0,
        "batches": rng.randint(2, 150) if guest else 0,
        "foreign": 0,
        "performance": rng.randint(1, 30),
        "equipment": rng.randint(0, 9),
        "general-equipment": rng.randint(0, 9),
    }
    found["travellers"] = max(found["groups"], found["travellers"])
    found["guests"] = found["batches"] * rng.randint(3, 9) + rng.randint(0, 5) if guest else 0
    kinds = ("leader", "secret", "emergency", "law", "special", "retired", "other")
    for kind in kinds:
        found[f"cars.{kind}"] = rng.randint(1, 12) if book["three.car"] and rng.random() < 0.4 else 0
    if book["three.car"] and not any(found[f"cars.{kind}"] for kind in kinds):
        found["cars.other"] = rng.randint(1, 6)
    found["cars"] = sum(found[f"cars.{kind}"] for kind in kinds)
    found["kept"] = found["cars"]
    return found


def project_name(place: int) -> str:
    """What the place-th project of a department is called."""
    return PROJECTS[place % len(PROJECTS)] + ("" if place < len(PROJECTS) else "（二期）")


def assess(book: Accounts, projects: tuple[str, ...]) -> dict[str, int]:
    """Enter the budgets of the year of the first projects, and give them marks (hundredths) as counts."""
    marks: dict[str, int] = {}
    for i, fact in enumerate(projects[:2]):
        spent = book[fact]
        over = book.rng.random() < 0.4
        plan = spent if over else max(spent, book.changed(spent, 100, 150))
        book.put(f"{fact}@budget", plan)
        first = plan if book.rng.random() < 0.5 else book.changed(plan, 70, 130)
        book.put(f"{fact}@initial", first)
        money = (spent * MONEY_MARKS * 2 + plan) // (2 * plan) if plan else 0
        lost = 100 * book.rng.randint(0, 4)
        marks[f"marks.{i}.money"], marks[f"marks.{i}.lost"] = money, lost
        marks[f"marks.{i}"] = TOTAL - MONEY_MARKS + money - lost
    return marks
