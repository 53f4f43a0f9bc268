import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { ask, submit } from '#lib/console/ask.server.ts';
import { moment } from '#lib/console/cell.ts';
import { provisioningStepLabel, readinessLabel, stepStateLabel } from '#lib/console/community-words.ts';
import { returnedForm, typedIn } from '#lib/console/form.ts';
import type { ImportDetail } from '#lib/console/importing/import-types.ts';
import { stepOf } from '#lib/console/importing/step.ts';
import { hasStopped, isUnderWay, standsStill, waitsForSomebody } from '#lib/console/provisioning.ts';
import type { Actions, PageServerLoad } from './$types';

const SIGN_IN_WAYS = ['password', 'code', 'card', 'passkey', 'wechat'];

export const load: PageServerLoad = async (event) => {
  const slug = event.params.community;
  const one = event.locals.api.district.communities[':slug'];
  const community = await ask(event, one.$get({ param: { slug } }));
  const importing = community.importId === undefined ? undefined : await importOf(community.importId);
  const now = Date.now();
  const isImporting = importing?.state === 'running';
  return {
    key: randomUUID(),
    saved: event.url.searchParams.has('saved'),
    community: {
      slug,
      name: community.name,
      state: community.state,
      address: community.address,
      contact: community.contact,
      signInWays: community.signInWays ?? SIGN_IN_WAYS,
      modules: community.modules,
      language: community.language,
    },
    busy: isUnderWay(community),
    stopped: hasStopped(community),
    standsStill: !isImporting && standsStill(community, now),
    mayGoOn: !isImporting && waitsForSomebody(community, now),
    steps: community.steps.map(({ name, state, at, detail }) => ({
      label: provisioningStepLabel(name),
      state,
      stateLabel: stepStateLabel(state),
      at: moment(at).text,
      detail,
    })),
    readiness: community.readiness.map((item) => ({ ...item, label: readinessLabel(item.item) })),
    progress: isImporting ? importing.progress : undefined,
    ledgersHref:
      importing === undefined
        ? undefined
        : `/district/${slug}/ledgers/${importing.id}/${stepOf(importing.state)}`,
  };

  async function importOf(id: string): Promise<ImportDetail> {
    const { imports } = event.locals.api.communities[':community'].importing;
    return ask(event, imports[':id'].$get({ param: { community: slug, id } }));
  }
};

export const actions: Actions = {
  /** What the community says of itself. The fields come back as typed when the API refuses one. */
  update: async (event) => {
    const slug = event.params.community;
    const form = await event.request.formData();
    const modules = form.getAll('modules').map(String);
    const signInWays = form.getAll('signInWays').map(String);
    const typed: Record<string, string> = {
      ...typedIn(form),
      modules: modules.join(' '),
      signInWays: signInWays.join(' '),
    };
    const json = {
      name: typed['name'] ?? '',
      address: typed['address'] ?? '',
      contact: typed['contact'] ?? '',
      modules,
      signInWays,
      language: typed['language'],
    };
    const { $patch } = event.locals.api.district.communities[':slug'];
    const answer = await submit(event, $patch({ param: { slug }, json: json as never }));
    if (!answer.ok) return fail(answer.refusal.status, returnedForm(typed, answer.refusal));
    redirect(303, `/district/${slug}?saved`);
  },

  /** Takes a draft away for good. The box that confirms it is required of browsers, so it is not asked for here again. */
  discard: async (event) => {
    const { $delete } = event.locals.api.district.communities[':slug'];
    const answer = await submit(event, $delete({ param: { slug: event.params.community } }));
    if (!answer.ok) return fail(answer.refusal.status, returnedForm({}, answer.refusal));
    redirect(303, '/district?discarded');
  },

  /** Goes on where provisioning stopped. */
  provision: async (event) => {
    const slug = event.params.community;
    const { provision } = event.locals.api.district.communities[':slug'];
    const answer = await submit(event, provision.$post({ param: { slug }, json: {} }));
    if (!answer.ok) return fail(answer.refusal.status, returnedForm({}, answer.refusal));
    redirect(303, `/district/${slug}`);
  },

  ledgers: async (event) => {
    const slug = event.params.community;
    const key = String((await event.request.formData()).get('key') ?? '');
    const { imports } = event.locals.api.communities[':community'].importing;
    const sending = imports.$post({ param: { community: slug }, header: { 'idempotency-key': key } });
    const answer = await submit(event, sending);
    if (!answer.ok) return fail(answer.refusal.status, returnedForm({}, answer.refusal));
    redirect(303, `/district/${slug}/ledgers/${answer.value.id}/files`);
  },
};
