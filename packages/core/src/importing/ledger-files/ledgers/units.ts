import { phone } from '../values/phones.ts';
import { code, name, text } from '../values/words.ts';
import { defineLedger, optional, required } from './ledger-spec.ts';

/** Units of the area that take part in party building together, with their three lists. */
export const units = defineLedger({
  kind: 'units',
  label: { zh: '区域单位台账', en: 'regional units' },
  titles: /(区域|共建|驻区|辖区|联建)[^卡]*单位|区域化党建/,
  fields: {
    serial: optional(code, ['序号', '编号', '序']),
    name: required(name, [
      '单位名称',
      '单位',
      '共建单位',
      '名称',
      '共建单位名称',
      '驻区单位',
      '区域单位',
      '单位全称',
    ]),
    partyOrganisation: optional(name, ['党组织', '党组织名称', '所属党组织', '单位党组织', '基层党组织'], {
      tells: true,
    }),
    contact: optional(name, ['联系人', '联络员', '负责人', '联系人姓名', '联络人']),
    phone: optional(phone, ['电话', '联系电话', '手机', '联系方式', '手机号码', '电话号码'], {
      lenient: true,
    }),
    resource: optional(text, ['资源清单', '资源', '可提供资源', '提供资源', '共享资源'], { tells: true }),
    need: optional(text, ['需求清单', '需求', '单位需求', '服务需求'], { tells: true }),
    project: optional(text, ['认领项目', '项目清单', '项目', '共建项目', '认领', '认领服务项目'], {
      tells: true,
    }),
  },
  facts: {},
  identify: (row) => ({ by: 'name', parts: [row.name] }),
});
