"""Background work of objections: health papers whose time is over."""

from procrastinate.contrib.django import app

from thidua.objections.erasing import erase_due


@app.periodic(cron="50 19 * * *")  # in UTC: ten to three at night here
@app.task(name="objections.erase_health", queue="notices", pass_context=False)
def erase_health_papers(timestamp: int) -> None:
    """Erase health papers (`erasing.erase_due`)."""
    erase_due()
