import { appendFileSync } from 'node:fs';
import type { Anchor } from '@linli/core/audit';

/**
 * Beside the table's own file, a line for each seal of the audit trail: a copy of this file elsewhere shows later whether
 * the table's trail is still the one it was. `linli verify --audit --anchors FILE` compares them.
 */
export const anchorsFile =
  (path: string) =>
  (anchor: Anchor): void =>
    appendFileSync(path, `${JSON.stringify({ event: 'auditAnchor', ...anchor })}\n`);
