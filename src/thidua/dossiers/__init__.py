"""What a unit sends up once a year: its proposals with the papers that they rest on."""
