"""``python -m docscore``: the same as the ``docscore`` command, where no script was installed."""

from .cli import main

if __name__ == "__main__":
    main()
