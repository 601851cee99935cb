"""The workbench: a workspace in the browser, Chinese, offline, whole without scripts and quicker with them.

:func:`create_app` makes the application. ``entry`` says who comes in, ``guards`` what every request must satisfy, ``pages`` what is
shown and written, ``api`` the same for programs. Nothing is scored here: pages ask the desk.
"""

from __future__ import annotations

from .app import create_app

__all__ = ["create_app"]
