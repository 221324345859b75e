"""From the workbook *Tiến độ* to notes, and back."""
