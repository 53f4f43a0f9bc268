import { m } from '#lib/paraglide/messages.js';
import type { Words } from '../noun.ts';

/** What a person may call a column of a ledger, and what a sheet may say about all its rows. */
type LedgerWords = {
  label: Words;
  fields: Readonly<Record<string, Words>>;
  facts: Readonly<Record<string, Words>>;
};

/** Every ledger Linli reads, with its fields, in the words of the office. A test holds this against the reader itself. */
export const LEDGER_WORDS: Readonly<Record<string, LedgerWords>> = {
  courtyards: {
    label: m.ledger_courtyards,
    fields: {
      serial: m.ledger_courtyards_serial,
      name: m.ledger_courtyards_name,
      address: m.ledger_courtyards_address,
      builtIn: m.ledger_courtyards_built_in,
      reportedHouseholds: m.ledger_courtyards_reported_households,
      reportedResidents: m.ledger_courtyards_reported_residents,
      reportedPartyMembers: m.ledger_courtyards_reported_party_members,
      reportedRetiredPartyMembers: m.ledger_courtyards_reported_retired_party_members,
      hasBranch: m.ledger_courtyards_has_branch,
      hasStation: m.ledger_courtyards_has_station,
      management: m.ledger_courtyards_management,
      grid: m.ledger_courtyards_grid,
      feature: m.ledger_courtyards_feature,
      note: m.ledger_courtyards_note,
    },
    facts: {
      reportedOn: m.fact_reported_on,
    },
  },
  householdSurvey: {
    label: m.ledger_household_survey,
    fields: {
      householdNo: m.ledger_household_survey_household_no,
      courtyard: m.ledger_household_survey_courtyard,
      door: m.ledger_household_survey_door,
      head: m.ledger_household_survey_head,
      name: m.ledger_household_survey_name,
      relation: m.ledger_household_survey_relation,
      gender: m.ledger_household_survey_gender,
      bornIn: m.ledger_household_survey_born_in,
      idNumber: m.ledger_household_survey_id_number,
      phone: m.ledger_household_survey_phone,
      politics: m.ledger_household_survey_politics,
      retired: m.ledger_household_survey_retired,
      partyRelation: m.ledger_household_survey_party_relation,
      skill: m.ledger_household_survey_skill,
      need: m.ledger_household_survey_need,
    },
    facts: {
      courtyard: m.fact_courtyard,
      surveyedIn: m.fact_surveyed_in,
    },
  },
  volunteers: {
    label: m.ledger_volunteers,
    fields: {
      volunteerNo: m.ledger_volunteers_volunteer_no,
      name: m.ledger_volunteers_name,
      gender: m.ledger_volunteers_gender,
      bornIn: m.ledger_volunteers_born_in,
      idNumber: m.ledger_volunteers_id_number,
      phone: m.ledger_volunteers_phone,
      politics: m.ledger_volunteers_politics,
      courtyard: m.ledger_volunteers_courtyard,
      skill: m.ledger_volunteers_skill,
      registeredOn: m.ledger_volunteers_registered_on,
      training: m.ledger_volunteers_training,
    },
    facts: {
      asOf: m.fact_as_of,
    },
  },
  serviceRecords: {
    label: m.ledger_service_records,
    fields: {
      serial: m.ledger_service_records_serial,
      servedOn: m.ledger_service_records_served_on,
      item: m.ledger_service_records_item,
      category: m.ledger_service_records_category,
      volunteerNo: m.ledger_service_records_volunteer_no,
      volunteerName: m.ledger_service_records_volunteer_name,
      durationMinutes: m.ledger_service_records_duration_minutes,
      recipient: m.ledger_service_records_recipient,
      peopleServed: m.ledger_service_records_people_served,
      verifier: m.ledger_service_records_verifier,
    },
    facts: {
      period: m.fact_period,
    },
  },
  cards: {
    label: m.ledger_cards,
    fields: {
      cardNo: m.ledger_cards_card_no,
      cardType: m.ledger_cards_card_type,
      holder: m.ledger_cards_holder,
      keeper: m.ledger_cards_keeper,
      openedOn: m.ledger_cards_opened_on,
      note: m.ledger_cards_note,
    },
    facts: {
      cardType: m.fact_card_type,
    },
  },
  organisations: {
    label: m.ledger_organisations,
    fields: {
      serial: m.ledger_organisations_serial,
      name: m.ledger_organisations_name,
      kind: m.ledger_organisations_kind,
      foundedOn: m.ledger_organisations_founded_on,
      leader: m.ledger_organisations_leader,
      members: m.ledger_organisations_members,
      stage: m.ledger_organisations_stage,
      registration: m.ledger_organisations_registration,
      rating: m.ledger_organisations_rating,
      activities: m.ledger_organisations_activities,
    },
    facts: {},
  },
  meetings: {
    label: m.ledger_meetings,
    fields: {
      meetingNo: m.ledger_meetings_meeting_no,
      heldOn: m.ledger_meetings_held_on,
      form: m.ledger_meetings_form,
      courtyard: m.ledger_meetings_courtyard,
      chair: m.ledger_meetings_chair,
      attendees: m.ledger_meetings_attendees,
      agenda: m.ledger_meetings_agenda,
    },
    facts: {
      courtyard: m.fact_courtyard,
    },
  },
  opinions: {
    label: m.ledger_opinions,
    fields: {
      serial: m.ledger_opinions_serial,
      meetingNo: m.ledger_opinions_meeting_no,
      courtyard: m.ledger_opinions_courtyard,
      speaker: m.ledger_opinions_speaker,
      text: m.ledger_opinions_text,
      category: m.ledger_opinions_category,
      status: m.ledger_opinions_status,
      owner: m.ledger_opinions_owner,
      closedOn: m.ledger_opinions_closed_on,
    },
    facts: { courtyard: m.fact_courtyard },
  },
  rooms: {
    label: m.ledger_rooms,
    fields: {
      name: m.ledger_rooms_name,
      floor: m.ledger_rooms_floor,
      areaM2: m.ledger_rooms_area_m2,
      capacity: m.ledger_rooms_capacity,
      openingHours: m.ledger_rooms_opening_hours,
      keeper: m.ledger_rooms_keeper,
    },
    facts: {},
  },
  courses: {
    label: m.ledger_courses,
    fields: {
      name: m.ledger_courses_name,
      category: m.ledger_courses_category,
      teacher: m.ledger_courses_teacher,
      room: m.ledger_courses_room,
      schedule: m.ledger_courses_schedule,
      startsOn: m.ledger_courses_starts_on,
      endsOn: m.ledger_courses_ends_on,
      seats: m.ledger_courses_seats,
    },
    facts: {
      term: m.fact_term,
    },
  },
  units: {
    label: m.ledger_units,
    fields: {
      serial: m.ledger_units_serial,
      name: m.ledger_units_name,
      partyOrganisation: m.ledger_units_party_organisation,
      contact: m.ledger_units_contact,
      phone: m.ledger_units_phone,
      resource: m.ledger_units_resource,
      need: m.ledger_units_need,
      project: m.ledger_units_project,
    },
    facts: {},
  },
  election: {
    label: m.ledger_election,
    fields: {
      name: m.ledger_election_name,
      politics: m.ledger_election_politics,
      votes: m.ledger_election_votes,
      elected: m.ledger_election_elected,
      post: m.ledger_election_post,
    },
    facts: {
      courtyard: m.fact_courtyard,
      term: m.fact_term,
      declaredOn: m.fact_declared_on,
      eligibleHouseholds: m.fact_eligible_households,
      presentHouseholds: m.fact_present_households,
      ballotsIssued: m.fact_ballots_issued,
      ballotsReturned: m.fact_ballots_returned,
      ballotsValid: m.fact_ballots_valid,
    },
  },
  fundEntries: {
    label: m.ledger_fund_entries,
    fields: {
      enteredOn: m.ledger_fund_entries_entered_on,
      summary: m.ledger_fund_entries_summary,
      incomeFen: m.ledger_fund_entries_income_fen,
      spendingFen: m.ledger_fund_entries_spending_fen,
      balanceFen: m.ledger_fund_entries_balance_fen,
      handler: m.ledger_fund_entries_handler,
    },
    facts: {
      courtyard: m.fact_courtyard,
    },
  },
  catalogue: {
    label: m.ledger_catalogue,
    fields: {
      name: m.ledger_catalogue_name,
      type: m.ledger_catalogue_type,
      points: m.ledger_catalogue_points,
      stock: m.ledger_catalogue_stock,
      note: m.ledger_catalogue_note,
    },
    facts: {
      pointsPerHour: m.fact_points_per_hour,
    },
  },
};
