import type { PlantedBug } from '../battery.ts';

export const PLANTED: readonly PlantedBug[] = [
  {
    name: 'a cursor that was made up reaches the table',
    file: 'packages/core/src/table/cursor.ts',
    find: "  if (mark !== markOf(asking) || said.length !== fields.length || said.includes('')) throw cursorInvalid();\n",
    plant: '',
  },
  {
    name: 'an answer tells more of a community than is described',
    file: 'functions/src/api/routes/community.ts',
    find: '(c) => c.json(view(CommunityProfile, c.var.community)),',
    plant: '(c) => c.json(c.var.community),',
  },
  {
    name: 'a bug is answered with its stack',
    file: 'functions/src/api/middleware/errors.ts',
    find: '  if (error instanceof HTTPException && error.status === 400)\n',
    plant:
      "  if (error instanceof HTTPException && error.status === 400)\n    return c.json({ error: { code: 'invalid', reason: 'bodyUnreadable', message: String(error.stack), requestId } }, 400);\n  if (error instanceof HTTPException && error.status === 400)\n",
  },
  {
    name: 'an id from an address reaches the table however long it is',
    file: 'packages/core/src/table/key.ts',
    find: 'Buffer.byteLength(text) <= max',
    plant: 'Buffer.byteLength(text) <= 100 * max',
  },
];
