"""What the addresses of this room narrow to."""

from thidua.accounts.day_field import DayField
from thidua.supervision.act_words import KINDS as KINDS_OF_ACTS
from thidua.supervision.deciding import KINDS as KINDS_OF_DECISIONS
from thidua.supervision.inspecting import KINDS as KINDS_OF_REVIEWS
from thidua.supervision.watching import KINDS
from thidua.web.forms import WordsField
from thidua.web.queries import QueryForm, SearchField, WordField


class HistoryQuery(QueryForm):
    """The history: a span of days, a kind of acts, words of whoever acted and of their unit."""

    first = DayField(required=False)
    last = DayField(required=False)
    kind = WordField(KINDS_OF_ACTS)
    who = SearchField()
    place = SearchField()


class WatchQuery(QueryForm):
    """Which kind of things to look at."""

    kind = WordField(KINDS, default="reports")


class InspectQuery(QueryForm):
    """What of the reviews, in the part of which unit."""

    kind = WordField(KINDS_OF_REVIEWS, default="reviews")
    don_vi = WordsField(max_length=40)
    format = WordField({"xlsx"})


class InspectDecisionsQuery(QueryForm):
    """What of the decisions, in the part of which unit; `dem_lai`: the ballot to count again."""

    kind = WordField(KINDS_OF_DECISIONS, default="ballot")
    don_vi = WordsField(max_length=40)
    dem_lai = WordsField(max_length=40)
    format = WordField({"xlsx"})
