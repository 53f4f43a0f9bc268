import { fail, type RequestEvent, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { profileIn } from '#lib/volunteers/profile-form.ts';
import { type Answer, ask, submit } from '../ask.server.ts';
import { duration, moment, text } from '../cell.ts';
import { given, returnedForm, typedIn } from '../form.ts';
import type { TableView } from '../list-view.ts';
import { type GuardianView, guardianIn, guardianView } from './guardian-view.ts';

type Event = RequestEvent & { params: { community: string; id: string } };

const volunteerOf = (event: Event) => event.locals.api.communities[':community'].timebank.volunteers[':id'];
const paramOf = ({ params: { community, id } }: Event) => ({ community, id });

const STATES = {
  training: m.volunteer_state_training,
  active: m.volunteer_state_active,
  paused: m.volunteer_state_paused,
  left: m.volunteer_state_left,
};
type State = keyof typeof STATES;

/** A step as a button says it: by where it leads, and from where. */
const WORDS: Readonly<Record<State, (from: State) => { title: string; explained: string }>> = {
  training: () => ({ title: m.volunteer_step_return(), explained: m.volunteer_step_return_explained() }),
  active: (from) =>
    from === 'paused'
      ? { title: m.volunteer_step_resume(), explained: m.volunteer_step_resume_explained() }
      : { title: m.volunteer_step_begin(), explained: m.volunteer_step_begin_explained() },
  paused: () => ({ title: m.volunteer_step_pause(), explained: m.volunteer_step_pause_explained() }),
  left: () => ({ title: m.volunteer_step_leave(), explained: m.volunteer_step_leave_explained() }),
};

export type StandingView = {
  steps: TableView;
  trainings: TableView;
  next: { to: State; title: string; explained: string }[];
  nextStep: number;
  nextTraining: number;
  /** Trainings that can be taken back, by their line. */
  standingTrainings: { value: string; label: string }[];
  guardian: GuardianView | undefined;
};

/** Where a volunteer stands, as their page draws it. */
export async function standingOf(event: Event): Promise<StandingView> {
  const standing = await ask(event, volunteerOf(event).standing.$get({ param: paramOf(event) }));
  const { state, next, nextStep, nextTraining, minor, guardian } = standing;
  return {
    steps: tableOf(
      m.volunteer_steps(),
      [m.console_field_date(), m.volunteer_step_change(), m.volunteer_step_why(), m.volunteer_by()],
      standing.steps.map(({ id, on, from, to, reason, recorded }) => [
        id,
        ...[on, changeOf(from, to), reason, writtenDown(recorded)],
      ]),
    ),
    trainings: tableOf(
      m.volunteer_trainings(),
      [
        ...[m.volunteer_training_on(), m.volunteer_training_topic(), m.console_field_duration()],
        ...[m.volunteer_training_trainer(), m.volunteer_by()],
      ],
      standing.trainings.map(({ id, on, topic, minutes, trainer, recorded, takenBack }) => [
        id,
        ...[on, topicOf(topic, takenBack), duration(minutes).text, trainer, writtenDown(recorded)],
      ]),
    ),
    next: next.map((to) => ({ to, ...WORDS[to](state) })),
    nextStep,
    nextTraining,
    standingTrainings: standing.trainings
      .filter(({ takenBack }) => takenBack === undefined)
      .map(({ line, on, topic }) => ({ value: String(line), label: `${on} ${topic}` })),
    guardian: guardianView(minor, guardian),
  };
}

/** Each row begins with its id. */
const tableOf = (
  title: string,
  head: readonly string[],
  rows: readonly [string, ...(string | undefined)[]][],
): TableView => ({
  title,
  head: head.map((label) => ({ label, number: false })),
  rows: rows.map(([id, ...cells]) => ({ id, href: undefined, cells: cells.map(text) })),
});

const changeOf = (from: State | undefined, to: State): string =>
  from === undefined ? STATES[to]() : m.volunteer_step_from_to({ from: STATES[from](), to: STATES[to]() });

const topicOf = (topic: string, takenBack: { reason: string } | undefined): string =>
  takenBack === undefined ? topic : m.volunteer_training_taken_back({ topic, reason: takenBack.reason });

const writtenDown = (recorded: { by: string; at: string } | undefined): string =>
  recorded === undefined ? '' : `${recorded.by} ${moment(recorded.at).text}`;

/** What comes back of a form of the page, and which it was. */
async function done(
  event: Event,
  which: string,
  typed: Record<string, string>,
  answering: Promise<Answer<unknown>>,
) {
  const answer = await answering;
  if (!answer.ok)
    return fail(answer.refusal.status, { standing: { which, ...returnedForm(typed, answer.refusal) } });
  const { community, id } = event.params;
  redirect(303, `/console/${community}/timebank/volunteers/${id}`);
}

export const standingActions = {
  step: async (event: Event) => {
    const typed = typedIn(await event.request.formData());
    const { to = '', reason = '' } = typed;
    const step = { line: Number(typed['line']), to: to as State, on: given(typed['on']), reason };
    const sent = volunteerOf(event).steps.$post({ param: paramOf(event), json: step });
    return done(event, `step-${to}`, typed, submit(event, sent));
  },

  train: async (event: Event) => {
    const typed = typedIn(await event.request.formData());
    const training = {
      ...{ line: Number(typed['line']), on: typed['on'] ?? '', topic: typed['topic'] ?? '' },
      ...{ minutes: Number(typed['minutes'] || Number.NaN), trainer: given(typed['trainer']) },
    };
    const sent = volunteerOf(event).trainings.$post({ param: paramOf(event), json: training });
    return done(event, 'train', typed, submit(event, sent));
  },

  trainingBack: async (event: Event) => {
    const typed = typedIn(await event.request.formData());
    const { line = '', reason = '' } = typed;
    const { withdrawal } = volunteerOf(event).trainings[':line'];
    const sent = withdrawal.$post({ param: { ...paramOf(event), line }, json: { reason } });
    return done(event, 'trainingBack', typed, submit(event, sent));
  },

  profile: async (event: Event) => {
    const form = await event.request.formData();
    const sent = volunteerOf(event).profile.$put({ param: paramOf(event), json: profileIn(form) });
    const availability = form.getAll('availability').join(' ');
    return done(event, 'profile', { ...typedIn(form), availability }, submit(event, sent));
  },

  badge: async (event: Event) => {
    const typed = typedIn(await event.request.formData());
    const json = { agreed: typed['agreed'] === 'yes', way: (typed['way'] ?? '') as 'desk' };
    const sent = volunteerOf(event)['party-badge'].$put({ param: paramOf(event), json });
    return done(event, 'badge', typed, submit(event, sent));
  },

  guardian: async (event: Event) => {
    const typed = typedIn(await event.request.formData());
    const json = guardianIn(typed);
    const sent = volunteerOf(event)['guardian-consent'].$put({ param: paramOf(event), json });
    return done(event, 'guardian', typed, submit(event, sent));
  },

  guardianWithdrawn: async (event: Event) =>
    done(
      event,
      'guardian',
      {},
      submit(event, volunteerOf(event)['guardian-consent'].$delete({ param: paramOf(event) })),
    ),
};
