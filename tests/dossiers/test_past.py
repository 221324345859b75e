"""Dossiers as they were sent and answered elsewhere."""

import datetime as dt

from tests.builder import OPERATOR
from tests.cast import build, campaign
from thidua.dossiers.actions import contents_now
from thidua.dossiers.contents import Contents
from thidua.dossiers.past import PastDossier, PastNote, record_past

SENT = dt.datetime(2021, 12, 8, 2, tzinfo=dt.UTC)
ANSWERED = SENT + dt.timedelta(hours=7)


def test_one_waits_one_came_back_one_was_accepted_with_what_is_in_them(db: None) -> None:
    cast, year = build(), campaign()
    units = [cast[code] for code in ("G1A", "G1B", "G1")]
    past = [
        PastDossier(units[0], cast["G1"], "Bí thư", SENT),
        PastDossier(
            units[1], cast["G1"], "Bí thư", SENT, answered_at=ANSWERED, returned="thiếu phiếu"
        ),
        PastDossier(
            units[2],
            cast["U1"],
            "Cán bộ",
            SENT,
            answered_at=ANSWERED,
            notes=[PastNote("khớp biên bản", "Ban Tổ chức", SENT)],
        ),
    ]
    stored = record_past(campaign=year, dossiers=past, actor=OPERATOR)

    assert [one.status for one in stored] == ["sent", "returned", "accepted"]
    assert [one.reason for one in stored] == ["", "thiếu phiếu", ""]
    assert Contents.from_json(stored[0].contents) == contents_now(year, units[0])
    assert [one.text for one in stored[2].notes.all()] == ["khớp biên bản"]
