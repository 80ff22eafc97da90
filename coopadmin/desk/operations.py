"""Every module that has operations: importing this makes history and undo know them all."""

from coopadmin.activities import service as activities
from coopadmin.desk import founding
from coopadmin.ledger import service as ledger
from coopadmin.members import service as members

MODULES = (activities, founding, ledger, members)
