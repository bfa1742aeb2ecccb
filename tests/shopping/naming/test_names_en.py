"""English titles, made up, and what people would say."""

import pytest

from skill.locales.naming import naming
from skill.shopping.naming.title import named

NAMES = {
    "Fernhill Teeth Whitening Toothpaste To Help Gums, Paste For Gums, 3.4 Oz x 3": "Fernhill whitening toothpaste",
    "FERNHILL TEETH WHITENING TOOTHPASTE - 3.4 OZ (PACK OF 2)": "Fernhill whitening toothpaste",
    "Bluebird Dark Roast Ground Coffee, 12 oz": "Bluebird dark roast ground coffee",
    "Bluebird Decaf Coffee Pods for Keurig K-Cup Brewers, 24 Count": "Bluebird decaf coffee pods",
    "Cloverfield 2% Reduced Fat Milk, 1 Gallon": "Cloverfield reduced fat milk",
    "Cloverfield Lactose-Free Whole Milk, Half Gallon": "Cloverfield lactose-free whole milk",
    "Grainly Organic Oat Milk, Unsweetened, Vanilla, 64 Fl Oz (Pack of 6)": "Grainly organic oat milk",
    "Softleaf Ultra Soft Toilet Paper, 24 Mega Rolls = 96 Regular Rolls": "Softleaf ultra soft toilet paper",
    "Softleaf Premium Toilet Paper, Septic Safe, 12 Rolls": "Softleaf toilet paper",
    "Pawsome Grain Free Wet Cat Food Variety Pack, Chicken & Turkey - (24) 5.5 oz. Cans": "Pawsome grain free cat food",
    "Pawsome Dry Dog Food for Adult Dogs, Chicken & Rice Recipe, 30 lb. Bag": "Pawsome dry dog food",
    "Zapline USB C to HDMI Adapter 4K, Compatible with MacBook Pro 2021, iPad Pro": "Zapline USB C HDMI adapter",
    "Zapline 6ft Braided USB-C Charging Cable [2 Pack] Cord for Galaxy S21": "Zapline braided USB-C charging cable",
    "NORDEN TX-4500 Cordless Drill, 20V, with 2 Batteries and Charger": "Norden cordless drill",
    "Norden X-Pro 900, 55-Inch 4K UHD Smart LED TV": "Norden X-Pro UHD LED TV",
    "Merrow Women's V-Neck Short Sleeve T-Shirt, Navy Blue, Large": "Merrow women's short sleeve t-shirt",
    "Merrow Mens Running Shoes Lightweight Breathable Walking Sneakers Gym Trainers": "Merrow mens running shoes",
    "Lumora 60W Equivalent LED Light Bulbs, Soft White, 8 Pack": "Lumora LED light bulbs",
    "Sunny Thicket Strawberry Jam w/ Real Fruit, 18 oz": "Sunny Thicket strawberry jam",
    "Salt & Stone Natural Deodorant, Santal, 2.6 oz": "salt and stone natural deodorant",
    "Dr. Halloway's Pure Castile Liquid Soap - Peppermint 32 oz": "Dr Halloway's Castile liquid soap",
    "Vitamin D3 5000 IU Softgels by Halemark, 360 Count": "Halemark vitamin D 3 softgels",
    "Halemark Vitamin B12 Gummies, Raspberry, 120 ct.": "Halemark vitamin B 12 gummies",
    "The Quiet Orchard: A Novel": "The Quiet Orchard",
    "Murder on the Ferry": "Murder on the Ferry",
    "Casa Lumbre Flour Tortillas 10 Inch 8 ct": "Casa Lumbre flour tortillas",
    "Hazelby Macaroni & Cheese Dinner, 7.25 oz (Pack of 12)": "Hazelby macaroni and cheese dinner",
    "Hazelby Crunchy Peanut Butter - 40oz": "Hazelby crunchy peanut butter",
    "Best Quality New Upgraded Garlic Press, Stainless Steel, Easy Squeeze": "garlic press",
    "Kitchen Scissors, Heavy Duty, Dishwasher Safe": "kitchen scissors",
    "Marblewood 8\" Chef's Knife": "Marblewood chef's knife",
    "Oakley & Finch Picture Frames 8x10 Inch, Black, Set of 4": "Oakley and Finch picture frames",
    "Penny Basket Paper Towels 2-Ply 6 Rolls": "Penny basket paper towels",
    "100% Pure New Zealand Manuka Honey": "pure New Zealand Manuka honey",
    "Everglow AAA Alkaline Batteries (48-Pack)": "Everglow AAA alkaline batteries",
    "Everglow Protein Bars, Chocolate Chip Cookie Dough, Gluten Free, 12 Count": "Everglow protein bars",
    "GLOWBERRY SPARKLING WATER, LIME, 12 FL OZ CANS (PACK OF 8)": "Glowberry sparkling water",
    "Glowberry Sparkling Water | Lemon | 12 fl oz | 8 Pack": "Glowberry sparkling water",
    "Tinyfoot Overnight Diapers Size 6, 48 Count": "Tinyfoot overnight diapers size 6",
    "Tinyfoot Baby Wipes, Fragrance Free, 10 Packs of 56": "Tinyfoot baby wipes",
    "Riverbend 3-in-1 Shampoo, Conditioner and Body Wash for Men, 28 fl oz": "Riverbend shampoo",
    "Riverbend Hand Soap Refill, Lavender Scent, 50 oz": "Riverbend hand soap refill",
    "V8X Pumpkin Seeds": "pumpkin seeds",
    "365 Almonds": "almonds",
    "★ Coaster ★ Cork ®": "Coaster Cork",
    "NNS57": "NNS 57",
    "4006381333931": "4006381333931",
    "Kids' Toothbrush": "kids toothbrush",
    "T-Rex Garden Hose 50'": "T-Rex garden hose",
    "A/C Filter 20x25x1": "AC filter",
    "Pawsome Cat Litter, Clumping, Unscented, 20 lb": "Pawsome cat litter",
    "Fernhill Dental Floss Picks 90 ct": "Fernhill dental floss picks",
    "Grainly Almond Milk Creamer French Vanilla 25.4 fl oz": "Grainly almond milk creamer",
    "Everglow Phone Case for Pixel 8, Clear": "Everglow phone case",
    "Marblewood Non-Stick Frying Pan 10-inch w/o Lid": "Marblewood non-stick frying pan",
    "Henfield Free Range Brown Eggs, 12 eggs": "Henfield free range brown eggs",
}


@pytest.mark.parametrize("title", NAMES)
def test_a_title_becomes_the_name_that_people_say(title: str) -> None:
    assert named(title, naming("en")).spoken == NAMES[title]
