"""What is written below and accepted above, and the flows that such things go through."""
