"""The accounts that books begin with, per kind of cooperative, with the codes of RGS 3.7.

Numbers and codes are those of the Referentie GrootboekSchema (RGS MKB 3.7, the selection for
foundations, associations and cooperatives); it has no code for an equalisation reserve of a grant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coopadmin.cooperative.names import is_cooperative
from coopadmin.kernel.problem import N_

RGS_VERSION = "3.7"


@dataclass(frozen=True)
class KnownAccount:
    """An account as the program knows it; `role` is how the program finds it, or nothing.

    `only` names the kind of legal person or cooperative that has it; nothing is all of them.
    """

    number: str
    rgs: str
    place: str
    name: str
    role: str = ""
    only: str = ""


def chart_of(kind: str, legal_form: str) -> Iterator[KnownAccount]:
    """The accounts for one kind of cooperative (`cooperative.rules.KINDS`) of one legal form."""
    if is_cooperative(legal_form):
        form = "cooperative"
    else:
        form = "foundation" if legal_form == "stichting" else "association"
    wanted = {"", form, "energy" if kind == "energiecooperatie" else ""}
    return (account for account in CHART if account.only in wanted)


CHART = (
    KnownAccount("02051", "BMvaBegVvp", "tangible", N_("Buildings")),
    KnownAccount("02055", "BMvaBegCae", "tangible", N_("Depreciation of buildings")),
    KnownAccount("02201", "BMvaObeVvp", "tangible", N_("Installations"), only="energy"),
    KnownAccount(
        "02205", "BMvaObeCae", "tangible", N_("Depreciation of installations"), only="energy"
    ),
    KnownAccount("02251", "BMvaBeiVvp", "tangible", N_("Furniture and equipment"), "assets"),
    KnownAccount(
        "02255",
        "BMvaBeiCae",
        "tangible",
        N_("Depreciation of furniture and equipment"),
        "assets_written_off",
    ),
    KnownAccount("02301", "BMvaTevVvp", "tangible", N_("Vehicles")),
    KnownAccount("02305", "BMvaTevCae", "tangible", N_("Depreciation of vehicles")),
    KnownAccount("04701", "BFvaLenLen", "financial", N_("Loans given")),
    KnownAccount("05201", "BEivStrStr", "legal_reserves", N_("Statutory reserve")),
    KnownAccount("05253", "BEivOvrOrs", "other_reserves", N_("Other reserves"), "other_reserves"),
    KnownAccount("05255", "BEivOvrCor", "other_reserves", N_("Continuity reserve")),
    KnownAccount(
        "05351", "BEivBefBef", "restricted_funds", N_("Restricted funds"), "restricted_funds"
    ),
    KnownAccount(
        "05371",
        "BEivBerBer",
        "designated_reserves",
        N_("Designated reserves"),
        "designated_reserves",
    ),
    KnownAccount(
        "05381",
        "",
        "equalisation_reserve",
        N_("Equalisation reserve for grants"),
        "equalisation_reserve",
    ),
    KnownAccount("05403", "BEivOreRvh", "result", N_("Result of the year"), "result"),
    KnownAccount(
        "05651",
        "BEivSevSti",
        "members_capital",
        N_("Foundation’s capital"),
        "share_capital",
        only="foundation",
    ),
    KnownAccount(
        "05653",
        "BEivSevVnk",
        "members_capital",
        N_("Association’s capital"),
        "share_capital",
        only="association",
    ),
    KnownAccount(
        "05655",
        "BEivSevCoo",
        "members_capital",
        N_("Members’ capital"),
        "share_capital",
        only="cooperative",
    ),
    KnownAccount("07515", "BVrzOvzVvg", "provisions", N_("Provision for major maintenance")),
    KnownAccount("08211", "BLasSakLvl", "long_debts", N_("Loans from banks")),
    KnownAccount("08701", "BLasOlsOsl", "long_debts", N_("Other long-term loans")),
    KnownAccount(
        "08801",
        "BLasParPar",
        "long_debts",
        N_("Loans and participations of members"),
        "member_loans",
    ),
    KnownAccount("10101", "BLimKasKas", "money", N_("Cash"), "cash"),
    KnownAccount("10201", "BLimBanRba", "money", N_("Bank account"), "bank"),
    KnownAccount("10270", "BLimBanSpa", "money", N_("Savings account"), "savings"),
    KnownAccount("10510", "BLimKruSto", "money", N_("Payments under way"), "clearing"),
    KnownAccount("13011", "BVorDebHad", "receivables", N_("Debtors"), "debtors"),
    KnownAccount("13021", "BVorDebVdd", "receivables", N_("Provision for bad debts")),
    KnownAccount(
        "13201",
        "BVorTskTos",
        "receivables",
        N_("Government grants to receive"),
        "grants_receivable",
    ),
    KnownAccount("13208", "BVorTskTvs", "receivables", N_("Other grants to receive")),
    KnownAccount(
        "13830",
        "BVorOvrLek",
        "receivables",
        N_("Capital to receive from members"),
        "capital_receivable",
    ),
    KnownAccount("14165", "BVorOvaVan", "receivables", N_("Paid in advance"), "prepaid"),
    KnownAccount(
        "14330", "BVorOvaNob", "receivables", N_("Contributions still to charge"), "accrued_income"
    ),
    KnownAccount("14340", "BVorOvaOoa", "receivables", N_("Other accrued income")),
    KnownAccount("14590", "BVorTusTov", "receivables", N_("To be sorted out"), "suspense"),
    KnownAccount("16011", "BSchCreHac", "short_debts", N_("Suppliers"), "creditors"),
    KnownAccount("16221", "BSchBepBtw", "short_debts", N_("Sales tax to pay")),
    KnownAccount("16230", "BSchBepLhe", "short_debts", N_("Wage tax to pay")),
    KnownAccount("16240", "BSchBepVpb", "short_debts", N_("Corporation tax to pay")),
    KnownAccount("16521", "BSchOvsSuv", "short_debts", N_("Grants to repay"), "grants_to_repay"),
    KnownAccount("16525", "BSchOvsOvs", "short_debts", N_("Other debts")),
    KnownAccount("16801", "BSchSlcLi1", "short_debts", N_("To pay to members"), "owed_to_members"),
    KnownAccount("17201", "BSchOpaNtb", "short_debts", N_("Costs still to pay"), "accrued_costs"),
    KnownAccount(
        "17250", "BSchOpaVgo", "advance", N_("Contributions received in advance"), "deferred_income"
    ),
    KnownAccount(
        "17290", "BSchOpaOop", "advance", N_("Grants received in advance"), "grants_in_advance"
    ),
    KnownAccount("30110", "BVrdHanVoo", "stock", N_("Stock")),
    KnownAccount("40815", "WBedOvpZzp", "staff", N_("Self-employed people hired")),
    KnownAccount("40830", "WBedOvpDdd", "staff", N_("Coordination by others")),
    KnownAccount("40845", "WBedOvpOpk", "volunteers", N_("Training")),
    KnownAccount("40880", "WBedOvpRkv", "volunteers", N_("Travel costs"), "travel_costs"),
    KnownAccount("40895", "WBedOvpOvb", "volunteers", N_("Volunteer allowances"), "allowances"),
    KnownAccount("40980", "WBedOvpOvp", "volunteers", N_("Other costs of volunteers")),
    KnownAccount("43205", "WAfsAmvBeg", "depreciation", N_("Depreciation of buildings")),
    KnownAccount(
        "43225", "WAfsAmvObe", "depreciation", N_("Depreciation of installations"), only="energy"
    ),
    KnownAccount("43230", "WAfsAmvTev", "depreciation", N_("Depreciation of vehicles")),
    KnownAccount(
        "43240",
        "WAfsAmvBei",
        "depreciation",
        N_("Depreciation of furniture and equipment"),
        "depreciation",
    ),
    KnownAccount("45105", "WBedHuiBeh", "housing", N_("Rent paid")),
    KnownAccount("45125", "WBedHuiOng", "housing", N_("Maintenance of buildings")),
    KnownAccount("45130", "WBedHuiSch", "housing", N_("Cleaning")),
    KnownAccount("45140", "WBedHuiGwe", "housing", N_("Gas, water and electricity")),
    KnownAccount("45185", "WBedHuiOhv", "housing", N_("Other costs of housing")),
    KnownAccount("45315", "WBedEemKai", "activities", N_("Small purchases")),
    KnownAccount("45620", "WBedVkkRep", "board", N_("Board costs")),
    KnownAccount("45661", "WBedVkkAdd", "organisation", N_("Debts written off"), "bad_debts"),
    KnownAccount("45670", "WBedVkkWeb", "organisation", N_("Website")),
    KnownAccount("45701", "WBedAutBra", "transport", N_("Fuel")),
    KnownAccount("45705", "WBedAutRoa", "transport", N_("Maintenance of vehicles")),
    KnownAccount("45710", "WBedAutAsa", "transport", N_("Insurance of vehicles")),
    KnownAccount("45790", "WBedAutOak", "transport", N_("Other costs of vehicles")),
    KnownAccount("46101", "WBedKanKan", "organisation", N_("Office costs")),
    KnownAccount("46105", "WBedKanPor", "organisation", N_("Postage")),
    KnownAccount("46110", "WBedKanTef", "organisation", N_("Telephone and internet")),
    KnownAccount("46120", "WBedKanDru", "organisation", N_("Printing")),
    KnownAccount("46130", "WBedKanCea", "organisation", N_("Memberships and subscriptions")),
    KnownAccount("46152", "WBedKanSof", "organisation", N_("Software")),
    KnownAccount("46301", "WBedAssBea", "organisation", N_("Liability insurance")),
    KnownAccount("46305", "WBedAssOva", "organisation", N_("Other insurance")),
    KnownAccount("46351", "WBedAeaAea", "organisation", N_("Accountant and advice")),
    KnownAccount("46360", "WBedAeaNot", "organisation", N_("Notary")),
    KnownAccount("46410", "WBedAdlKav", "organisation", N_("Cash differences"), "cash_differences"),
    KnownAccount("46415", "WBedAdlBan", "organisation", N_("Bank costs"), "bank_costs"),
    KnownAccount("46801", "WBedAlkOal", "board", N_("General meeting")),
    KnownAccount("74020", "WKprTvlVsg", "activities", N_("Grants and gifts given")),
    KnownAccount("74030", "WKprTvlLbd", "activities", N_("Costs of activities"), "activity_costs"),
    KnownAccount("80505", "WOmzNodOdl", "services", N_("Income from services"), "services"),
    KnownAccount("80565", "WOmzNodNod", "services", N_("Income from energy"), only="energy"),
    KnownAccount("82011", "WOvbLpdLpd", "services", N_("Own contributions of participants")),
    KnownAccount("82101", "WOvbSpdSpd", "gifts", N_("Sponsoring")),
    KnownAccount("82155", "WOvbBueDeg", "gifts", N_("Donations"), "gifts"),
    KnownAccount("82170", "WOvbBueNal", "gifts", N_("Legacies")),
    KnownAccount(
        "82305", "WOvbSgbBvl", "contributions", N_("Contributions of members"), "contributions"
    ),
    KnownAccount("82325", "WOvbSgbBso", "grants", N_("Government grants"), "grants"),
    KnownAccount("82335", "WOvbSgbBao", "grants", N_("Contributions of funds")),
    KnownAccount("82401", "WOvbHuoHuo", "rent", N_("Rent received"), "rent"),
    KnownAccount("82701", "WOvbOvoOvo", "other_income", N_("Other income"), "other_income"),
    KnownAccount(
        "82811", "WLbeLbvLbv", "other_costs", N_("Payments to members"), "member_payments"
    ),
    KnownAccount("84125", "WFbeRlmObr", "other_income", N_("Interest received")),
    KnownAccount("84307", "WFbeRlsRol", "other_costs", N_("Interest paid"), "interest_paid"),
    KnownAccount("84421", "WFbeOrlRkb", "other_costs", N_("Interest and costs of the bank")),
    KnownAccount("91120", "WBelBgrBgr", "other_costs", N_("Corporation tax"), "corporation_tax"),
)
