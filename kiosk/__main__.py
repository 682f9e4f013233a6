"""`python -m kiosk`, and the installed command."""

from kiosk.cli import main

if __name__ == "__main__":
    main()
