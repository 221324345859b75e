"""What was decided: numbered decisions, their papers, result sheets."""
