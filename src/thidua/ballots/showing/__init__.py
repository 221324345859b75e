"""What the pages of a ballot show: values worded, nothing decided."""
