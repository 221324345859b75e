"""What the project measures and checks about itself; nothing here is installed."""
