"""The whole schema of the file: importing this module makes every table known."""

from coopadmin.activities import model as activities
from coopadmin.annual import model as annual
from coopadmin.attachments import model as attachments
from coopadmin.capital import model as capital
from coopadmin.contributions import model as contributions
from coopadmin.cooperative import model as cooperative
from coopadmin.correspondence import model as correspondence
from coopadmin.deadlines import model as deadlines
from coopadmin.desk import model as desk
from coopadmin.ledger import model as ledger
from coopadmin.meetings import model as meetings
from coopadmin.members import model as members
from coopadmin.people import model as people
from coopadmin.privacy import model as privacy
from coopadmin.store import model as store
from coopadmin.store.schema import Stored
from coopadmin.volunteers import model as volunteers

FEATURES = (
    activities,
    annual,
    attachments,
    capital,
    contributions,
    cooperative,
    correspondence,
    deadlines,
    desk,
    ledger,
    meetings,
    members,
    people,
    privacy,
    store,
    volunteers,
)
metadata = Stored.metadata
