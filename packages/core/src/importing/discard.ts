import { LinliError, requirePermission, type Scope } from '../kernel/index.ts';
import { type Operation, write } from '../table/index.ts';
import { ImportSheets, Imports, RememberedMappings } from './entities.ts';
import { type Files, importFileKey } from './files.ts';
import { findingsName } from './job/findings-file.ts';
import { Turn } from './job/turn.ts';
import { UNDO_LOG_NAME } from './job/undo-log.ts';
import { LANDING_ORDER, nounsOf } from './landing/plan.ts';
import { sheetsOf } from './operations.ts';

type Stored = { id: string; state: string; files: readonly { id: string }[] };

/** Takes a community's only turn to import in the name of no import, so that none can begin to write. */
const NOBODY = 'discarded';

/**
 * Takes away every import of a community that has no record, with the uploaded ledgers: they name people. `last` is done
 * while no import can write; the turn is given back only when something was refused. Conflict `communityHasRecords`
 * when anything was brought in and not undone, `importRunning` while an import is at work. Cut off half-way, the same
 * call goes on from there half a minute later.
 */
export async function discardImports(scope: Scope, files: Files, last: () => Promise<void>): Promise<void> {
  requirePermission(scope, 'importing:write');
  // Asked before the turn too: an import that stopped half-way keeps it, and what stopped it is not the news here.
  await mustHaveNoRecord(scope);
  const turn = new Turn(scope.table, scope.tenantId, NOBODY, () => scope.now);
  await turn.take();
  try {
    await mustHaveNoRecord(scope);
    const imports: Stored[] = await scope.table.all(
      Imports,
      Imports.query.byId({ tenantId: scope.tenantId }),
    );
    if (imports.some(({ state }) => state === 'running' || state === 'undoing')) throw running();
    for (const one of imports) await discardImport(scope, files, one);
    await forgetMappings(scope);
    await last();
  } catch (error) {
    await turn.giveUp();
    throw error;
  }
}

/** One query for each noun that a ledger can write, whatever the community's size. */
async function mustHaveNoRecord({ table, tenantId }: Scope): Promise<void> {
  for (const noun of nounsOf(LANDING_ORDER))
    for await (const _ of noun.stored(table, tenantId))
      throw new LinliError('conflict', 'communityHasRecords');
}

async function discardImport(scope: Scope, files: Files, { id, files: sent }: Stored): Promise<void> {
  const { tenantId } = scope;
  const sheets = await sheetsOf(scope, id);
  const findings = sheets.map((sheet) => findingsName(sheet.id));
  for (const name of [...sent.map((file) => file.id), ...findings, UNDO_LOG_NAME])
    await files.remove(importFileKey(tenantId, id, name));
  for (const sheet of sheets)
    await take(scope, ImportSheets.delete({ tenantId, importId: id, id: sheet.id }));
  // Last, so that a discard that was cut off still finds what belongs to it.
  await take(scope, Imports.delete({ tenantId, id }));
}

async function forgetMappings(scope: Scope): Promise<void> {
  const { table, tenantId } = scope;
  const remembered = await table.all(RememberedMappings, RememberedMappings.query.byHeader({ tenantId }));
  for (const { headerHash } of remembered)
    await take(scope, RememberedMappings.delete({ tenantId, headerHash }));
}

/** Away, whether or not it is still there. */
const take = ({ table }: Scope, deletion: Operation) => table.commit([write(deletion, running())]);

const running = () => new LinliError('conflict', 'importRunning');
