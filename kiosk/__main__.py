"""`python -m kiosk`, and the installed command."""

from kiosk.cli.main import main

if __name__ == "__main__":
    main()
