import { z } from 'zod';
import { internal, personal, publicField } from '../../kernel/index.ts';
import { DAY_PARTS } from '../volunteers/availability.ts';

/** What somebody can ask help with. A closed list, so that what is needed can be shown to anybody and matched. */
export const NEED_CATEGORIES = [
  'company',
  'hospital',
  'errands',
  'housework',
  'repairs',
  'haircut',
  'tutoring',
  'devices',
  'other',
] as const;
export type NeedCategory = (typeof NEED_CATEGORIES)[number];

export const URGENCIES = ['ordinary', 'soon', 'urgent'] as const;
export type Urgency = (typeof URGENCIES)[number];

/**
 * `open` waits for somebody to go, `taken` has a volunteer, `served` has a service proposal; `closed` was done without hours,
 * `declined` cannot be met, `cancelled` is wanted no more.
 */
export const NEED_STATES = ['open', 'taken', 'served', 'closed', 'declined', 'cancelled'] as const;
export type NeedState = (typeof NEED_STATES)[number];

/** One change of what has become of a need: to what, when, who did it in their name of then, and why where they said so. */
export const NeedStep = z.object({
  to: internal(z.enum(NEED_STATES)),
  at: internal(z.string()),
  by: personal(z.string()),
  reason: personal(z.string().optional()),
});
export type NeedStep = z.infer<typeof NeedStep>;

/**
 * A resident asks for help. They are promised an answer until the end of the working day `answerBy`. What exactly and where
 * is told to the office and to the volunteer who takes it on, and to nobody before.
 */
export const ServiceNeed = z.object({
  id: internal(z.string()),
  personId: personal(z.string()),
  personName: personal(z.string()),
  category: personal(z.enum(NEED_CATEGORIES)),
  what: personal(z.string()),
  place: personal(z.string()),
  /** That of whoever asks. */
  courtyardId: personal(z.string().optional()),
  /** Any day where it is absent. */
  wishedOn: personal(z.string().optional()),
  wishedPart: personal(z.enum(DAY_PARTS).optional()),
  urgency: personal(z.enum(URGENCIES)),
  state: internal(z.enum(NEED_STATES)),
  askedAt: personal(z.string()),
  answerBy: internal(z.string()),
  volunteerId: personal(z.string().optional()),
  volunteerName: personal(z.string().optional()),
  proposalId: internal(z.string().optional()),
  steps: internal(z.array(NeedStep)),
  stepCount: internal(z.number().int()),
});
export type ServiceNeed = z.infer<typeof ServiceNeed>;

/** Of a need that waits for a volunteer what anybody may know: neither whose it is nor behind which door. */
export const NeededNow = z.object({
  id: publicField(z.string()),
  category: publicField(z.enum(NEED_CATEGORIES)),
  courtyardId: publicField(z.string().optional()),
  wishedOn: publicField(z.string().optional()),
  wishedPart: publicField(z.enum(DAY_PARTS).optional()),
  urgency: publicField(z.enum(URGENCIES)),
  answerBy: publicField(z.string()),
});
export type NeededNow = z.infer<typeof NeededNow>;

/** So that a need stays one small item, however often it is handed back. */
export const STEPS_LIMIT = 40;

/** What the hours book calls a service that met a need, in the words of the ledgers. */
export const SERVICE_ITEMS: Readonly<Record<NeedCategory, string>> = {
  company: '陪伴聊天',
  hospital: '陪同就医',
  errands: '代买代办',
  housework: '家务帮手',
  repairs: '家电水电小修',
  haircut: '上门理发',
  tutoring: '辅导功课',
  devices: '教用手机',
  other: '邻里帮忙',
};
export const SERVICE_CATEGORY = '邻里互助';
