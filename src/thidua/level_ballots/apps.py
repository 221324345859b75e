from django.apps import AppConfig


class LevelBallotsConfig(AppConfig):
    name = "thidua.level_ballots"

    def ready(self) -> None:
        from thidua.ballots.purposes import PURPOSES
        from thidua.boards.beside import BESIDE
        from thidua.campaigns.steps import STEP_PAGES
        from thidua.level_ballots.agenda import item_of
        from thidua.level_ballots.along import NAME, counted_ballots
        from thidua.level_ballots.beside import ballots_beside
        from thidua.level_ballots.minutes import told_in_minutes
        from thidua.level_ballots.purpose import LEVELS
        from thidua.level_ballots.steps import PAGES
        from thidua.meetings.balloting import BALLOT_ITEMS, TOLD
        from thidua.ratings.read_along import READ_ALONG

        BALLOT_ITEMS.add(item_of)
        BESIDE.add(ballots_beside)
        PURPOSES.add(LEVELS)
        TOLD.add(told_in_minutes)
        READ_ALONG.add((NAME, counted_ballots))
        STEP_PAGES.add(PAGES)
