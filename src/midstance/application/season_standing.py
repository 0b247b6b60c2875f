"""The season as it stands in the diary: what was moved stands where it was put, what was done is marked."""

from __future__ import annotations

from midstance.application.recording.notebook import Notebook
from midstance.application.recording.sessions import placed
from midstance.application.season_picture import PictureSession, SeasonPicture, picture_of


def season_picture(book: Notebook) -> SeasonPicture:
    """The picture of the season. Raises DiaryError without a plan."""
    where = [
        PictureSession(session=one.session, date=one.date, start=one.start, state=one.state) for one in placed(book)
    ]
    return picture_of(book.the_plan(), book.today, where)
