"""Every form that decides, grants, or touches what the whole province stands on asks again who it
is when the sign-in is old, and does nothing until then; every other form says why it does not.
"""

from collections.abc import Iterator

from tests.pages.conftest import _user, ask_for_a_role
from tests.pages.table import FORMS
from tests.pages.test_who_sees_what import _send
from tests.pages.who import Data
from tests.second_factor import signed_in_now
from tests.web.town import Town
from thidua.accounts.models import User

FREE = {
    "account_login": "signing in is the proof itself",
    "account_logout": "leaving needs no proof",
    "account_reauthenticate": "is the proof",
    "account_change_password": "asks for the old password",
    "mfa_authenticate": "is the proof",
    "mfa_reauthenticate": "is the proof",
    "mfa_reauthenticate_webauthn": "is the proof",
    "mfa_activate_totp": "leads to a page of its own that asks (test_step_up)",
    "mfa_deactivate_totp": "leads to a page of its own that asks",
    "mfa_add_webauthn": "leads to a page of its own that asks",
    "mfa_edit_webauthn": "a name",
    "mfa_remove_webauthn": "leads to a page of its own that asks",
    "mfa_login_webauthn": "signing in is the proof itself",
    "mfa_generate_recovery_codes": "leads to a page of its own that asks",
    "ask_passkey": "gives a question to answer",
    "end_sessions": "closing needs no proof: a thief would not",
    "revoke_delegation": "closing needs no proof",
    "token_revoke": "closing needs no proof",
    "api_note": "a program has no sign-in of its own to show again; its token says who",
    "prepared_stop": "stopping needs no proof",
    "form_template": "how a paper looks, kept by version with who and when; it decides nothing",
    "review_forms": "a file of a part of the tree, written down; taking everything asks",
    "procedure_setting": "a value with its document and reason, kept with who and when",
    "blocs": "a bloc that binds nobody; its members agree one by one",
    "bloc": "answers that may be said anew until the paper is signed",
    "criteria_set": "a draft; what binds is the paper, which people sign",
    "opinions_grid": "an opinion of criteria, given anew until a decision asks again",
    "opinions_paste": "nothing is written: it shows what would be",
    "opinions_person": "an opinion of criteria, given anew until a decision asks again",
    "opinions_own": "one's own words of one's own year",
    "points_sheet": "a unit's own points; they move no level, and whoever settles them answers",
    "points_check": "an opinion of another's points, kept with who and when",
    "points_settle": "points of the movement, opened again with a reason; no level follows",
    "body_new": "opens nothing by itself; a role for it asks",
    "body_change": "words about a body",
    "body_end": "closing needs no proof",
    "remedy_act": "kept with who and when; the level is decided elsewhere",
    "objection_new": "an objection; it moves no level before it is answered, which asks",
    "objection_question": "a unit's answer, kept with who and when; deciding asks",
    "remedy_write": "words of what is done about a limit, kept with who and when",
    "remedy_raise": "a limit that is named, kept with who and when",
    "remedies_limits": "gives out limits that are public already",
    "progress_note": "what a unit says of its own work, never changed",
    "progress_confirm": "an answer, kept with who and when; deciding levels asks",
    "progress_question": "a question",
    "progress_answer": "an answer, kept with who and when",
    "progress_promise": "a promise, kept with who and when",
    "progress_remove_file": "the name and the reason stay",
    "acceptance_unit": "an answer, kept with who and why; deciding levels asks",
    "acceptance_hand": "who reads; it answers nothing",
    "passed_task": "suggests; it changes nothing",
    "offered_tasks": "a draft; whoever is above accepts it",
    "registration_ideas": "a draft, or a word about last year",
    "board_choose": "open until it is decided, and kept with who and when; deciding asks",
    "committee_meeting": "open until it is decided, and kept with who, when and why; deciding asks",
    "api_choices": "a token made for it, which asked",
    "return_proposals": "sent back to be proposed again; deciding asks",
    "returned": "a proposal",
    "decision_new": "a draft",
    "fact_report_new": "a question",
    "accounts_remind": "reminds; it changes no account",
    "code_sheet_ask": "asks; printing asks again",
    "code_sheet_withdraw": "closing needs no proof",
    "code_revoke": "closing needs no proof",
    "one_time_code": "is the proof itself",
    "one_time_account": "the code was the proof",
    "opinions_asks": "asked, reminded, typed from a signed paper; no grade",
    "opinions_body": "a body's grades and words; what counts is the committee's to give",
    "comment_slip": "a comment by a link, without an account or a grade",
    "commitments": "one's own words, answered by the cell",
    "commitment_save": "a draft of one's own words",
    "commitment_member": "accepted or returned, opened again with a reason; no level follows",
    "commitment_cell": "accepted, opened again with a reason; no level follows",
    "fill_field": "a fact before any decision, kept with who and when; deciding asks",
    "fill_remind": "reminds; it changes nothing",
    "fill_about": "says who keeps a fact; it changes none",
    "notices": "marks one's own notices as read",
    "notice_ways": "how one is told oneself; an address counts once its owner followed the link",
    "confirm_address": "the link is the proof",
    "remind": "reminds; it changes nothing",
    "review_own": "begins one's own words; no level follows",
    "reviews_unit": "begins the unit's own words; no level follows",
    "review_section": "words of a draft",
    "review_prompts": "what is asked to be reviewed; no level follows",
    "review_kept": "erases a draft of one's own",
    "review_start": "begins words typed for somebody, which say so; no level follows",
    "review_read": "sent, taken back, returned or accepted, a draft erased; no level follows",
    "registration": "what a unit says it will do; whoever accepts it asks",
    "registration_task": "words of a draft",
    "reminder": "says that it was seen, or until when",
    "fact_report": "a fact before any decision, kept with who and why",
    "fact_from_work": "a fact before any decision, kept with who and why",
    "fact_differences": "a fact before any decision, kept with who and why",
    "directive_new": "a document to read; it decides nothing",
    "directive": "links, files and withdrawal of a document, kept with who and why",
    "directive_edit": "a document to read, kept with who and when",
    "ballot": "reminds; it binds nobody",
    "ballot_vote": "one's own vote, sent once, in a room on a phone; no level follows by itself",
    "ballot_recount": "counts, and changes nothing",
    "ballot_change": "a draft, before anybody is called; kept with who and when",
    "ballot_freeze": "a list, drawn up anew until voting opens",
    "ballot_unfreeze": "a draft again; it decides nothing",
    "ballot_key": "a code that opens nothing without another one's",
    "ballot_open": "lets others vote; whoever holds codes closes it",
    "ballot_close": "the codes of two people are the proof",
    "ballot_count": "the codes of two people are the proof",
    "ballot_strike": "the codes of two people are the proof",
    "ballot_cancel": "nothing is decided; kept with who and why, and held again",
    "ballot_paper": "counts that a second person has to enter alike",
    "meetings": "a meeting; it decides no level",
    "meeting": "who is there, what is concluded, kept with who and when; no level",
    "meeting_item": "what was said, kept with who and when; no level follows",
    "meeting_edit": "a meeting; it decides no level",
    "meeting_roll": "who is there, noted on a bad line",
    "meeting_speech": "what was said, kept with who and when, until the minutes are adopted",
    "meeting_remedy": "something to be done, closed by somebody else",
    "meeting_mine": "a request for correction of what is noted of oneself",
    "dossier": "sent, returned or accepted with who and when; deciding asks",
    "level_ballots": "prepares a ballot, which asks for codes; no level follows from it",
    "conference_new": "a meeting; it decides nothing",
    "conference": "who is invited, files, drafts made of what was concluded",
    "conference_edit": "a meeting; it decides nothing",
    "conference_tick": "who came, ticked at a door on a bad line",
    "import_upload": "nothing is written before it is confirmed",
    "layer_edit": "a draft that binds nobody; binding asks",
    "layer_preview": "counts, and changes nothing",
    "roster": "corrects the year's list with a reason; nobody's level is decided by it",
    "set_language": "a language",
    "indicator_note": "numbers that a unit enters itself, kept with who and when",
    "indicator": "how an indicator is reported, kept with who and when",
    "indicator_ranks": "what a document says, kept with its source, who and when",
    "targets": "a number that its unit sets itself, kept with who and when",
    "table_shape": "how tables are read; what they bring is confirmed, and that asks",
    "new_year": "a draft of the province's own; launching asks",
    "launch_theme": "words of a year, kept with who and why; launching asks",
    "launch_calendar": "days of a year, kept with who and why; launching asks",
    "launch_limits": "numbers of a year, kept with who and why; launching asks",
    "launch_days_off": "a list that days are counted by",
    "unit_launch": "earlier days for what stands below, kept with who and why",
    "unsent": "what one had typed oneself before the session ended",
    "state_board_remind": "a reminder binds nobody",
    "state_board_excuse": "a delay, taken back with one press",
}
# The import of a province stands in tests/exchange/wizard/test_import_pages.py, with an upload.
ASKING = frozenset(
    {
        *("account_new", "account_act", "account_request", "delegate", "token_new"),
        *("decision", "decisions", "publishing", "framework_bind", "import"),
        *("code_sheet_print", "codes_of_cell"),
        *("person_act", "organisation_act", "change", "launch", "objection_act"),
    }
)
# Of pages with several acts those that bind nobody.
FREE_ACTS = {
    *(("decision", "save"), ("person_act", "look"), ("organisation_act", "look")),
    *(("objection_act", act) for act in ("receive", "note", "find", "ask")),
}


def asking() -> Iterator[tuple[str, str, Data, str]]:
    for name, address, data, allowed in FORMS:
        if name in ASKING and (name, data.get("act")) not in FREE_ACTS and allowed:
            yield name, address, data, min(allowed)


def test_every_form_asks_or_says_why_not() -> None:
    names = {name for name, *_ in FORMS}
    assert names == ASKING | FREE.keys()
    assert not ASKING & FREE.keys()


def test_an_old_sign_in_does_nothing_that_binds(town: Town) -> None:
    ask_for_a_role(town, User.objects.create_user("newcomer"))
    wrong = {}
    for name, address, data, who in asking():
        client = signed_in_now(_user(town, who), minutes_ago=16)
        status, written = _send(who, client, address, data)
        if written or status not in {200, 422}:
            wrong[name, address, str(data)] = (status, written)
    assert wrong == {}
