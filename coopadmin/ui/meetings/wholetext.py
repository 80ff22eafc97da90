"""The minutes of a meeting as one text to read: every point, what was decided and promised."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QTextBrowser

from coopadmin.meetings.queries import ItemFacts, MeetingFacts, VoteFacts
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.meetings.votewords import counts_words, outcome_words, people_words
from coopadmin.words import _, count, date_short, ngettext

WIDEST = 720


class WholeText(QTextBrowser):
    """Read with the arrow keys or a screen reader; nothing is typed here."""

    def __init__(self) -> None:
        super().__init__()
        self._facts: MeetingFacts | None = None
        self.setAccessibleName(_("Text of the minutes"))
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setStyleSheet("border: none; background: transparent; padding: 0;")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QTextBrowser.LineWrapMode.FixedPixelWidth)

    def present(self, facts: MeetingFacts) -> None:
        if facts != self._facts:
            self._facts = facts
            self.restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Lines longer than some 75 characters are hard to follow.
        wide = min(self.viewport().width(), theme.px(WIDEST))
        self.setLineWrapColumnOrWidth(wide)

    def restyle(self) -> None:
        if self._facts is None:
            return
        self.setFont(theme.font(Role.BODY))
        self.document().setDocumentMargin(theme.px(18))
        at = self.verticalScrollBar().value()
        self.setHtml("".join(_paragraphs(self._facts)))
        self.verticalScrollBar().setValue(at)


def _paragraphs(facts: MeetingFacts) -> Iterator[str]:
    yield _p(" · ".join(_around(facts)), "ink2", top=0)
    for item in facts.items:
        yield from _item(item)
    if facts.actions:
        yield _p(_("Action items"), "ink", size=17, bold=True, top=18)
        for action in facts.actions:
            day = date_short(action.due) if action.due else ""
            done = _("done") if action.done_on else ""
            rest = ", ".join(part for part in (action.who, day, done) if part)
            yield _p(f"{action.text} ({rest})" if rest else action.text, "ink", top=4)


def _around(facts: MeetingFacts) -> Iterator[str]:
    totals = facts.totals
    yield _("{members} present").format(members=people_words(totals.present))
    if totals.represented:
        yield ngettext("{count} proxy", "{count} proxies", totals.represented).format(
            count=count(totals.represented)
        )
    for role, person in ((_("Chair"), facts.chair), (_("Minute taker"), facts.minute_taker)):
        if person is not None:
            yield f"{role}: {person.name}"


def _item(item: ItemFacts) -> Iterator[str]:
    title = f"{count(item.number)}  {item.title}"
    yield _p(title, "ink", size=17, bold=True, top=18)
    for part in item.minutes.splitlines():
        yield _p(part, "ink", top=4)
    if not item.minutes.strip() and not item.votes:
        yield _p(_("Nothing written yet"), "ink3", top=4)
    for vote in item.votes:
        yield _decision(vote)


def _decision(vote: VoteFacts) -> str:
    head = " · ".join(part for part in (vote.resolution, outcome_words(vote)) if part)
    lines = [
        _p(head, "ink", bold=True, top=0),
        _p(vote.proposal, "ink", top=2),
        _p(counts_words(vote), "ink2", size=14, top=2),
    ]
    if vote.explanation:
        lines.append(_p(vote.explanation, "ink2", size=14, top=2))
    ground = theme.colour("tint").name()
    pad = theme.px(10)
    return (
        f'<table width="100%" cellpadding="{pad}" cellspacing="0" style="margin-top:{pad}px">'
        f'<tr><td bgcolor="{ground}">{"".join(lines)}</td></tr></table>'
    )


def _p(words: str, ink: str, *, size: int = 15, bold: bool = False, top: int = 6) -> str:
    style = (
        f"color:{theme.colour(ink).name()};font-size:{theme.px(size)}px;"
        f"font-weight:{600 if bold else 400};margin:{theme.px(top)}px 0 0 0"
    )
    return f'<p style="{style}">{escape(words)}</p>'
