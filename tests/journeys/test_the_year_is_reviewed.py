"""A year is reviewed as everybody in it lives it: the member writes and sends, the cell meets,
notes and concludes, each gives an opinion, the level is computed, the limit becomes a remedy with
proof, who verifies closes it, next year's review opens with it, the inspector looks.
"""

from collections.abc import Callable

from tests.journeys.conftest import Visitor
from tests.journeys.review_grades import (
    the_cell_asks,
    the_committee_grades,
    the_employer_speaks,
    the_level_is_computed,
    the_mass_organisation_speaks,
    the_member_grades_themself,
    the_residence_answers,
)
from tests.journeys.review_remedies import (
    next_years_review_opens_with_it,
    the_inspector_looks,
    the_member_reads_who_looked,
    the_remedy_is_shown,
    who_verifies_closes_it,
)
from tests.journeys.review_steps import (
    the_cell_meets,
    the_chair_concludes,
    the_committees_above_read_on,
    the_member_reads_at_once,
    the_member_writes_and_sends,
    the_minutes_leave_as_word_and_pdf,
    what_was_said_becomes_a_remedy,
)
from tests.journeys.review_story import NEXT, RATED, WORKED, Story, story

__all__ = ["story"]


def test_the_year_is_reviewed(visit: Callable[[], Visitor], story: Story) -> None:
    member, cell = visit(), visit()
    member.sign_in("dangvien")
    the_member_writes_and_sends(member)
    cell.sign_in("chibo")
    the_cell_meets(cell, story)
    what_was_said_becomes_a_remedy(cell, story)
    the_member_reads_at_once(member)
    the_chair_concludes(cell, story)
    the_minutes_leave_as_word_and_pdf(cell)

    the_member_grades_themself(member)
    the_cell_asks(cell)
    the_mass_organisation_speaks(visit(), story)
    the_employer_speaks(visit(), story)
    the_residence_answers(cell, visit())
    the_committee_grades(cell)
    story.settings.TODAY = RATED
    the_level_is_computed(member, story)

    commune, district, inspector = visit(), visit(), visit()
    commune.sign_in("xa")
    district.sign_in("huyen")
    the_committees_above_read_on(commune, district, story)
    story.settings.TODAY = WORKED
    the_remedy_is_shown(member, story)
    story.settings.TODAY = NEXT
    next_years_review_opens_with_it(member)
    who_verifies_closes_it(cell, story)
    inspector.sign_in("kiemtra")
    the_inspector_looks(inspector)
    the_member_reads_who_looked(member)
