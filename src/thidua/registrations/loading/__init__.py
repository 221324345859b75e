"""From the workbook *Đăng ký* to drafts of registrations, and back."""
