"""What a reader can find out of the numbers of people that are public: bounds and whole tables."""
