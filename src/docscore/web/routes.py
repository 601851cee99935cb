"""Every route there is: pages and the API, a router a file."""

from __future__ import annotations

from fastapi import APIRouter

from . import api, login, pages

ROUTERS: tuple[APIRouter, ...] = (login.router, *pages.ROUTERS, api.reading, api.writing)
