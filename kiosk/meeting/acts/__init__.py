"""What the law decides when a person orders or a keypad presses."""
