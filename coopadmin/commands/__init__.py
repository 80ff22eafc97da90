"""The command line: the same operations as the window, for people and for scripts.

Exit status 0 done, 1 refused (reasons on stderr), 2 wrong usage.
"""

from __future__ import annotations

from typing import Any

import click

from coopadmin import __version__
from coopadmin.commands.console import complain, complain_of_fault, in_console
from coopadmin.kernel.loading import loaded
from coopadmin.kernel.problem import Refused
from coopadmin.store import StoreTrouble
from coopadmin.store.computer import remembered
from coopadmin.words import N_, _, say, speak

COMMANDS = {
    "open": "coopadmin.commands.window:open_window",
    "new": "coopadmin.commands.cooperative:new",
    "cooperative": "coopadmin.commands.cooperative:cooperative",
    "demo": "coopadmin.commands.demo:demo",
    "check": "coopadmin.commands.files:check",
    "members": "coopadmin.commands.members:members",
    "households": "coopadmin.commands.households:households",
    "officers": "coopadmin.commands.officers:officers",
    "contributions": "coopadmin.commands.contributions:contributions",
    "capital": "coopadmin.commands.capital:capital",
    "ledger": "coopadmin.commands.ledger:ledger",
    "activities": "coopadmin.commands.activities:activities",
    "hours": "coopadmin.commands.hours:hours",
    "meetings": "coopadmin.commands.meetings:meetings",
    "find": "coopadmin.commands.finding:find",
    "tasks": "coopadmin.commands.tasks:tasks",
    "attachments": "coopadmin.commands.attachments:attachments",
    "deadlines": "coopadmin.commands.deadlines:deadlines",
    "privacy": "coopadmin.commands.dataprotection:privacy",
    "letters": "coopadmin.commands.letters:letters",
    "figures": "coopadmin.commands.annual:figures",
    "report": "coopadmin.commands.annual:report",
    "history": "coopadmin.commands.files:history",
    "undo": "coopadmin.commands.files:undo",
    "redo": "coopadmin.commands.files:redo",
    "backup": "coopadmin.commands.files:backup",
    "backups": "coopadmin.commands.travel:backups",
    "restore": "coopadmin.commands.files:restore",
    "compare": "coopadmin.commands.travel:compare",
    "handover": "coopadmin.commands.travel:handover",
    "takeback": "coopadmin.commands.travel:takeback",
    "continue": "coopadmin.commands.travel:go_on_with",
    "help": "coopadmin.commands.help:help_",
}
WINDOW = "coopadmin.start:run"
_TOLD_APART = N_(
    "“coopadmin compare” tells the copies apart; “coopadmin continue” chooses this one."
)
ADVICE = {
    "handed_over": N_("“coopadmin takeback” takes it back."),
    "older_copy": _TOLD_APART,
    "forked": _TOLD_APART,
}


class Commands(click.Group):
    """Loads a command when it is asked for, so that none pays for the others' imports."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command = loaded(COMMANDS[name])
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        # `coopadmin FILE` opens that file.
        if args and args[0] not in COMMANDS and args[0].endswith(".coop"):
            args = ["open", *args]
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, invoke_without_command=True)
@click.option("--as", "who", metavar="NAME", help="Who does this; kept in the history.")
@click.option("--language", "spoken", type=click.Choice(["nl", "en"]), help="Language of messages.")
@click.version_option(__version__, message="%(version)s")
@click.pass_context
def root(context: click.Context, who: str | None, spoken: str | None) -> None:
    """Administration of a small cooperative."""
    del who
    speak(spoken or remembered().language)
    if context.invoked_subcommand is None:
        command = Commands.get_command(context.command, context, "open")  # type: ignore[arg-type]
        assert command is not None
        context.invoke(command, file=None)


def main(arguments: list[str] | None = None) -> int:
    """Run one command line and return its exit status."""
    in_console()
    try:
        answer: Any = root.main(args=arguments, prog_name="coopadmin", standalone_mode=False)
    except Refused as refused:
        complain(refused)
        return 1
    except StoreTrouble as trouble:
        click.echo(say(trouble.problem), err=True)
        if trouble.code in ADVICE:
            click.echo(_(ADVICE[trouble.code]), err=True)
        return 1
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        return 1
    except Exception as fault:  # noqa: BLE001 - the last place: nobody reads a traceback
        complain_of_fault(fault)
        return 1
    return answer if isinstance(answer, int) else 0
