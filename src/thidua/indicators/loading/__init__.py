"""From the sheet *Số liệu chỉ tiêu* to readings, and back."""
