"""What the analyst has said about names that the catalogue lacks."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from monitor.store.schema.base import Base


class DismissedName(Base):
    """A name that is not to be proposed again; `key` is its normal form."""

    __tablename__ = "dismissed_name"
    key: Mapped[str] = mapped_column(String(500), primary_key=True)
    name: Mapped[str]
    at: Mapped[datetime]
