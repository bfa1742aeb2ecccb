"""Every kind of turn within a session, and the trips it takes: one read, at most one quote, one write."""

from __future__ import annotations

from typing import Any

WHO, LOAD, QUOTE, WRITE = "GetItem", "BatchGetItem", "BatchGetItem", "TransactWriteItems"
REST, ORDERS = "GetItem", "Query"
LINK, TIMELINE = "PutItem", "Query"

COFFEE: dict[str, Any] = {"product": "dark roast coffee"}
MILK: dict[str, Any] = {"product": "oat milk"}
Said = tuple[str, dict[str, Any]]
OFFER: list[Said] = [("Reorder", MILK)]
CART: list[Said] = [("AddToCart", MILK)]
ORDER: list[Said] = [*OFFER, ("Yes", {})]
# More than anybody buys at once, and an order large enough for the code.
FAR: list[Said] = [("Reorder", COFFEE | {"quantity": 9})]
DIGITS: dict[str, Any] = {"code": "1234"}
CODE: list[Said] = [("SetUpCode", {}), ("VoiceCode", DIGITS), ("VoiceCode", DIGITS)]
LARGE: list[Said] = [*CODE, ("Reorder", {"product": "dollhouse and toilet paper"})]

# What was said before, what is said now, how it ends, and every trip it takes.
LATER: list[tuple[list[Said], str, dict[str, Any], str, list[str]]] = [
    ([], "Launch", {}, "greeted", [LOAD, WRITE]),
    ([], "Reorder", COFFEE, "offered", [LOAD, QUOTE, WRITE]),
    ([], "Reorder", {"product": "coffee and oat milk"}, "offered", [LOAD, QUOTE, WRITE]),
    ([], "Reorder", {"product": "zeppelin"}, "not_found", [LOAD, WRITE]),
    ([], "Reorder", {"product": "dollhouse", "quantity": 100}, "refused_too_many", [LOAD, WRITE]),
    ([], "Reorder", {}, "asked", [LOAD, WRITE]),
    ([], "ReorderSame", MILK, "offered", [LOAD, QUOTE, WRITE]),
    ([], "OrderUsual", {}, "offered", [LOAD, QUOTE, WRITE]),
    ([], "RepeatOrder", {}, "offered", [LOAD, QUOTE, WRITE]),
    ([], "Price", COFFEE, "answered", [LOAD, QUOTE, WRITE]),
    ([], "Price", {}, "asked", [LOAD, WRITE]),
    ([], "ProductDetails", COFFEE, "answered", [LOAD, WRITE]),
    ([], "Availability", COFFEE, "answered", [LOAD, QUOTE, WRITE]),
    ([], "LastBought", COFFEE, "answered", [LOAD, WRITE]),
    ([], "LastPaid", COFFEE, "answered", [LOAD, WRITE]),
    ([], "HowOften", COFFEE, "answered", [LOAD, WRITE]),
    ([], "MostBought", {}, "answered", [LOAD, WRITE]),
    ([], "RunningLow", {}, "answered", [LOAD, WRITE]),
    (OFFER, "WhereIsMyOrder", {}, "answered", [LOAD, WRITE]),
    ([], "WhereIsMyOrder", {}, "answered", [LOAD, WRITE]),
    ([], "RecentOrders", {"date": "2026-W45"}, "answered", [LOAD, WRITE]),
    ([], "CancelOrder", {}, "answered", [LOAD, WRITE]),
    ([], "AddToCart", MILK, "added_to_cart", [LOAD, QUOTE, WRITE]),
    ([], "ShowCart", {}, "answered", [LOAD, WRITE]),
    ([], "ShopQuestion", {"question": "refund"}, "not_found", [LOAD, WRITE]),
    ([], "Checkout", {}, "answered", [LOAD, WRITE]),
    ([], "Yes", {}, "misheard", [LOAD, WRITE]),
    ([], "Fallback", {}, "misheard", [LOAD, WRITE]),
    ([], "SessionEnded", {}, "ended", [LOAD, WRITE]),
    ([], "NobodyKnowsThis", {}, "misheard", [LOAD, WRITE]),
    (OFFER, "Yes", {}, "ordered", [LOAD, QUOTE, WRITE]),
    (OFFER, "No", {}, "declined", [LOAD, WRITE]),
    (OFFER, "Cancel", {}, "declined", [LOAD, WRITE]),
    (OFFER, "Repeat", {}, "repeated", [LOAD, WRITE]),
    (OFFER, "Help", {}, "helped", [LOAD, WRITE]),
    (OFFER, "Price", {}, "answered", [LOAD, WRITE]),
    (OFFER, "ChangeQuantity", {"quantity": 2}, "offered", [LOAD, QUOTE, WRITE]),
    (OFFER, "Refine", {"product": "whole milk"}, "offered", [LOAD, QUOTE, WRITE]),
    (OFFER, "WhyThat", {}, "answered", [LOAD, WRITE]),
    ([("Reorder", {"product": "milk"})], "RuleOut", {"product": "oat milk"}, "offered", [LOAD, QUOTE, WRITE]),
    (OFFER, "TooExpensive", {}, "offered", [LOAD, QUOTE, QUOTE, WRITE]),
    (OFFER, "NoProduct", MILK, "declined", [LOAD, WRITE]),
    (OFFER, "OrderAlso", COFFEE, "offered", [LOAD, QUOTE, WRITE]),
    ([*OFFER, ("OrderAlso", COFFEE)], "RemoveFromCart", MILK, "offered", [LOAD, QUOTE, WRITE]),
    (CART, "ShowCart", {}, "answered", [LOAD, WRITE]),
    (CART, "ChangeQuantity", {"quantity": 2}, "added_to_cart", [LOAD, QUOTE, WRITE]),
    (CART, "RemoveFromCart", MILK, "removed_from_cart", [LOAD, WRITE]),
    (CART, "Checkout", {}, "offered", [LOAD, QUOTE, WRITE]),
    ([*CART, ("Checkout", {})], "Yes", {}, "ordered", [LOAD, QUOTE, WRITE]),
    (ORDER, "CancelOrder", {}, "asked_cancel", [LOAD, WRITE]),
    ([*ORDER, ("CancelOrder", {})], "Yes", {}, "order_cancelled", [LOAD, ORDERS, WRITE]),
    ([*ORDER, ("CancelOrder", {})], "No", {}, "declined", [LOAD, WRITE]),
    ([*ORDER, ("Cancel", {})], "Cancel", {}, "order_cancelled", [LOAD, ORDERS, WRITE]),
    (ORDER, "Reorder", MILK, "offered", [LOAD, QUOTE, WRITE]),
    ([], *FAR[0], "asked_quantity", [LOAD, QUOTE, WRITE]),
    (FAR, "Yes", {}, "offered", [LOAD, QUOTE, WRITE]),
    (FAR, "No", {}, "declined", [LOAD, WRITE]),
    ([], "VoiceCode", DIGITS, "misheard", [LOAD, WRITE]),
    ([], "SetUpCode", {}, "asked_code", [LOAD, WRITE]),
    (CODE[:1], "VoiceCode", DIGITS, "asked_code", [LOAD, WRITE]),
    (CODE[:2], "VoiceCode", DIGITS, "code_set", [LOAD, WRITE]),
    (CODE, "ChangeCode", {}, "asked_code", [LOAD, WRITE]),
    (CODE, "RemoveCode", {}, "asked_code", [LOAD, WRITE]),
    ([*CODE, ("RemoveCode", {})], "VoiceCode", DIGITS, "code_removed", [LOAD, WRITE]),
    (LARGE, "Yes", {}, "asked_code", [LOAD, WRITE]),
    ([*LARGE, ("Yes", {})], "VoiceCode", DIGITS, "ordered", [LOAD, QUOTE, WRITE]),
    ([*LARGE, ("Yes", {})], "VoiceCode", {"code": "4321"}, "wrong_code", [LOAD, WRITE]),
    ([], "Resumed", {}, "misheard", [LOAD, WRITE]),
    ([], "ShowWishes", {}, "answered", [LOAD, WRITE]),
    ([], "WhoAmI", {}, "answered", [LOAD, WRITE]),
    ([], "Introduce", {"name": "Anna"}, "answered", [LOAD, WRITE]),
    ([], "MarkChild", {"name": "Leo"}, "added_person", [LOAD, WRITE]),
    ([], "MarkAdult", {"name": "Mia"}, "marked_adult", [LOAD, WRITE]),
    ([], "ShowPeople", {}, "answered", [LOAD, WRITE]),
    ([], "ForbidUnknown", {}, "settings_changed", [LOAD, WRITE]),
    ([], "AllowUnknown", {}, "answered", [LOAD, WRITE]),
    ([], "SetDayLimit", {"amount": 80}, "settings_changed", [LOAD, WRITE]),
    ([], "ShowSettings", {}, "answered", [LOAD, WRITE]),
    ([], "Prefer", COFFEE, "remembered", [LOAD, WRITE]),
    ([("Prefer", {"product": "decaf coffee"})], "Reorder", {"product": "coffee"}, "offered", [LOAD, QUOTE, WRITE]),
    ([*CODE, ("MarkAdult", {"name": "Mia"})], "VoiceCode", DIGITS, "marked_adult", [LOAD, WRITE]),
    ([], "Gift", {}, "misheard", [LOAD, WRITE]),
    (OFFER, "Gift", {}, "gift", [LOAD, WRITE]),
    (ORDER, "Gift", {}, "gift", [LOAD, ORDERS, WRITE]),
]
