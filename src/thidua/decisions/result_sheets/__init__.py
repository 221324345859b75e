"""Result sheets: one page a subject with its levels and the reasons, as paper."""
