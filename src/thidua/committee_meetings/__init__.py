"""The deciding committee's meeting before the wall: who stands where, who was moved, why."""
