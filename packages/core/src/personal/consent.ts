import { z } from 'zod';
import { internal, personal } from '../kernel/index.ts';

/**
 * What a person agrees to, word for word, by version: never edited, a change is a version of its own. The first of a
 * language is Chinese; `from` is the day from which it is asked for.
 */
export const CONSENT_TEXTS = [
  {
    version: '2019-01',
    from: '2019-01-01',
    text: [
      '社区为登记住户、组织议事、记录志愿服务和开展为老服务，记下我的姓名、性别、出生年月、电话、住址和家庭关系。我知道：这些信息只由本社区工作人员用于上述事项；电话和身份证号平时遮盖，有人查看会留下记录；我可以随时查看、更正、要求导出或清除，也可以随时撤回同意，不影响撤回之前已经做的事。',
      'To register households, hold meetings, record voluntary service and care for the elderly, the community keeps my name, sex, month of birth, phone, address and family relations. I know that only its staff use them, and for these ends; that phone and ID number are masked and every look at them is recorded; that I may see and correct them, have them exported or erased, and withdraw this consent at any time, without effect on what was done before.',
    ],
  },
] as const satisfies readonly { version: string; from: string; text: readonly [zh: string, en: string] }[];

export const CONSENT_VERSIONS = CONSENT_TEXTS.map(({ version }) => version);
export const CONSENT_WAYS = ['desk', 'phone', 'online'] as const;

/** That a person agreed to a version of the text: when, how, recorded by whom, and until when. */
export const Consent = z.object({
  id: internal(z.string()),
  personId: personal(z.string()),
  version: internal(z.enum(CONSENT_VERSIONS)),
  way: internal(z.enum(CONSENT_WAYS)),
  givenAt: personal(z.string()),
  recordedBy: internal(z.string()),
  recordedByName: personal(z.string()),
  withdrawnAt: personal(z.string().optional()),
  withdrawnWay: internal(z.enum(CONSENT_WAYS).optional()),
});
export type Consent = z.infer<typeof Consent>;

/** The version that is asked for on a day, in both languages. */
export const ConsentText = z.object({ version: z.string(), zh: z.string(), en: z.string() });
export type ConsentText = z.infer<typeof ConsentText>;

/** The version that is asked for on a day. */
export const consentTextOn = (day: string) =>
  CONSENT_TEXTS.findLast(({ from }) => from <= day) ?? CONSENT_TEXTS[0];
