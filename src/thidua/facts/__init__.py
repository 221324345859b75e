"""What is known of each subject of a year."""
