"""What is stored of the registrations that a sheet is about, and whether a file may change them."""

from collections.abc import Iterable
from functools import cached_property

from thidua.accounts.models import User
from thidua.campaigns.launched import is_launched
from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.loading.outcomes import Loading
from thidua.organisations.models import Organisation
from thidua.registrations.content import Doer
from thidua.registrations.loading.frames import Codes, Numbered
from thidua.registrations.models import Holder, Registration, Task
from thidua.registrations.permissions import writes_for
from thidua.registrations.rows import content_of, with_rows
from thidua.submissions.models import SUBMISSION

NOT_LAUNCHED = Text(
    "năm {year} chưa phát động nên chưa nhận đăng ký",
    "{year} is not launched, so nothing is registered yet",
)
SENT = Text(
    "bản đăng ký này đã gửi hoặc đã được nhận: tệp không sửa được nữa",
    "this registration is sent or accepted: a file changes it no more",
)
PARTLY_ACCEPTED = Text(
    "bản đăng ký này có mục đã được nhận: sửa mục còn lại trên trang Đăng ký",
    "parts of this registration are accepted: change the others on its page",
)
OF_THE_UNIT = Text(
    "đơn vị đã tự soạn bản đăng ký: chỉ đơn vị ấy nạp hoặc sửa được",
    "the unit writes this registration itself: only it loads or changes it",
)


class Known:
    """The organisations that a sheet names, their registrations and tasks, by code and number."""

    def __init__(self, campaign: Campaign, codes: Iterable[str], loading: Loading) -> None:
        self.campaign, self.loading = campaign, loading
        found = Organisation.objects.filter(code__in=set(codes), path__startswith=loading.part)
        self.organisations = {one.code: one for one in found}

    @cached_property
    def registrations(self) -> dict[str, Registration]:
        found = Registration.objects.filter(
            campaign=self.campaign,
            holder=Holder.ORGANISATION,
            organisation__in=self.organisations.values(),
        ).select_related("organisation", "campaign")
        return {one.organisation.code: one for one in found}

    @cached_property
    def tasks(self) -> dict[tuple[str, int], Task]:
        """The newest first where two share a number, which no page ever writes."""
        found = with_rows(
            Task.objects.filter(registration__in=self.registrations.values()).select_related(
                "registration__organisation", "registration__campaign"
            )
        ).order_by("-pk")
        return {(one.registration.organisation.code, one.position): one for one in found}

    @property
    def contents(self) -> list[Numbered]:
        """What is stored, as the sheets say it."""
        return [
            (code, number, content_of(task)) for (code, number), task in sorted(self.tasks.items())
        ]

    @cached_property
    def codes(self) -> Codes:
        return Codes.read()

    @cached_property
    def _people(self) -> dict[str, int]:
        return {code: key for key, code in self.codes.people.items()}

    @cached_property
    def _units(self) -> dict[str, int]:
        return {code: key for key, code in self.codes.organisations.items()}

    def doer(self, code: str, *, lead: bool = False) -> Doer | None:
        """Whom a code names, a person before an organisation; None: nobody."""
        if code in self._people:
            return Doer(person=self._people[code], lead=lead)
        if code in self._units:
            return Doer(organisation=self._units[code], lead=lead)
        return None

    def against(self, code: str) -> Text | None:
        """What stands against changing the registration of a unit by a file; None: nothing."""
        if not is_launched(self.campaign):
            return NOT_LAUNCHED.format(year=self.campaign.year)
        registration = self.registrations.get(code)
        if registration is None or not self._begun(code):
            return None
        if not SUBMISSION.may("change", registration.status):
            return SENT
        if any(task.locked for (unit, _), task in self.tasks.items() if unit == code):
            return PARTLY_ACCEPTED
        actor = self.loading.actor
        if isinstance(actor, User) and not writes_for(actor, registration.organisation):
            return OF_THE_UNIT
        return None

    def _begun(self, code: str) -> bool:
        """Whether there is anything in it: what this very import began is nobody's yet."""
        return any(unit == code for unit, _ in self.tasks) and code not in self._begun_here

    @property
    def _begun_here(self) -> set[str]:
        return self.loading.doubtful.get(BEGUN, set())

    def begin(self, code: str) -> None:
        """Note that this import writes a unit's registration: its other sheets may go on."""
        self.loading.doubt(BEGUN, [code])


BEGUN = "registrations begun by this import"
