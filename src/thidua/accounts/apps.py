from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "thidua.accounts"

    def ready(self) -> None:
        from thidua.accounts.rail import accounts_in_the_rail
        from thidua.web.rail import RAIL

        RAIL.add(accounts_in_the_rail)
