"""Limits as items: each with a cause and a remedy as clear as a task, closed by somebody else."""
