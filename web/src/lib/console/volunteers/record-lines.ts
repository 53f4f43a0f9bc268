import { m } from '#lib/paraglide/messages.js';
import { star } from '#lib/words-of-star.ts';
import { type Cell, count, hours, moment, text } from '../cell.ts';
import type { AnswerOf, Communities } from '../rows.ts';

type Post = Communities['timebank']['volunteers'][':id']['record-export']['$post'];
type VolunteerRecord = AnswerOf<{ $get: Post }>;

/** A volunteer's record in the order of 民政部令第67号, article 4: who they are, service, training, commendation. */
export function* recordLines(record: VolunteerRecord): Generator<Cell[]> {
  const { basic } = record;
  yield [text(m.volunteer_record()), moment(record.exportedAt)];
  yield [text(m.volunteer_record_basic())];
  yield [text(m.volunteer_record_name()), text(basic.name)];
  yield [text(m.volunteer_record_no()), text(basic.volunteerNo)];
  yield [text(m.volunteer_record_gender()), text(basic.gender && GENDERS[basic.gender]())];
  yield [text(m.volunteer_record_born()), text(basic.bornIn)];
  yield [
    text(m.volunteer_record_id_number()),
    text(basic.hasIdNumber ? m.volunteer_record_id_kept() : m.volunteer_record_id_none()),
  ];
  yield [text(m.volunteer_record_phone()), text(basic.phone)];
  yield [text(m.volunteer_record_skill()), text(basic.skill)];
  yield [text(m.volunteer_record_registered()), text(basic.registeredOn)];
  yield [text(m.console_hours_served()), hours(basic.minutesServed)];
  yield [];
  yield [text(m.volunteer_record_services())];
  yield SERVICE_HEAD.map((label) => text(label()));
  for (const one of record.services)
    yield [
      text(one.servedOn),
      text(one.startsAt),
      text(one.item),
      text(one.category),
      hours(one.durationMinutes),
      count(one.peopleServed),
      text(one.recipient),
      text(one.verifier),
      text(one.reverses === undefined ? '' : m.volunteer_record_taken_back()),
    ];
  yield [];
  yield [text(m.volunteer_record_trainings())];
  yield TRAINING_HEAD.map((label) => text(label()));
  for (const { on, topic, minutes, trainer } of record.trainings)
    yield [text(on), text(topic), hours(minutes), text(trainer)];
  yield [];
  yield [text(m.volunteer_record_commendations())];
  for (const { level, minutes, grantedOn } of record.stars)
    yield [text(grantedOn), text(star(level)), hours(minutes)];
  for (const { issuedOn, number, minutes } of record.certificates)
    yield [text(issuedOn), text(number), hours(minutes)];
}

const GENDERS = { female: m.volunteer_record_female, male: m.volunteer_record_male };

const SERVICE_HEAD = [
  m.volunteer_record_day,
  m.volunteer_record_starts,
  m.volunteer_record_item,
  m.console_field_category,
  m.console_field_hours,
  m.console_people_served,
  m.volunteer_record_recipient,
  m.volunteer_record_verifier,
  m.volunteer_record_note,
] as const;

const TRAINING_HEAD = [
  m.volunteer_record_day,
  m.volunteer_record_topic,
  m.console_field_hours,
  m.volunteer_record_trainer,
] as const;
