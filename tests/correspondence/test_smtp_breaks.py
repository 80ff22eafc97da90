"""A line that breaks, a server that hangs up, the plug that is pulled: nobody gets it twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coopadmin.correspondence.smtp import DOUBT, SENT, Result, send_all
from tests.correspondence.mailserver import BREAK, STALL, Handler, listening
from tests.correspondence.sending import Log, address, only, sent_through


@pytest.mark.parametrize("how", [BREAK, STALL])
def test_a_line_that_breaks_after_a_message_leaves_it_in_doubt_and_never_sends_it_again(
    how: str,
) -> None:
    handler = Handler(at_message=only(2, how))
    with listening(handler) as server:
        log, halted = sent_through(server, 4)
    assert (log.states(), halted) == ([SENT, DOUBT, SENT, SENT], None)
    assert handler.recipients == [address(key) for key in log.keys], "each of them just once"
    assert "may have arrived or not" in log.said(2)


@pytest.mark.parametrize("how", [BREAK, STALL])
def test_a_line_that_breaks_before_a_message_loses_nothing(how: str) -> None:
    broken = iter([how])
    handler = Handler(at_recipient=lambda to: next(broken, "") if to == address(2) else "")
    with listening(handler) as server:
        log, halted = sent_through(server, 4)
    assert (log.states(), halted) == ([SENT] * 4, None)
    assert sorted(handler.recipients) == [address(key) for key in log.keys]


def test_a_server_that_keeps_breaking_stops_the_sending_and_the_rest_can_go_on() -> None:
    handler = Handler(at_recipient=only(3, BREAK))
    with listening(handler) as server:
        log, halted = sent_through(server, 5)
    assert halted is not None
    assert halted.code == "smtp.no_answer"
    assert log.states() == [SENT, SENT, "", "", ""]
    assert log.open() == [3, 4, 5]


def test_a_server_that_hangs_up_politely_is_called_again() -> None:
    hung = iter(["421 4.7.0 Too many in one session"])
    handler = Handler(at_recipient=lambda to: next(hung, "") if to == address(2) else "")
    with listening(handler) as server:
        log, halted = sent_through(server, 4)
    assert (log.states(), halted) == ([SENT] * 4, None)
    assert handler.recipients == [address(key) for key in (1, 3, 4, 2)]


class Unplugged(BaseException):
    """The power goes at this very moment."""


@pytest.mark.parametrize("moment", ["begun", "settled"])
def test_when_the_plug_is_pulled_nobody_gets_it_twice(moment: str) -> None:
    handler, log = Handler(), Log(4)
    with listening(handler) as server:
        dispatch = log.dispatch(server)
        if moment == "begun":
            dispatch._begun = pulled_at(2, log.begin)
        else:
            dispatch._settled = pulled_at(2, log.settle)
        with pytest.raises(Unplugged):
            dispatch.burst()
        # A new start knows only what was written down.
        doubtful = [key for key in log.begun if key not in log.results]
        assert doubtful == ([2] if moment == "settled" else [])
        assert send_all(log.dispatch(server, log.open()), wait=log.wait) is None
    assert sorted(handler.recipients) == [address(key) for key in log.keys]


def pulled_at(when: int, note: Callable[..., None]) -> Callable[..., None]:
    def noted(key: int, *result: Result) -> None:
        if key == when:
            raise Unplugged
        note(key, *result)

    return noted


def test_a_stop_is_heard_between_two_messages_and_the_rest_can_go_on() -> None:
    handler, log = Handler(), Log(5)
    with listening(handler) as server:
        dispatch = log.dispatch(server)
        stopped = send_all(dispatch, stopped=lambda: len(handler.got) == 2, wait=log.wait)
        assert stopped is None
        assert (len(handler.got), dispatch.left) == (2, 3)
        assert send_all(dispatch, wait=log.wait) is None
    assert handler.recipients == [address(key) for key in log.keys]
