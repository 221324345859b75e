"""`python -m thidua.cli`."""

from thidua.cli import main

main()
