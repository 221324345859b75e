"""The steps of the year as words in addresses."""

from thidua.campaigns.models import Step

SLUGS = {
    Step.LAUNCH: "phat-dong",
    Step.REGISTER: "dang-ky",
    Step.CARRY_OUT: "thuc-hien",
    Step.REVIEW: "kiem-diem",
    Step.RATE: "xep-loai",
    Step.RECOGNISE: "khen-thuong",
    Step.SUM_UP: "tong-ket",
    Step.FOLLOW_UP: "khac-phuc",
}
STEPS = {slug: step for step, slug in SLUGS.items()}
