"""The printers: CUPS, the system's print verb on Windows, a folder, and printers of slips."""
