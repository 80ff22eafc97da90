"""Commands on e-mail: the server, sending and going on, drafts, what goes along, what came back."""

from __future__ import annotations

import sys
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

import click

from coopadmin.commands.answers import anyway_option, do_anyway
from coopadmin.commands.frame import (
    FILE,
    contents,
    json_option,
    printed,
    reading,
    table_lines,
    writing,
)
from coopadmin.commands.meetings import meeting_of
from coopadmin.correspondence.mail import MOST_IN_BCC, bcc_list
from coopadmin.correspondence.passwords import forget_password, keep_password, kept_password
from coopadmin.correspondence.posting import (
    enclose as enclose_file,
)
from coopadmin.correspondence.posting import (
    enclosures_of,
    find_server,
    forget_server,
    get_server,
    send_again,
    set_server,
    settle_doubt,
)
from coopadmin.correspondence.rules import DOUBT, FAILED
from coopadmin.correspondence.server import SECURITIES, TLS, USUAL_PORTS, NewServer
from coopadmin.correspondence.smtp import send_all
from coopadmin.desk.letters import addresses_of
from coopadmin.desk.post import (
    dispatch_of,
    draft_mails,
    enclose_date,
    how_far,
    messages_with,
    settle,
    take_bounce,
    try_out,
)
from coopadmin.kernel.problem import N_, Refused, refuse
from coopadmin.store import Books
from coopadmin.words import _, ngettext

PASSWORD_STDIN = click.option(
    "--password-stdin", is_flag=True, help="Read the password from the standard input."
)


def _password(server: NewServer, from_stdin: bool) -> str:
    """The password: of the standard input, of the key store, or asked of who sits here."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not server.login:
        return ""
    kept = kept_password(server)
    if kept is not None:
        return kept
    if not sys.stdin.isatty():
        sentence = N_("The key store has no password for {login}. Give it with --password-stdin.")
        raise refuse("letters.no_password", sentence, login=server.login)
    asked: str = click.prompt(_("Password of {login}").format(login=server.login), hide_input=True)
    return asked


@click.command()
@click.argument("file", type=FILE)
@click.option("--host", metavar="NAME", help="The server that takes e-mail to send.")
@click.option("--port", type=int, help="As usual for its security, without it.")
@click.option("--security", type=click.Choice(list(SECURITIES)))
@click.option("--login", help="Empty where the server asks for none.")
@click.option("--email", metavar="ADDRESS", help="From which address letters are sent.")
@click.option("--name", help="Name of the sender; else the cooperative.")
@click.option("--per-minute", type=int, help="How many messages go out in a minute.")
@click.option("--forget", is_flag=True, help="Send no e-mail from here any more.")
@click.option("--keep-password", is_flag=True, help="Keep the password in the key store.")
@click.option("--try", "trial", is_flag=True, help="Send one message to the sender itself.")
@PASSWORD_STDIN
@anyway_option
@json_option
def server(
    file: Path,
    forget: bool,
    keep_password: bool,
    trial: bool,
    password_stdin: bool,
    anyway: str | None,
    as_json: bool,
    **given: Any,
) -> None:
    """Show or set which server sends our e-mail. The password is never in the file."""
    changes = {name: value for name, value in given.items() if value is not None}
    with (writing if changes or forget else reading)(file) as books:
        if forget and (old := books.ask(find_server)) is not None:
            forget_password(old)
            books.do(forget_server)
        elif changes:
            do_anyway(books, set_server, _changed(books, changes), anyway=anyway)
        found = books.ask(find_server)
        tried = ""
        if keep_password or trial:
            now = books.ask(get_server)
            password = _password(now, password_stdin)
            if keep_password:
                _keep(now, password)
            tried = try_out(books, now, password) if trial else ""
    plain = None if found is None else asdict(found)
    lines = [_("No server is filled in.")]
    if found is not None:
        kept = found.login and kept_password(found) is not None
        plain = asdict(found) | {"password_kept": bool(kept)}
        lines = [
            f"{found.host}:{found.port}, {_(SECURITIES[found.security])}",
            f"{found.name} <{found.email}>".strip(),
            _("Login: {login}").format(login=found.login or "–"),
            _("Password in the key store: {answer}").format(answer=_("yes") if kept else _("no")),
            _("Messages per minute: {number}").format(number=found.per_minute),
        ]
    if tried:
        lines.append(_("A test was sent to {email}.").format(email=tried))
    printed(as_json, {"server": plain, "tried": bool(tried)}, lines)


def _changed(books: Books, changes: dict[str, Any]) -> NewServer:
    old = books.ask(find_server) or NewServer("", 0, TLS, "", "", "")
    new = replace(old, **changes)
    if "port" not in changes and (not old.port or "security" in changes):
        new = replace(new, port=USUAL_PORTS[new.security])
    return new


def _keep(server: NewServer, password: str) -> None:
    if not keep_password(server, password):
        raise refuse(
            "letters.no_key_store",
            N_("This system has no key store that takes it. The password is asked each time."),
        )


@click.command()
@click.argument("file", type=FILE)
@click.argument("sending", type=int)
@PASSWORD_STDIN
@json_option
def send(file: Path, sending: int, password_stdin: bool, as_json: bool) -> None:
    """Send the e-mails of SENDING that are still to go; what was sent is not sent again.

    It can be stopped and given again: it goes on where it was.
    """
    with writing(file) as books:
        password = _password(books.ask(get_server), password_stdin)
        halted = send_all(
            dispatch_of(books, sending, password), after=lambda: settle(books, sending)
        )
        far = books.ask(how_far, sending)
    lines = [
        _("{sent} sent, {failed} failed, {doubt} in doubt, {left} to go").format(**asdict(far))
    ]
    printed(as_json, {"sending": sending, **asdict(far), "halted": halted and halted.code}, lines)
    if halted is not None:
        raise Refused([halted])


@click.command()
@click.argument("file", type=FILE)
@click.argument("sending", type=int)
@click.option("-o", "--output", type=FILE, required=True, metavar="FOLDER")
@json_option
def drafts(file: Path, sending: int, output: Path, as_json: bool) -> None:
    """Write the e-mails of SENDING that are still to go as drafts (.eml) into a FOLDER."""
    with writing(file) as books:
        made = draft_mails(books, sending, output)
    said = ngettext("{count} draft in {folder}", "{count} drafts in {folder}", len(made))
    plain = {"sending": sending, "drafts": [path.name for path in made]}
    printed(as_json, plain, [said.format(count=len(made), folder=output)])


@click.command()
@click.argument("file", type=FILE)
@click.argument("sending", type=int)
@click.option("--most", type=click.IntRange(1, 500), default=MOST_IN_BCC, show_default=True)
@click.option("--outlook", is_flag=True, help="With semicolons between them.")
@json_option
def bcc(file: Path, sending: int, most: int, outlook: bool, as_json: bool) -> None:
    """The addresses of SENDING to paste into BCC, in portions that mail programs take."""
    with reading(file) as books:
        found = bcc_list(
            books.ask(addresses_of, sending), most=most, between="; " if outlook else ", "
        )
    plain = {"portions": found.portions, "twice": found.twice, "invalid": found.invalid}
    wrong = [_("Left out: {address}").format(address=each) for each in found.invalid]
    printed(as_json, plain, [*found.portions, *wrong])


@click.command()
@click.argument("file", type=FILE)
@click.argument("sending", type=int)
@click.argument("documents", type=FILE, nargs=-1)
@click.option("--meeting", metavar="MEETING", help="The date of a meeting, for calendars.")
@json_option
def enclose(
    file: Path, sending: int, documents: tuple[Path, ...], meeting: str | None, as_json: bool
) -> None:
    """Let DOCUMENTS go along with the e-mails of SENDING."""
    with writing(file) as books:
        for document in documents:
            books.do(enclose_file, sending, document.name, contents(document))
        if meeting is not None:
            enclose_date(books, sending, meeting_of(books, meeting))
        names = [each.name for each in books.ask(enclosures_of, sending)]
    printed(as_json, {"sending": sending, "enclosed": names}, names or [_("None")])


@click.command("settle")
@click.argument("file", type=FILE)
@click.argument("sending", type=int)
@click.argument("messages", type=int, nargs=-1)
@click.option("--arrived", "what", flag_value="arrived", help="What is in doubt did arrive.")
@click.option("--again", "what", flag_value="again", help="What is in doubt is sent again.")
@click.option("--failed", "what", flag_value="failed", help="What failed is sent again.")
@json_option
def settle_(
    file: Path, sending: int, messages: tuple[int, ...], what: str | None, as_json: bool
) -> None:
    """Say what becomes of e-mails in doubt or failed: all of them, or the MESSAGES named."""
    if what is None:
        raise click.UsageError("give --arrived, --again or --failed")
    with writing(file) as books:
        settle(books, sending)
        result = FAILED if what == "failed" else DOUBT
        chosen = list(messages) or books.ask(messages_with, sending, result)
        if what == "failed":
            books.do(send_again, sending, chosen)
        else:
            books.do(settle_doubt, sending, chosen, arrived=what == "arrived")
        far = books.ask(how_far, sending)
    printed(as_json, {"sending": sending, **asdict(far)}, [_("Noted.")])


@click.command()
@click.argument("file", type=FILE)
@click.argument("returned", type=FILE, nargs=-1, required=True, metavar="EML...")
@json_option
def bounce(file: Path, returned: tuple[Path, ...], as_json: bool) -> None:
    """Read e-mails that came back, and mark the people whose address they name."""
    with writing(file) as books:
        found = [each for path in returned for each in take_bounce(books, contents(path))]
    shown = [
        {
            **{each.name: getattr(row.bounced, each.name) for each in fields(row.bounced)},
            "reason": _(row.bounced.reason),
            "names": row.names,
            "noted": row.noted,
        }
        for row in found
    ]
    lines = table_lines(
        [_("Address"), _("Name"), _("Noted"), _("Why")],
        [
            [
                row.bounced.email,
                ", ".join(row.names) or "–",
                _("yes") if row.noted else _("no"),
                _(row.bounced.reason),
            ]
            for row in found
        ],
    )
    printed(as_json, {"returned": shown}, lines)


COMMANDS = (server, send, drafts, bcc, enclose, settle_, bounce)
