"""The equipment of the hall: keypads, bases, scanners, printers."""
