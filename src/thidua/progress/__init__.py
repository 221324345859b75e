"""What units do with what they registered: notes with evidence, the state of a task, its facts."""
