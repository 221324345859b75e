"""What requests for reviews are answered with."""
