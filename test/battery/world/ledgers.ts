import { csv } from '../../support/community.ts';

/**
 * Two words that stand in every text a community keeps: `shown` where its public pages show it, `kept` where they do
 * not. Wherever one of them turns up it has come from this community and from nowhere else.
 */
export type Marks = { shown: string; kept: string };

export const marksOf = (word: string): Marks => ({ shown: `${word}gong`, kept: `${word}si` });

/** The two courtyards of a community; what is of the second also says so, for those who may only see the first. */
export const COURTYARDS = ['甲', '乙'] as const;

/** Of the first generation, of fifteen digits: no other community has it. The last digit is even, for a woman. */
export function idNumberOf({ kept }: Marks, courtyard: number): string {
  const order = [...kept].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 100;
  return `51010455030${courtyard + 1}${String(order).padStart(2, '0')}2`;
}

/**
 * One ledger of each kind, with a row or two for each courtyard and a mark in every text of it. Names carry theirs at
 * the end, because lists are also searched by how a name begins.
 */
export function ledgersOf({ shown, kept }: Marks) {
  const yards = COURTYARDS.map((name) => `${shown}${name}院`);
  const person = (i: number) => `王${COURTYARDS[i]}${kept}`;
  const each = (line: (yard: string, i: number) => string) => yards.map(line);
  const titled = (title: string, ...lines: string[]) => csv(`${kept}${title}.csv`, [title, ...lines]);
  const perYard = (title: string, ...lines: ((yard: string, i: number) => string)[]) =>
    yards.map((yard, i) =>
      csv(`${kept}${yard}${title}.csv`, [`${yard}${title}`, ...lines.map((line) => line(yard, i))]),
    );
  return [
    titled(
      '院落台账',
      '院落名称,详细地址,建成年代,户数,人口数,党员数,特色,备注',
      ...each((yard, i) => `${yard},${shown}路${i}号,1998年,2,3,1,${shown}特色,${kept}备注`),
    ),
    ...perYard(
      '入户摸底表',
      () =>
        '户号,院落,门牌号,户主姓名,姓名,与户主关系,性别,出生年月,身份证号,联系电话,政治面貌,党组织关系,备注',
      (yard, i) =>
        `1,${yard},${kept}栋,${person(i)},${person(i)},户主,女,1955.3,${idNumberOf({ shown, kept }, i)},1390001000${i},中共党员,本社区,${kept}备注`,
    ),
    titled(
      '时间银行志愿者登记表',
      '志愿者编号,姓名,性别,出生年月,手机号码,政治面貌,所在院落,服务特长,注册时间,培训情况',
      ...each(
        (yard, i) =>
          `${kept}${i},${person(i)},女,1955.3,1390001000${i},中共党员,${yard},${kept}特长,2018-01-05,已培训`,
      ),
    ),
    titled(
      '时间银行服务记录',
      '序号,服务日期,服务项目,服务类别,志愿者编号,志愿者姓名,服务时长（小时）,服务对象,服务人数,核实人',
      ...each(
        (_, i) =>
          `${i + 1},2019-04-12,${kept}项目,${kept}类,${kept}${i},${person(i)},2,${kept}对象,3,${kept}核实`,
      ),
    ),
    titled(
      '储蓄卡台账',
      '卡号,卡类型,单位名称,负责人,办卡日期,备注',
      ...each((yard, i) => `${kept}${i},院落,${yard},${kept}负责,2018-03-01,${kept}备注`),
    ),
    titled(
      '积分兑换目录',
      '每小时积分：10分',
      '名称,类型,所需积分,库存,说明',
      `${shown}物,实物,60,5,${shown}说明`,
    ),
    titled(
      '社会组织台账',
      '序号,名称,类型,成立时间,负责人,成员人数,培育阶段,登记备案,评估等级,主要活动',
      `1,${shown}队,自组织,2017-05,${shown}长,12,成熟,${shown}备案,3A,${shown}活动`,
    ),
    titled(
      '坝坝会会议记录',
      '会议编号,日期,形式,院落,主持人,参加人数,议题',
      ...each((yard, i) => `HY0${i + 1},2019-03-0${i + 1},坝坝会,${yard},${shown}主持,20,${shown}议题`),
    ),
    titled(
      '意见建议台账',
      '序号,会议编号,院落,提出人,意见建议,类别,办理情况,责任单位,办结日期',
      ...each(
        (yard, i) =>
          `${i + 1},HY0${i + 1},${yard},${person(i)},${shown}意见,${shown}类,已解决,${shown}单位,2019-04-01`,
      ),
    ),
    titled(
      '功能室一览',
      '名称,楼层,面积,可容纳人数,开放时间,负责人',
      `${shown}室,${shown}楼,30,20,${shown}时间,${kept}管`,
    ),
    titled(
      '2019年春季课程表',
      '课程名称,类别,授课老师,教室,上课时间,开课日期,结课日期,名额',
      `${shown}课,${shown}类,${shown}师,${shown}室,周二上午9:00-10:30,2019-03-05,2019-06-25,20`,
    ),
    titled(
      '区域单位台账',
      '序号,单位名称,党组织,联系人,电话,资源清单,需求清单,认领项目',
      `1,${shown}单位,${shown}支部,${kept}联系,13900020000,${shown}资源,${shown}需求,${shown}项目`,
    ),
    ...perYard(
      '第二届院委会换届选举结果',
      () => '应到户数：40 实到户数：35 发出选票：35 收回选票：34 有效票：33 选举日期：2018-06-01',
      () => '姓名,政治面貌,得票数,当选情况,职务',
      () => `李${shown},中共党员,30,当选,主任`,
    ),
    ...perYard(
      '微基金收支明细',
      () => '日期,摘要,收入,支出,结余,经手人',
      () => `2018-03-11,${shown}摘要,100,,100,${kept}经手`,
    ),
  ];
}
