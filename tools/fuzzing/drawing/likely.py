"""What people say after what was asked, and what some of them come for: most of it answers, some of it does not."""

from __future__ import annotations

from tools.fuzzing.drawing.slots import BY_INTENT

AFTER: dict[str, list[str]] = {
    "offer": [
        *["Yes"] * 10,
        *"ChangeQuantity ChangeQuantity Refine No Next Repeat AddToCart Gift Price".split(),
    ],
    "which": ["Choose"] * 5 + ["Yes", "No", "Next", "Refine", "Reorder", "ChangeQuantity"],
    "suggest": ["Yes", "Yes", "No", "Refine", "ChangeQuantity"],
    "cart": ["Yes", "Yes", "Checkout", "No"],
    "cancel-order": ["Yes", "Yes", "No", "Cancel", "CancelOrder", "Stop"],
    "cancel-what": ["CancelOrder", "Yes", "Cancel", "No", "Stop"],
    "far": ["Yes"] * 10 + ["No", "ChangeQuantity", "Refine", "Repeat", "Stop", "Gift"],
    "wish": ["Yes", "Yes", "Yes", "No", "No", "Repeat", "ShowWishes"],
    "code": ["VoiceCode"] * 12 + ["Reorder", "ChangeQuantity", "Refine", "No", "Cancel", "Yes", "Repeat", "Help"],
    "new-code": ["VoiceCode"] * 7 + ["ChangeQuantity", "Refine", "No", "Cancel", "Yes", "Help", "Repeat"],
    "code-again": ["VoiceCode"] * 9 + ["ChangeQuantity", "Refine", "No", "Help", "Repeat"],
    "offer-code": ["Yes", "Yes", "Yes", "No", "SetUpCode"],
    "pin": ["Yes", "Yes", "No", "Cancel", "Repeat", "Help", "VoiceCode", "Reorder"],
    "ordered": ["CancelOrder", "CancelOrder", "Cancel", "WhereIsMyOrder", "Gift", "Yes", "No", "Reorder"],
}
"""By the question that is open; ``ordered``: an order was placed with the last request."""

PLOTS: dict[str, list[str]] = {
    "buying": ["Reorder", "Reorder", "OrderUsual", "Cancel", "AddToCart", "Yes", "No"],
    "guarding": ["SetUpCode", "SetUpCode", "SetUpCode", "ChangeCode", "RemoveCode", "VoiceCode", "Reorder", "Reorder"],
    "family": ["Reorder", "Reorder", "Reorder", "ShowWishes", "ShowWishes", "MarkChild", "MarkAdult", "WhoAmI"],
    "meeting": ["Introduce", "Introduce", "Introduce", "MarkChild", "MarkAdult", "ShowPeople", "WhoAmI", "Reorder"],
    "settling": ["SetDayLimit", "SetDayLimit", "ForbidUnknown", "AllowUnknown", "ShowSettings", "Reorder", "Reorder"],
    "giving": ["Prefer", "Prefer", "Reorder", "Reorder", "Gift", "WhereIsMyOrder", "RepeatOrder", "RecentOrders"],
}
"""What somebody comes for: said while nothing in particular is asked."""

ANYTIME = [*BY_INTENT, "Reorder", "Reorder", "AddToCart", "Checkout", "Cancel"]
BUILT_IN = "Yes No Help Stop Cancel Repeat StartOver NavigateHome Next Fallback".split()
