"""Operations on the legal person: its foundation in the file."""

from __future__ import annotations

from dataclasses import asdict

from coopadmin.cooperative.defaults import KNOWN_RATES, USUAL_STATUTES
from coopadmin.cooperative.model import Cooperative, DatedRate, StatutesProfile
from coopadmin.cooperative.rules import NewCooperative, check_new_cooperative
from coopadmin.store.work import Work


def lay_foundation(work: Work, new: NewCooperative) -> Cooperative:
    """The legal person, the usual statutes still to be checked, and the rates known by law.

    Not an operation of its own: founding a file also prepares what floors above this one keep.
    """
    work.check(check_new_cooperative(new, work.today))
    founded = work.add(Cooperative(**asdict(new)))
    work.add(
        StatutesProfile(
            valid_from=new.founded_on or work.today.replace(month=1, day=1),
            checked=False,
            **USUAL_STATUTES,
        )
    )
    work.add_many(
        DatedRate,
        [
            {
                "code": rate.code,
                "valid_from": rate.valid_from,
                "value": rate.value,
                "source": rate.source,
                "to_be_checked": rate.to_be_checked,
            }
            for rate in KNOWN_RATES
        ],
    )
    return founded
