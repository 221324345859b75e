"""What a rating rests on: each fact with its owner, down to the task and the note."""
