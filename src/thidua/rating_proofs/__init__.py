"""What one rating rests on, in a file that anybody can check without us."""
