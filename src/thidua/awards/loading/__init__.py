"""From the sheet *Khen thưởng* to stored awards."""
