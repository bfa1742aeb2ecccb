"""The converter of the Complete Journey gives files that load without a problem."""

import subprocess
import sys
from datetime import date
from pathlib import Path

from skill.loading.shop_folder import load_folder
from skill.settings.environment import DEMO_SHOP
from skill.settings.shop import load_shop
from skill.storage.memory import MemoryStore
from tests.loading.files import Problems, write

TOOL = Path(__file__).parents[2] / "tools" / "complete_journey.py"
ITEMS = """\
item_id,category,parent_category,department,brand,size
1,BREAD:ITALIAN/FRENCH,BREAD,PASTRY,Private,
2,,FRZN ICE,GROCERY,National,22 LB
3,NEVER BOUGHT,X,Y,National,
"""
PURCHASES = """\
customer_id,basket_id,date,item_id,quantity,price
1,900,2017-01-07 18:55:24,1,3,5.98
1,900,2017-01-07 18:55:24,2,0,0.0
2,901,2017-02-07 08:00:00,1,1,2.49
2,902,2017-02-08 08:00:00,1,1,0.0
"""


def test_a_small_data_set(tmp_path: Path) -> None:
    write(tmp_path / "items.csv.gz", ITEMS)
    write(tmp_path / "purchases.csv.gz", PURCHASES)
    out = tmp_path / "out"
    done = subprocess.run(
        [sys.executable, TOOL, "--data", tmp_path, "--out", out], check=True, capture_output=True, text=True
    )
    assert done.stdout == "2 products and 3 order lines written; 1 lines without units left out\n"
    assert (out / "products.csv").read_text().splitlines() == [
        "id,category,brand,size,price,tax,name",
        "1,bread,Private,,2.49,food,bread italian french",
        "2,frzn ice,National,22 lb,0.00,food,frzn ice",
    ]
    assert (out / "orders.csv").read_text().splitlines() == [
        "order_id,customer_id,ordered_at,product_id,quantity,unit_price",
        "900,1,2017-01-07T18:55:24,1,3,1.99",
        "901,2,2017-02-07T08:00:00,1,1,2.49",
        "902,2,2017-02-08T08:00:00,1,1,0.00",
    ]
    problems = Problems()
    summary = load_folder(
        MemoryStore(), load_shop(DEMO_SHOP), out, tmp_path / "catalogue", date(2026, 11, 21), report=problems
    )
    assert problems == []
    assert (summary.products, summary.customers, summary.orders, summary.lines) == (2, 2, 3, 3)
