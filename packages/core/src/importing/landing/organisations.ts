import { draftOrganisation } from '../../incubation/index.ts';
import { idFrom } from '../../kernel/index.ts';
import { draftUnit } from '../../partners/index.ts';
import { type Landing, landed, positionOf } from './landing.ts';

export const landOrganisation: Landing<'organisations'> = ({ fields }, world, at) => {
  const { serial, ...rest } = fields;
  const id = idFrom('organisation', world.tenantId, fields.name);
  return landed([draftOrganisation({ ...rest, id, position: positionOf(serial, at.row) }, at)]);
};

export const landUnit: Landing<'units'> = ({ fields }, world, at) => {
  const { serial, ...rest } = fields;
  return landed([
    draftUnit(
      { ...rest, id: idFrom('unit', world.tenantId, fields.name), position: positionOf(serial, at.row) },
      at,
    ),
  ]);
};
