"""One file per keypad protocol."""
