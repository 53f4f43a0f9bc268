import { historyOf } from '#lib/console/audit/history.server.ts';
import { loadDetail } from '#lib/console/load-detail.server.ts';
import { nounAt } from '#lib/console/load-list.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { domain, nouns, id } = event.params;
  const noun = nounAt(domain, nouns);
  // Of a person, who looked and who changed: that they can ask, and staff can answer.
  const history = noun.path === 'courtyard/persons' ? historyOf(event, id) : undefined;
  const [{ view }, entries] = await Promise.all([loadDetail(event, noun, id), history]);
  return { detail: view, history: entries };
};
