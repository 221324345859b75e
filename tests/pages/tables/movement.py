"""Who gets which address of the movement as a level above sees it."""

from tests.pages.who import ABOVE_CELL, IN_CELL, READERS, UPPER, Page

MOVEMENT = "/nam/2021/phong-trao/"

PAGES: list[Page] = [
    ("movement", MOVEMENT, READERS),
    ("movement", f"{MOVEMENT}?ngay=2021-06-30", READERS),
    ("movement_of", f"{MOVEMENT}GL/", UPPER),
    ("movement_of", f"{MOVEMENT}GL01/", ABOVE_CELL),
    ("movement_of", f"{MOVEMENT}GL01A/", IN_CELL),
    ("movement_of", f"{MOVEMENT}GL/?ngay=2021-06-30&format=docx", UPPER),
    ("movement_list", f"{MOVEMENT}GL/nhiem-vu/?state=late&unit=GL01&kind=key_task", UPPER),
    ("movement_list", f"{MOVEMENT}GL/nhiem-vu/?format=xlsx", UPPER),
    ("movement_list", f"{MOVEMENT}GL/muc-phan-dau/?reached=done", UPPER),
    ("movement_list", f"{MOVEMENT}GL/moc/?when=missing", UPPER),
    ("movement_list", f"{MOVEMENT}GL/vuong/?freed=-", UPPER),
    ("movement_list", f"{MOVEMENT}GL/tra-lai/?clarity=effect", UPPER),
]
