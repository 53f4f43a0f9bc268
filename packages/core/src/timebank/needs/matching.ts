import type { Volunteer } from '../volunteer.ts';
import { type AvailableAt, DAY_PARTS, WEEKDAYS } from '../volunteers/availability.ts';
import type { NeedCategory, NeededNow } from './service-need.ts';

/** How volunteers write down what they are good at, by what is asked for. */
const SKILLS: Readonly<Record<NeedCategory, RegExp>> = {
  company: /陪|聊|探访|慰问|心理|照护/,
  hospital: /陪诊|就医|医|护理|健康/,
  errands: /代|跑腿|购/,
  housework: /家政|保洁|清洁|清扫|打扫|卫生/,
  repairs: /修|水电|木工|电工/,
  haircut: /理发|剪发|美发/,
  tutoring: /辅导|教|书法|英语|音乐|舞蹈/,
  devices: /手机|电脑|网络|数码/,
  other: /(?!)/,
};

type Helper = Pick<Volunteer, 'courtyardId' | 'skill' | 'skills' | 'availability'>;

/** Whether a need is one for this volunteer: in their courtyard or of what they are good at, and at a time that they gave. */
export function isMatch(helper: Helper, need: NeededNow): boolean {
  const { courtyardId, skill = '', skills = [] } = helper;
  const near = courtyardId !== undefined && courtyardId === need.courtyardId;
  return (near || SKILLS[need.category].test([skill, ...skills].join('、'))) && hasTime(helper, need);
}

/** Who never said when they have time may have it at any; a need of any day finds one that suits. */
function hasTime({ availability = [] }: Helper, { wishedOn, wishedPart }: NeededNow): boolean {
  if (availability.length === 0) return true;
  const weekdays =
    wishedOn === undefined ? WEEKDAYS : [WEEKDAYS[(new Date(wishedOn).getUTCDay() + 6) % 7] ?? 'mon'];
  const parts = wishedPart === undefined ? DAY_PARTS : [wishedPart];
  const wished: readonly AvailableAt[] = weekdays.flatMap((day) =>
    parts.map((part) => `${day}-${part}` as const),
  );
  return availability.some((time) => wished.includes(time));
}
