import {
  Certificate,
  CertificateDetail,
  DrawUpCertificateInput,
  drawUpCertificate,
  getCertificate,
  getServiceYear,
  getStamp,
  getStarRound,
  grantStars,
  IssueCertificateInput,
  issueCertificate,
  keepStamp,
  LodgeAtDeskInput,
  listCertificates,
  listStarCandidates,
  listStarRounds,
  lodgeObjection,
  Naming,
  NamingInput,
  Objection,
  OpenStarRoundInput,
  openStarRound,
  PublicCertificate,
  PublicRecognition,
  publicCertificate,
  publicRecognition,
  RevokeCertificateInput,
  recordNaming,
  revokeCertificate,
  ServiceYear,
  SettleObjectionInput,
  StampImage,
  StampInput,
  StarCandidates,
  StarRound,
  StarRoundDetail,
  settleObjection,
} from '@linli/core/timebank';
import { Hono } from 'hono';
import { z } from 'zod';
import { describe, pageOf } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { body, keyed, PageQuery, query } from '../input.ts';
import { permit } from '../middleware/permit.ts';

/** How a community recognises its volunteers: star levels, from the hours book through a publicity to the wall of honour, and certificates. */
export const recognition = new Hono<AppEnvironment>()
  .get(
    '/public/recognition',
    describe('What stands in publicity, and the wall of honour, for anyone', PublicRecognition),
    permit('public:read'),
    async (c) => c.json(await publicRecognition(c.var.scope)),
  )
  .get(
    '/public/certificates/:code',
    describe('Check a certificate by the code on it, for anyone', PublicCertificate),
    permit('public:read'),
    async (c) => c.json(await publicCertificate(c.var.scope, c.req.param('code'))),
  )
  .get(
    '/star-candidates',
    describe('Volunteers whose hours have reached a star level that is not granted', StarCandidates),
    permit('timebank:read'),
    query(PageQuery),
    async (c) => c.json(await listStarCandidates(c.var.scope, c.req.valid('query'))),
  )
  .get(
    '/star-rounds',
    describe('Publicities of star levels, newest first', pageOf(StarRound)),
    permit('timebank:read'),
    query(PageQuery),
    async (c) => c.json(await listStarRounds(c.var.scope, c.req.valid('query'))),
  )
  .post(
    '/star-rounds',
    describe('Open a publicity of star levels that are due', StarRound, 201),
    permit('timebank:write'),
    keyed,
    body(OpenStarRoundInput),
    async (c) => {
      const key = c.req.valid('header')['idempotency-key'];
      return c.json(await openStarRound(c.var.scope, { ...c.req.valid('json'), key }), 201);
    },
  )
  .get(
    '/star-rounds/:id',
    describe('A publicity with its stars and every objection', StarRoundDetail),
    permit('timebank:read'),
    async (c) => c.json(await getStarRound(c.var.scope, c.req.param('id'))),
  )
  .post(
    '/star-rounds/:id/grants',
    describe('Grant every star of a publicity that is over and that nothing stands against', StarRoundDetail),
    permit('timebank:write'),
    async (c) => c.json(await grantStars(c.var.scope, c.req.param('id'))),
  )
  .post(
    '/objections',
    describe('Object to what stands in publicity, for oneself or for somebody at the desk', Objection, 201),
    permit('timebank:write'),
    keyed,
    body(LodgeAtDeskInput),
    async (c) => {
      const key = c.req.valid('header')['idempotency-key'];
      return c.json(await lodgeObjection(c.var.scope, { ...c.req.valid('json'), key }), 201);
    },
  )
  .post(
    '/objections/:id/settlement',
    describe('Settle an objection once, with a note', Objection),
    permit('timebank:write'),
    body(SettleObjectionInput),
    async (c) => c.json(await settleObjection(c.var.scope, c.req.param('id'), c.req.valid('json'))),
  )
  .put(
    '/volunteers/:id/naming',
    describe('Write down whether a volunteer agrees to be named in public', Naming),
    permit('timebank:write', 'courtyards'),
    body(NamingInput),
    async (c) => c.json(await recordNaming(c.var.scope, c.req.param('id'), c.req.valid('json'))),
  )
  .get(
    '/volunteers/:id/years/:year',
    describe("A volunteer's year: minutes by month and by category", ServiceYear),
    permit('timebank:read', 'courtyards'),
    async (c) => {
      const { id, year } = c.req.param();
      return c.json(await getServiceYear(c.var.scope, id, { year }));
    },
  )
  .get(
    '/certificates',
    describe('Certificates of volunteer service, newest first', pageOf(Certificate)),
    permit('timebank:read'),
    query(PageQuery.extend({ volunteerId: z.string().optional() })),
    async (c) => c.json(await listCertificates(c.var.scope, c.req.valid('query'))),
  )
  .post(
    '/certificates',
    describe('Draw a certificate up from the hours book and put it into publicity', Certificate, 201),
    permit('timebank:write'),
    keyed,
    body(DrawUpCertificateInput),
    async (c) => {
      const key = c.req.valid('header')['idempotency-key'];
      return c.json(await drawUpCertificate(c.var.scope, { ...c.req.valid('json'), key }), 201);
    },
  )
  .get(
    '/certificates/:id',
    describe('One certificate, with every objection to it', CertificateDetail),
    permit('timebank:read'),
    async (c) => c.json(await getCertificate(c.var.scope, c.req.param('id'))),
  )
  .post(
    '/certificates/:id/issue',
    describe('Issue a certificate whose publicity is over, under the next number of the year', Certificate),
    permit('timebank:write'),
    body(IssueCertificateInput),
    async (c) => {
      const { scope, community } = c.var;
      const { id } = c.req.param();
      return c.json(await issueCertificate(scope, community.name, id, c.req.valid('json')));
    },
  )
  .post(
    '/certificates/:id/revocation',
    describe('Revoke a certificate, once, with a reason', Certificate),
    permit('timebank:write'),
    body(RevokeCertificateInput),
    async (c) => c.json(await revokeCertificate(c.var.scope, c.req.param('id'), c.req.valid('json'))),
  )
  .get(
    '/stamp',
    describe("The image of the community's seal for its certificates, if there is one", StampImage.partial()),
    permit('timebank:read'),
    async (c) => c.json(await getStamp(c.var.scope)),
  )
  .put(
    '/stamp',
    describe('Send an image of the seal as a PNG in base64', StampImage),
    permit('timebank:write'),
    body(StampInput),
    async (c) => c.json(await keepStamp(c.var.scope, c.req.valid('json'))),
  );
