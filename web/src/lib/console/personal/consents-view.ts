import { m } from '#lib/paraglide/messages.js';
import { dayOf } from '../cell.ts';
import type { AnswerOf, Communities } from '../rows.ts';

type Endpoints = Communities['courtyard']['persons'][':id'];
export type Consent = AnswerOf<Endpoints['consents']>[number];

export type ConsentView = { id: string; said: string; withdrawn: string | undefined };

const WAYS = { desk: m.personal_way_desk, phone: m.personal_way_phone, online: m.personal_way_online };

export const consentWays = () =>
  (['desk', 'phone'] as const).map((value) => ({ value, label: WAYS[value]() }));

/** A consent as one line, and since when it no longer holds. */
export const consentView = ({ id, givenAt, way, recordedByName, ...rest }: Consent): ConsentView => ({
  id,
  said: m.personal_consent_line({ given: dayOf(givenAt).text, way: WAYS[way](), by: recordedByName }),
  withdrawn:
    rest.withdrawnAt === undefined
      ? undefined
      : m.personal_consent_withdrawn({
          at: dayOf(rest.withdrawnAt).text,
          way: WAYS[rest.withdrawnWay ?? 'desk'](),
        }),
});
