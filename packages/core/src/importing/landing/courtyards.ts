import { draftCourtyard } from '../../courtyard/index.ts';
import { idFrom } from '../../kernel/index.ts';
import { type Landing, landed, positionOf } from './landing.ts';

export const landCourtyard: Landing<'courtyards'> = ({ fields, facts }, world, at) => {
  const { serial, builtIn, ...rest } = fields;
  return landed([
    draftCourtyard(
      {
        ...rest,
        hasBranch: fields.hasBranch ?? false,
        hasStation: fields.hasStation ?? false,
        id: idFrom('courtyard', world.tenantId, fields.name),
        position: positionOf(serial, at.row),
        builtText: builtIn?.text,
        builtFrom: builtIn && `${builtIn.fromYear}-01-01`,
        reportedOn: facts.reportedOn,
      },
      at,
    ),
  ]);
};
