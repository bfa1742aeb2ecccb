"""Small shop files, good and bad."""

import gzip
from pathlib import Path

from skill.loading.problem import Problem

PRODUCTS = """\
id,category,brand,size,price,stock,tax,sensitive,name,spoken,synonyms,details,name_de,spoken_de,synonyms_de,details_de
coffee,coffee,Bluebird,12 oz,4.99,3,food,no,"Bluebird Coffee, 12 oz",Bluebird coffee,regular coffee|filter coffee,\
Medium roast.,Bluebird Kaffee,Kaffee von Bluebird,Filterkaffee,
soap,,,,2.00,,,yes,Soap,,,,,,,
"""
CATEGORIES = "key,name,name_de,synonyms,synonyms_de\ncoffee,coffee,Kaffee,java|cup of joe,\n"
CUSTOMERS = """\
customer_id,people,address_label,address_label_de,payment_label,payment_label_de,time_zone,locale
anna,Anna:adult|Mia:child,home,nach Hause,the card ending 42,,Europe/Berlin,de-DE
bob,,,,,,,
"""
ORDERS = """\
order_id,customer_id,ordered_at,product_id,quantity,unit_price
o1,anna,2026-11-02T18:05:00,coffee,2,4.49
o1,anna,2026-11-02T18:05:00,soap,1,2.00
o3,zoe,2026-11-04,soap,1,1.50
o2,anna,2026-11-19T23:30:00+00:00,coffee,1,4.99
"""


def write(path: Path, content: str | bytes) -> Path:
    """Write a file; ``.gz`` compressed."""
    data = content.encode() if isinstance(content, str) else content
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


class Problems(list[Problem]):
    """Collects problems as their sentences."""

    def __call__(self, problem: Problem) -> None:
        self.append(problem)

    @property
    def said(self) -> list[str]:
        return [str(problem) for problem in self]
