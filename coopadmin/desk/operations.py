"""Every module that has operations: importing this makes history and undo know them all."""

from coopadmin.activities import service as activities
from coopadmin.annual import service as annual
from coopadmin.attachments import service as attachments
from coopadmin.capital import service as capital
from coopadmin.contributions import service as contributions
from coopadmin.cooperative import service as cooperative
from coopadmin.deadlines import service as deadlines
from coopadmin.desk import example_fill, founding, merging, selecting
from coopadmin.desk import service as desk
from coopadmin.ledger import service as ledger
from coopadmin.meetings import items, presence, recording, voting
from coopadmin.meetings import service as meetings
from coopadmin.members import applying, farewell, reading, sanctioning
from coopadmin.members import service as members
from coopadmin.people import consenting, householding, noting
from coopadmin.people import service as people
from coopadmin.privacy import service as privacy
from coopadmin.volunteers import service as volunteers

MODULES = (
    activities,
    annual,
    attachments,
    applying,
    capital,
    consenting,
    contributions,
    cooperative,
    deadlines,
    desk,
    example_fill,
    farewell,
    founding,
    householding,
    items,
    ledger,
    meetings,
    members,
    merging,
    noting,
    people,
    presence,
    privacy,
    reading,
    recording,
    sanctioning,
    selecting,
    volunteers,
    voting,
)
