"""Key tasks and breakthroughs by the five clarities: written, sent, kept in versions."""
