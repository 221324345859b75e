"""What each unit aims at on the year's indicators, added up the tree; catalogues by sector."""
