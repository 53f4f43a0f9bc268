import { m } from '#lib/paraglide/messages.js';
import type { Words } from '../noun.ts';

const STATES: Readonly<Record<string, Words>> = {
  waiting: m.messages_waiting,
  sent: m.messages_sent,
  failed: m.messages_failed,
};
export const messageStateLabel = (state: string): string => STATES[state]?.() ?? state;

const TEMPLATES: Readonly<Record<string, Words>> = {
  invitation: m.messages_invitation,
  phoneCode: m.messages_phone_code,
  signInCode: m.messages_sign_in_code,
};
export const templateLabel = (template: string): string => TEMPLATES[template]?.() ?? template;
