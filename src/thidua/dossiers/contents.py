"""How complete the dossiers of units are: counted for all of them in two questions."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from thidua.campaigns.models import Campaign
from thidua.dossiers.units import subjects_of
from thidua.language import Text
from thidua.level_ballots.counting import balloted_at
from thidua.meetings.models import Meeting, State
from thidua.numbers import in_both
from thidua.reviews.models import Review
from thidua.submissions.models import SubmissionStatus
from thidua.vocabulary import SubjectType

_SENT = (SubmissionStatus.SENT, SubmissionStatus.ACCEPTED)
_PEOPLE = (SubjectType.MEMBER, SubjectType.LEADER)


@dataclass(frozen=True)
class Contents:
    """Of one unit: how many subjects it sends up, of how many the level is proposed, the review
    sent and the ballot sealed; the last day of which the minutes of a review meeting are adopted.
    """

    subjects: int = 0
    proposed: int = 0
    reviewed: int = 0
    balloted: int = 0
    met_on: dt.date | None = None

    @property
    def missing(self) -> list[Text]:
        """What is not there, in the order in which it is made, in words that follow “còn thiếu”;
        empty: it is complete.
        """
        return list(self._missing())

    @property
    def is_complete(self) -> bool:
        return not self.missing

    def _missing(self) -> Iterator[Text]:
        if left := self.subjects - self.reviewed:
            yield _left(left, Text("bản kiểm điểm", "reviews"))
        if self.met_on is None:
            yield Text("biên bản họp kiểm điểm", "the adopted minutes of the review meeting")
        if left := self.subjects - self.balloted:
            yield _left(left, Text("kết quả bỏ phiếu", "results of ballots"))
        if left := self.subjects - self.proposed:
            yield _left(left, Text("mức đề nghị", "proposed levels"))

    def to_json(self) -> dict[str, Any]:
        """As it is kept with what was sent: numbers and a day, nobody's name."""
        return {
            "subjects": self.subjects,
            "proposed": self.proposed,
            "reviewed": self.reviewed,
            "balloted": self.balloted,
            "met_on": self.met_on.isoformat() if self.met_on else None,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Contents":
        """What was kept; of an older dossier what it says."""
        day = kept.get("met_on")
        numbers = {name: int(kept.get(name, 0)) for name in _NUMBERS}
        met_on = dt.date.fromisoformat(day) if day else None
        return cls(**numbers, met_on=met_on)


_NUMBERS = ("subjects", "proposed", "reviewed", "balloted")


def contents_of(campaign: Campaign, units: Collection[int]) -> Mapping[int, Contents]:
    """Of each of these units (by key) that has somebody to propose, as it is now."""
    counted = balloted_at(campaign, units)
    return {
        row["organisation"]: Contents(
            subjects=row["subjects"],
            proposed=row["proposed"],
            reviewed=row["reviewed"],
            balloted=min(counted.get(row["organisation"], 0), row["subjects"]),
            met_on=row["met_on"],
        )
        for row in _numbers(campaign, units)
    }


def _numbers(campaign: Campaign, units: Collection[int]) -> Iterable[Mapping[str, Any]]:
    reviews = Review.objects.filter(campaign=campaign, status__in=_SENT)
    of_person = reviews.filter(subject_type=SubjectType.MEMBER, person=OuterRef("person"))
    of_unit = reviews.filter(
        subject_type=SubjectType.COLLECTIVE, organisation=OuterRef("organisation")
    )
    sent = (Q(subject_type__in=_PEOPLE) & Exists(of_person)) | (
        ~Q(subject_type__in=_PEOPLE) & Exists(of_unit)
    )
    meetings = Meeting.objects.filter(
        campaign=campaign, organisation=OuterRef("organisation"), state=State.CLOSED
    ).order_by("-held_on")
    rows = subjects_of(campaign, units).order_by().values("organisation")
    return rows.annotate(met_on=Subquery(meetings.values("held_on")[:1])).annotate(
        subjects=Count("pk"),
        proposed=Count("pk", filter=Q(proposal__proposed__gt="") & Q(proposal__returned="")),
        reviewed=Count("pk", filter=sent),
    )


def _left(number: int, what: Text) -> Text:
    return Text("{number} {what}", "{number} {what}").format(number=in_both(number), what=what)
