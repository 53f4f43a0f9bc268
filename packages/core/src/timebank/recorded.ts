import { z } from 'zod';
import { internal, personal } from '../kernel/index.ts';
import { ServiceRecord } from './service-record.ts';

/** Who wrote a record down, when, and at whose request where somebody asked for it at the desk (代办). */
export const Recorded = z.object({
  at: internal(z.string()),
  by: personal(z.string()),
  /** `name` is absent when the person is out of the reader's reach. */
  onBehalfOf: z.object({ id: internal(z.string()), name: personal(z.string().optional()) }).optional(),
});

/** A service record with how it came about; `recorded` is absent for a row of a ledger. */
export const ServiceRecordDetail = ServiceRecord.extend({ recorded: Recorded.optional() });
export type ServiceRecordDetail = z.infer<typeof ServiceRecordDetail>;
