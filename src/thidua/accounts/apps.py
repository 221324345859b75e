from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "thidua.accounts"

    def ready(self) -> None:
        from thidua.accounts.rail import (
            accounts_in_the_rail,
            acts_in_the_rail,
            requests_in_the_rail,
        )
        from thidua.accounts.script_texts import PASSKEYS, PASSWORDS
        from thidua.web.rail import RAIL
        from thidua.web.scripts import SCRIPTS

        RAIL.add(accounts_in_the_rail)
        RAIL.add(requests_in_the_rail)
        RAIL.add(acts_in_the_rail)
        SCRIPTS.add(PASSWORDS)
        SCRIPTS.add(PASSKEYS)
