"""What each giver says of a subject's year: grades by criterion, levels, comments; which counts."""
