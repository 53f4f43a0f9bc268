import { given } from './form.ts';

/** What the wizard's first form says, as the API takes it. The API checks every word of it. */
export const communityIn = (typed: Readonly<Record<string, string>>, modules: readonly string[]) => ({
  name: typed['name'] ?? '',
  slug: typed['slug'] ?? '',
  address: given(typed['address']),
  contact: given(typed['contact']),
  modules,
  language: typed['language'] ?? 'zh-CN',
});
