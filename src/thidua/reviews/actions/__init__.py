"""Everything that changes a review: written, sent, answered, erased; a signed paper attached."""

from thidua.reviews.actions.answering import accept, accept_dealt_with, reopen, return_
from thidua.reviews.actions.erasing import erase, restore
from thidua.reviews.actions.scanning import attach_scan
from thidua.reviews.actions.sending import send, take_back
from thidua.reviews.actions.writing import cite, save_section, start

__all__ = [
    "accept",
    "accept_dealt_with",
    "attach_scan",
    "cite",
    "erase",
    "reopen",
    "restore",
    "return_",
    "save_section",
    "send",
    "start",
    "take_back",
]
