import { m } from '#lib/paraglide/messages.js';
import { type Cell, count, link, NOTHING, text } from '../cell.ts';
import type { Column, Noun } from '../noun.ts';
import type { ItemOf, RowOf } from '../rows.ts';

type Room = RowOf<'learning', 'rooms'>;
type Course = RowOf<'learning', 'courses'>;
type Slot = ItemOf<'learning', 'courses'>['slots'][number];

const square = (areaM2: number | undefined): Cell =>
  areaM2 === undefined ? NOTHING : { text: String(areaM2), number: true };

export const rooms: Noun<Room, ItemOf<'learning', 'rooms'>> = {
  path: 'learning/rooms',
  title: m.console_rooms,
  empty: m.console_rooms_empty,
  columns: [
    { label: m.console_field_name, value: (r, { base }) => link(r.name, `${base}/learning/rooms/${r.id}`) },
    { label: m.console_field_floor, value: (r) => text(r.floor) },
    { label: m.console_field_area, number: true, value: (r) => square(r.areaM2) },
    { label: m.console_field_capacity, number: true, value: (r) => count(r.capacity) },
    { label: m.console_field_opening_hours, value: (r) => text(r.openingHours) },
    { label: m.console_field_keeper, value: (r) => text(r.keeper) },
  ],
  detail: {
    titled: true,
    heading: (r) => r.name,
    fields: [
      { label: m.console_field_floor, value: (r) => text(r.floor) },
      { label: m.console_field_area, value: (r) => square(r.areaM2) },
      { label: m.console_field_capacity, value: (r) => count(r.capacity) },
      { label: m.console_field_opening_hours, value: (r) => text(r.openingHours) },
      { label: m.console_field_keeper, value: (r) => text(r.keeper) },
    ],
  },
};

const WEEKDAYS = [
  m.console_monday,
  m.console_tuesday,
  m.console_wednesday,
  m.console_thursday,
  m.console_friday,
  m.console_saturday,
  m.console_sunday,
];

/** Every week unless the slot says every other week, or one week of the month. */
const howOften = (slot: Slot): Cell => {
  if (slot.nth !== undefined) return text(m.console_nth_of_month({ nth: String(slot.nth) }));
  if (slot.everyWeeks !== undefined && slot.everyWeeks > 1)
    return text(m.console_every_weeks({ weeks: String(slot.everyWeeks) }));
  return text(m.console_every_week());
};

const slotColumns: readonly Column<Slot>[] = [
  { label: m.console_field_weekday, value: (s) => text(WEEKDAYS[s.weekday - 1]?.()) },
  { label: m.console_field_time, value: (s) => text(`${s.from}–${s.to}`) },
  { label: m.console_field_how_often, value: howOften },
];

export const courses: Noun<Course, ItemOf<'learning', 'courses'>> = {
  path: 'learning/courses',
  title: m.console_courses,
  empty: m.console_courses_empty,
  until: true,
  columns: [
    { label: m.console_field_name, value: (c, { base }) => link(c.name, `${base}/learning/courses/${c.id}`) },
    { label: m.console_field_category, value: (c) => text(c.category) },
    { label: m.console_field_teacher, value: (c) => text(c.teacher) },
    { label: m.console_field_room, value: (c) => text(c.roomName) },
    { label: m.console_field_schedule, value: (c) => text(c.scheduleText) },
    { label: m.console_field_starts_on, value: (c) => text(c.startsOn) },
    { label: m.console_field_ends_on, value: (c) => text(c.endsOn) },
    { label: m.console_field_seats, number: true, value: (c) => count(c.seats) },
  ],
  detail: {
    titled: true,
    heading: (c) => c.name,
    fields: [
      { label: m.console_field_category, value: (c) => text(c.category) },
      { label: m.console_field_teacher, value: (c) => text(c.teacher) },
      {
        label: m.console_field_room,
        value: (c, { base }) =>
          c.roomId === undefined ? text(c.roomName) : link(c.roomName, `${base}/learning/rooms/${c.roomId}`),
      },
      { label: m.console_field_schedule, value: (c) => text(c.scheduleText) },
      { label: m.console_field_starts_on, value: (c) => text(c.startsOn) },
      { label: m.console_field_ends_on, value: (c) => text(c.endsOn) },
      { label: m.console_field_seats, value: (c) => count(c.seats) },
    ],
    inner: [{ title: m.console_slots, columns: slotColumns, rows: (c) => c.slots }],
  },
};
