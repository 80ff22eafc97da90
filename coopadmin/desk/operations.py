"""Every module that has operations, by name: history and undo load them when they meet one."""

from coopadmin.store.work import found_in

MODULES = (
    "coopadmin.activities.service",
    "coopadmin.annual.service",
    "coopadmin.attachments.service",
    "coopadmin.capital.service",
    "coopadmin.contributions.service",
    "coopadmin.cooperative.service",
    "coopadmin.correspondence.posting",
    "coopadmin.correspondence.service",
    "coopadmin.deadlines.service",
    "coopadmin.desk.changing_fields",
    "coopadmin.desk.erasing",
    "coopadmin.desk.example_fill",
    "coopadmin.desk.founding",
    "coopadmin.desk.merging",
    "coopadmin.desk.selecting",
    "coopadmin.desk.service",
    "coopadmin.desk.setting_back",
    "coopadmin.ledger.service",
    "coopadmin.meetings.items",
    "coopadmin.meetings.presence",
    "coopadmin.meetings.recording",
    "coopadmin.meetings.service",
    "coopadmin.meetings.voting",
    "coopadmin.members.applying",
    "coopadmin.members.farewell",
    "coopadmin.members.reading",
    "coopadmin.members.sanctioning",
    "coopadmin.members.service",
    "coopadmin.people.consenting",
    "coopadmin.people.householding",
    "coopadmin.people.noting",
    "coopadmin.people.own_filling",
    "coopadmin.people.service",
    "coopadmin.privacy.service",
    "coopadmin.volunteers.service",
)

found_in(MODULES)
