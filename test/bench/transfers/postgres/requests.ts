import { z } from 'zod';

/** As Linli's own. */
export const TransferInput = z.object({
  from: z.string(),
  to: z.string(),
  points: z.number().int().min(1).max(1_000_000),
  reason: z.string().trim().min(2).max(120),
});
export type TransferInput = z.infer<typeof TransferInput>;

export const Key = z.string().min(8).max(100);

/** An entry as it is answered, and answered again. */
export type PostedEntry = {
  id: string;
  kind: string;
  on: string;
  postings: { account: string; amount: number; name: string }[];
  reason: string;
};

/** Why something is not done, with the status that says so. */
export class Refused extends Error {
  readonly status: 400 | 401 | 403 | 404 | 409 | 422;

  constructor(status: Refused['status'], message: string) {
    super(message);
    this.status = status;
  }
}
