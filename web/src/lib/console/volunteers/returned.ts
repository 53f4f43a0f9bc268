import type { returnedForm } from '../form.ts';

/** A form that came back, out of several on a page. */
export type Returned = ReturnType<typeof returnedForm> & { which: string };
