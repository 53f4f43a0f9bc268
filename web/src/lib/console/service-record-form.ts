import { given } from './form.ts';

/**
 * What the form says, as the API takes it. Hours and minutes are two fields, because at a doorstep nobody reckons in
 * minutes; the API is told whole minutes. What is not a number is sent as it is not: the refusal names the field.
 */
export function serviceRecordIn(typed: Readonly<Record<string, string>>) {
  return {
    volunteerId: typed['volunteerId'] ?? '',
    servedOn: typed['servedOn'] ?? '',
    item: typed['item'] ?? '',
    category: typed['category'] ?? '',
    durationMinutes: Math.round(60 * Number(typed['hours'] || 0)) + Number(typed['minutes'] || 0),
    peopleServed: Number(typed['peopleServed'] || 1),
    startsAt: given(typed['startsAt']),
    recipient: given(typed['recipient']),
    verifier: given(typed['verifier']),
    onBehalfOf: given(typed['onBehalfOf']),
  };
}
