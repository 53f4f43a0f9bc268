import { LinliError, type Scope } from '../../kernel/index.ts';
import { drafter, type Stored, type Table, type Write, write } from '../../table/index.ts';
import {
  CertificateFaces,
  Certificates,
  Honours,
  Notices,
  Objections,
  StarCandidates,
  Stars,
} from './entities.ts';

const stars = drafter(Stars);
const objections = drafter(Objections);
const certificates = drafter(Certificates);

/** What stands where a name stood that was masked already. */
const NOBODY = '—';

/** What names people in the recognition of volunteers: how all of it is read, and how one is said anew. */
export const RECOGNITION_NOUNS: readonly {
  noun: string;
  stored(table: Table, tenantId: string): AsyncGenerator<Stored>;
  rewrite(tenantId: string, record: Stored): Write;
}[] = [
  { noun: stars.noun, stored: stars.stored, rewrite: stars.rewrite },
  { noun: objections.noun, stored: objections.stored, rewrite: objections.rewrite },
  { noun: certificates.noun, stored: certificates.stored, rewrite: certificates.rewrite },
  {
    noun: 'certificateFace',
    stored: (table, tenantId) =>
      table.each(CertificateFaces, CertificateFaces.query.byId({ tenantId })) as AsyncGenerator<Stored>,
    rewrite: (tenantId, { id, volunteerId }) =>
      write(
        CertificateFaces.patch({ tenantId, id }).set({ volunteerId: String(volunteerId), name: NOBODY }),
        new LinliError('conflict', 'alreadyChanged'),
      ),
  },
  {
    noun: 'notice',
    stored: (table, tenantId) =>
      table.each(Notices, Notices.query.byEnd({ tenantId })) as AsyncGenerator<Stored>,
    rewrite: (tenantId, { id, publicUntil, volunteerId }) =>
      write(
        Notices.patch({ tenantId, id, publicUntil: String(publicUntil) }).set({
          volunteerId: String(volunteerId),
          name: NOBODY,
        }),
        new LinliError('conflict', 'alreadyChanged'),
      ),
  },
];

/** What goes with the volunteer: their place on the wall of honour, and that a star of theirs was due. */
export const recognitionGone = ({ tenantId }: Scope, volunteerId: string): Write[] => {
  const changed = new LinliError('conflict', 'alreadyChanged');
  return [
    write(Honours.delete({ tenantId, id: volunteerId }), changed),
    write(StarCandidates.delete({ tenantId, id: volunteerId }), changed),
  ];
};
