"""Who a mailing is for: from what the other services say to people, and who of them is left out."""

import pytest

from cityteams_contracts import Rejected
from cityteams_contracts.clusters import (
    AffiliationGranted,
    ChairNamed,
    ClusterDissolved,
    LeadReplaced,
    MemberJoined,
    MemberLeft,
    SuperClusterFormed,
    SuperClustersMerged,
)
from cityteams_contracts.events import SeatReleased, SessionAccepted, SessionWithdrawn, SlotCancelled
from cityteams_contracts.notifications import (
    Frequency,
    MailingAudience,
    MailingKind,
    SetPreferences,
    SuppressionBegun,
    SuppressionReason,
    Unsubscribe,
    Wish,
)
from cityteams_contracts.registration import (
    ConsentPurpose,
    ConsentWithdrawn,
    OrganisationMerged,
    PersonErased,
    PersonRole,
    PersonUnnamed,
    WorksheetConfirmed,
    WorksheetWithdrawn,
)
from cityteams_notifications.domain.mailings.audience import check_audience, sorted_out
from cityteams_notifications.mailings.store import CIRCLES, READERS, known_of, people_meant
from tests.notifications.mailings.story import (
    GATHERING,
    ROUND,
    accepted,
    agrees,
    named,
    proposed,
    seated,
    speaks,
)
from tests.notifications.samples import NOON, example

CITY = "o-rohnert-park"


def who(desk, **audience):
    return desk.read(lambda tx: people_meant(tx, MailingAudience(**audience)))


def test_a_round_means_the_leads_and_officials_of_its_worksheets_and_roles_narrow_it_down(desk):
    desk.hear(accepted(1), accepted(2), accepted(3, "next-2019"))
    assert who(desk, rounds=(ROUND,)) == ["o-1", "o-2", "p-1", "p-2"]
    assert who(desk, rounds=(ROUND,), roles=("city_official",)) == ["o-1", "o-2"]
    assert who(desk, roles=("team_lead",)) == ["p-1", "p-2", "p-3"]


def test_a_withdrawn_worksheet_is_in_no_round_and_a_confirmed_one_in_another_as_well(desk):
    desk.hear(accepted(1), accepted(2))
    desk.hear(example(WorksheetWithdrawn, worksheet_id="w-1"))
    desk.hear(example(WorksheetConfirmed, worksheet_id="w-2", round_id="next-2019"))
    assert who(desk, rounds=(ROUND,)) == who(desk, rounds=("next-2019",)) == ["o-2", "p-2"]


def test_a_cluster_means_its_team_and_the_people_of_its_organisations(desk):
    desk.hear(proposed(1), named("m-1", CITY, PersonRole.EXPERT), named("m-2", "o-elsewhere", PersonRole.EXPERT))
    assert who(desk, clusters=("c-1",)) == ["m-1", "o-1", "p-1"]
    assert who(desk, clusters=("c-1",), roles=("member",)) == ["m-1"]
    assert who(desk, roles=("expert",)) == ["m-1", "m-2"]
    joined = example(MemberJoined, cluster_id="c-1")
    desk.hear(named("m-3", joined.organisation.organisation_id, PersonRole.INVESTOR_CONTACT), joined)
    assert "m-3" in who(desk, clusters=("c-1",))
    desk.hear(example(MemberLeft, cluster_id="c-1", organisation=joined.organisation))
    desk.hear(PersonUnnamed(organisation_id=CITY, person_id="m-1", role=PersonRole.EXPERT))
    assert who(desk, clusters=("c-1",)) == ["o-1", "p-1"]


def test_people_of_a_merged_organisation_belong_to_the_clusters_of_the_one_it_lives_on_in(desk):
    desk.hear(proposed(1), named("m-1", "o-old", PersonRole.EXPERT))
    desk.hear(OrganisationMerged(organisation_id="o-old", into=CITY, merged_at=NOON))
    assert who(desk, clusters=("c-1",), roles=("expert",)) == ["m-1"]


def test_a_new_lead_takes_the_old_ones_place_and_a_dissolved_cluster_means_nobody(desk):
    desk.hear(proposed(1), example(LeadReplaced, cluster_id="c-1", before="p-1", lead="p-9"))
    assert who(desk, clusters=("c-1",), roles=("team_lead",)) == ["p-9"]
    desk.hear(example(ClusterDissolved, cluster_id="c-1"))
    assert who(desk, clusters=("c-1",)) == []


def test_an_alliance_means_its_chairs_and_its_teams_also_those_of_one_that_was_merged_into_it(desk):
    for alliance, cluster in (("s-1", 1), ("s-2", 2)):
        desk.hear(example(SuperClusterFormed, super_cluster_id=alliance), proposed(cluster))
        desk.hear(example(AffiliationGranted, cluster_id=f"c-{cluster}", super_cluster_id=alliance))
    desk.hear(example(ChairNamed, super_cluster_id="s-1", person_id="p-chair"))
    assert who(desk, clusters=("s-1",), roles=("chair", "team_lead")) == ["p-1", "p-chair"]
    desk.hear(example(SuperClustersMerged, super_cluster_id="s-2", into="s-1"))
    assert who(desk, clusters=("s-1",), roles=("team_lead",)) == ["p-1", "p-2"]


def test_a_gathering_means_who_speaks_and_who_has_a_seat_but_no_guests(desk):
    session = example(SessionAccepted, session_id="s-1", gathering_id=GATHERING)
    content = session.content.model_copy(update={"speakers": ("p-5",), "facilitator": "p-6", "introductions": ()})
    desk.hear(speaks(1), seated(1), seated(1, guest=1), session.model_copy(update={"content": content}))
    assert who(desk, gatherings=(GATHERING,)) == ["a-1", "p-1", "p-5", "p-6"]
    assert who(desk, gatherings=(GATHERING,), roles=("attendee",)) == ["a-1"]
    desk.hear(example(SlotCancelled, slot_id="slot-1"), example(SessionWithdrawn, session_id="s-1"))
    desk.hear(example(SeatReleased, seat_id="seat-1-0", person_id="a-1"))
    assert who(desk, gatherings=(GATHERING,)) == []


def test_a_round_and_a_gathering_together_mean_who_takes_part_in_both(desk):
    desk.hear(accepted(1), accepted(2), speaks(2), speaks(3))
    assert who(desk, rounds=(ROUND,), gatherings=(GATHERING,)) == ["p-2"]


def left_out(desk, people, kind=MailingKind.AGENDA_RELEASE):
    recipients, others = sorted_out(people, kind, desk.read(lambda tx: known_of(tx, people)))
    return recipients, {each.person_id: each.reason for each in others}


def test_who_opted_out_or_cannot_be_reached_is_left_out_with_the_reason(desk):
    for person, command in (
        ("p-1", Unsubscribe(person_id="p-1", topic="mailings")),
        ("p-2", Unsubscribe(person_id="p-2")),
        ("p-3", SetPreferences(person_id="p-3", wishes=(Wish(topic="mailings", frequency=Frequency.WEEKLY),))),
    ):
        desk.actor = person
        desk.take(command)
    desk.say(SuppressionBegun(person_id="p-4", reason=SuppressionReason.BOUNCED, begun_at=NOON))
    recipients, others = left_out(desk, ["p-1", "p-2", "p-3", "p-4", "p-5"])
    assert recipients == ["p-3", "p-5"]
    assert others == {
        "p-1": "wants-no-mailings", "p-2": "wants-no-mailings", "p-4": "mail-does-not-reach-the-person",
    }  # fmt: skip


def test_a_call_goes_to_who_agreed_to_letters_about_the_programme_and_not_to_who_took_it_back(desk):
    desk.hear(agrees("p-1"), agrees("p-2"))
    desk.hear(ConsentWithdrawn(person_id="p-2", purpose=ConsentPurpose.PROGRAMME_MAIL, withdrawn_at=NOON))
    desk.hear(ConsentWithdrawn(person_id="p-1", purpose=ConsentPurpose.BENCHMARKS, withdrawn_at=NOON))
    recipients, others = left_out(desk, ["p-1", "p-2", "p-3"], MailingKind.CALL)
    assert recipients == ["p-1"]
    assert set(others.values()) == {"has-not-agreed-to-programme-mail"}
    assert left_out(desk, ["p-1", "p-2", "p-3"])[0] == ["p-1", "p-2", "p-3"]


def test_who_was_forgotten_is_on_no_list(desk):
    desk.hear(accepted(1), PersonErased(person_id="p-1", erased_at=NOON))
    assert left_out(desk, ["o-1", "p-1"]) == (["o-1"], {})


@pytest.mark.parametrize(
    ("audience", "kind", "code"),
    [
        ({}, "news", "the-audience-is-not-said"),
        ({"everybody": True, "rounds": (ROUND,)}, "news", "everybody-is-narrowed-down"),
        ({"roles": ("team_lead",)}, "notice", "it-concerns-nothing-in-particular"),
        ({"everybody": True}, "agenda_release", "it-concerns-nothing-in-particular"),
    ],
)
def test_an_audience_that_says_nothing_or_too_much_is_refused(audience, kind, code):
    with pytest.raises(Rejected) as no:
        check_audience(MailingAudience(**audience), MailingKind(kind))
    assert no.value.code == code
    assert str(no.value.field).startswith("audience")


def test_everybody_means_everybody_who_takes_part_in_anything(desk):
    desk.hear(accepted(1), seated(1), named("m-1", CITY, PersonRole.EXPERT))
    assert who(desk, everybody=True) == ["a-1", "m-1", "o-1", "p-1"]


def test_a_replay_knows_the_same_circles(desk, new_desk):
    desk.hear(accepted(1), proposed(1), speaks(1), seated(1), agrees("p-1"), named("m-1", CITY, PersonRole.EXPERT))
    again = new_desk()
    again.replay([*desk.heard, *desk.envelopes()])
    for shelf in (CIRCLES, READERS):
        rows = [one.read(lambda tx, shelf=shelf: tx.find(shelf)) for one in (desk, again)]
        assert rows[0] == rows[1] != []
