import type { PageServerLoad } from './$types';

/** What was just done, of a person who is no longer there to show it. */
export const load: PageServerLoad = ({ url }) => ({
  records: countIn(url, 'records'),
  workbooks: countIn(url, 'workbooks'),
});

const countIn = ({ searchParams }: URL, name: string): string => {
  const count = searchParams.get(name) ?? '';
  return /^\d{1,9}$/.test(count) ? count : '0';
};
