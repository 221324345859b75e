"""Invented members of an invented commune, the same for the same seed."""

import datetime as dt
import random
from dataclasses import dataclass

FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Đoàn", "Vũ", "Bùi", "Đặng", "Tống", "Tô", "Khổng")
MALE = ("Văn Khởi", "Quang Sử", "Đức Tuấn", "Văn Cộng", "Hữu Thế", "Công Bình", "Bí", "Xuân Tổng")
FEMALE = ("Thị Sim", "Thị Lụa", "Thu Hà", "Thị Mận", "Minh An", "Thị Kỷ", "Hồng Chi", "Thị Ghi")
HOMES = ("Gia Minh", "Thanh Hà", "xã Ái Quốc", "Nam Sách")
LEVELS = {
    "outstanding": "Hoàn thành xuất sắc nhiệm vụ",
    "good": "Hoàn thành tốt nhiệm vụ",
    "completed": "Hoàn thành nhiệm vụ",
    "not_completed": "Không hoàn thành nhiệm vụ",
}


@dataclass(frozen=True)
class Cell:
    """A cell of the commune: its code and the name under which it is stored."""

    code: str
    name: str


EAST = Cell("11056-01", "Chi bộ thôn Cầu Đông")
WEST = Cell("11056-02", "Chi bộ thôn Cầu Tây")
SCHOOL = Cell("11056-03", "Chi bộ Trường Tiểu học Gia Minh")
CELLS = (EAST, WEST, SCHOOL)


@dataclass(frozen=True)
class Person:
    """A member as a clerk knows them. `level`: how they were rated."""

    code: str
    card: str
    name: str
    sex: str
    born: dt.date
    home: str
    admitted: dt.date
    official: dt.date
    cell: Cell
    civil_servant: bool
    level: str

    @property
    def sex_word(self) -> str:
        """ "Nam" or "Nữ"."""
        return {"male": "Nam", "female": "Nữ"}[self.sex]


def _day(luck: random.Random, first: int, last: int) -> dt.date:
    return dt.date(luck.randint(first, last), luck.randint(1, 12), luck.randint(1, 28))


def people(seed: int, number: int = 9) -> list[Person]:
    """So many members, in the order of their cells."""
    luck = random.Random(seed)  # noqa: S311 - invented people, no secret
    found = []
    for at in range(number):
        sex = luck.choice(("male", "female"))
        given = luck.choice(MALE if sex == "male" else FEMALE)
        admitted = _day(luck, 1985, 2010)
        found.append(
            Person(
                code=f"HD{seed % 1000:03}{at + 1:03}",
                card=f"0300{seed % 10_000:04}{at + 1:04}",
                name=f"{luck.choice(FAMILIES)} {given}",
                sex=sex,
                born=_day(luck, 1945, 1964),
                home=luck.choice(HOMES),
                admitted=admitted,
                official=admitted.replace(year=admitted.year + 1),
                cell=CELLS[at * len(CELLS) // number],
                civil_servant=luck.random() < 0.3,
                level=luck.choice(list(LEVELS)),
            )
        )
    return found


def by_cell(members: list[Person]) -> dict[Cell, list[Person]]:
    """The members of each cell, in order."""
    found: dict[Cell, list[Person]] = {}
    for person in members:
        found.setdefault(person.cell, []).append(person)
    return found
