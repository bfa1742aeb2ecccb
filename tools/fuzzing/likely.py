"""What people say after what was asked: most of it answers, some of it does not."""

from __future__ import annotations

from tools.fuzzing.slots import BY_INTENT

AFTER: dict[str, list[str]] = {
    "offer": ["Yes"] * 8 + ["ChangeQuantity", "ChangeQuantity", "Refine", "No", "Next", "Repeat", "Gift", "Price"],
    "which": ["Choose"] * 5 + ["Yes", "No", "Next", "Refine", "Reorder", "ChangeQuantity"],
    "suggest": ["Yes", "Yes", "No", "Refine", "ChangeQuantity"],
    "cart": ["Yes", "Yes", "Checkout", "No"],
    "cancel-order": ["Yes", "Yes", "No", "Cancel", "CancelOrder", "Stop"],
    "cancel-what": ["CancelOrder", "Yes", "Cancel", "No", "Stop"],
    "far": ["Yes", "Yes", "Yes", "No", "ChangeQuantity"],
    "wish": ["Yes", "Yes", "No"],
    "code": ["VoiceCode"] * 8 + ["Reorder", "No", "Cancel", "Yes", "Help"],
    "new-code": ["VoiceCode"] * 6 + ["No", "Cancel", "Yes", "Help"],
    "code-again": ["VoiceCode"] * 8 + ["No", "Help"],
    "offer-code": ["Yes", "Yes", "No"],
    "pin": ["Yes", "No", "Cancel", "Help", "VoiceCode"],
    "open": ["Reorder", "Reorder", "OrderUsual", "SetUpCode", "AddToCart", "Yes", "No"],
    "ordered": ["CancelOrder", "CancelOrder", "Cancel", "WhereIsMyOrder", "Gift", "No", "Reorder"],
}
"""By the question that is open; ``ordered``: an order was placed with the last request."""
ANYTIME = [*BY_INTENT, "Reorder", "Reorder", "AddToCart", "Checkout", "Cancel"]
BUILT_IN = "Yes No Help Stop Cancel Repeat StartOver NavigateHome Next Fallback".split()
