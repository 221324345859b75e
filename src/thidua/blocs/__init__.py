"""The movement's own criteria, blocs of like units, their pacts."""
