"""The shared province with the accepted task of the commune G3 (tests/progress) and what its people
write of the year.
"""

from tests.progress.conftest import commune, district, registration, task, year

__all__ = ["commune", "district", "registration", "task", "year"]
