import { Entity } from 'electrodb';
import { districtKey } from '../table/index.ts';
import { CHANNELS, MESSAGE_STATES, SEND_PROBLEMS, TEMPLATES } from './outgoing-message.ts';

/**
 * What is to be sent, by sender: a community, or `*` for the district office. Ids sort by time, so neither the newest of a
 * sender nor those that wait (there is a week of them at most) need an index, and one that is queued costs one write unit.
 */
export const OutgoingMessages = new Entity({
  model: { service: 'messaging', entity: 'outgoingMessage', version: '1' },
  attributes: {
    districtId: { type: 'string', required: true, readOnly: true },
    tenantId: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    channel: { type: CHANNELS, required: true, readOnly: true },
    to: { type: 'string', required: true, readOnly: true },
    language: { type: ['zh-CN', 'en'] as const, required: true, readOnly: true },
    template: { type: TEMPLATES, required: true, readOnly: true },
    params: { type: 'any', required: true, readOnly: true },
    secret: { type: 'string' },
    goodUntil: { type: 'string', required: true, readOnly: true },
    state: { type: MESSAGE_STATES, required: true },
    // Begun tries since it was last asked for; a higher `askedNo` on the stream is what wakes the sender.
    tries: { type: 'number', required: true },
    askedNo: { type: 'number', required: true },
    problem: { type: SEND_PROBLEMS },
    nextTryAt: { type: 'string' },
    // While a worker is at it, until when nobody else begins.
    takenUntil: { type: 'string' },
    createdAt: { type: 'string', required: true, readOnly: true },
    sentAt: { type: 'string' },
    // Seconds since the epoch, for the table's time to live.
    expiresAt: { type: 'number', required: true, readOnly: true },
  },
  indexes: { byId: districtKey('message', ['id'], ['tenantId']) },
});
