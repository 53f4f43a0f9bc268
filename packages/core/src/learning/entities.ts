import { Entity } from 'electrodb';
import { recordAttributes, tenantIndex, tenantKey } from '../table/index.ts';

export const Rooms = new Entity({
  model: { service: 'learning', entity: 'room', version: '1' },
  attributes: {
    ...recordAttributes,
    name: { type: 'string', required: true },
    position: { type: 'number', required: true, padding: { length: 6, char: '0' } },
    floor: { type: 'string' },
    areaM2: { type: 'number' },
    capacity: { type: 'number' },
    openingHours: { type: 'string' },
    keeper: { type: 'string' },
  },
  indexes: {
    byId: tenantKey('room', ['id']),
    inOrder: tenantIndex('gsi1', 'room', ['position', 'id']),
  },
});

export const Courses = new Entity({
  model: { service: 'learning', entity: 'course', version: '1' },
  attributes: {
    ...recordAttributes,
    name: { type: 'string', required: true },
    category: { type: 'string' },
    teacher: { type: 'string' },
    roomId: { type: 'string' },
    roomName: { type: 'string' },
    scheduleText: { type: 'string' },
    slots: {
      type: 'list',
      required: true,
      items: {
        type: 'map',
        properties: {
          weekday: { type: 'number', required: true },
          nth: { type: 'number' },
          everyWeeks: { type: 'number' },
          from: { type: 'string', required: true },
          to: { type: 'string', required: true },
        },
      },
    },
    startsOn: { type: 'string', required: true },
    endsOn: { type: 'string', required: true },
    seats: { type: 'number' },
  },
  indexes: {
    byId: tenantKey('course', ['id']),
    byStart: tenantIndex('gsi1', 'course', ['startsOn', 'id']),
  },
});
