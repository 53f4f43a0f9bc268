/**
 * Hours from which a volunteer can be given one star, two, … five: 《志愿服务记录办法》(民函〔2012〕340号), and in use ever
 * since; DESIGN §6.
 */
export const STAR_HOURS = [100, 300, 600, 1000, 1500] as const;

/** One to five. */
export type StarLevel = 1 | 2 | 3 | 4 | 5;
export const STAR_LEVELS: readonly StarLevel[] = [1, 2, 3, 4, 5];

/** Whole minutes of service from which a level is reached. */
export const minutesOfStar = (level: StarLevel): number => (STAR_HOURS[level - 1] as number) * 60;

/** The highest level that so many minutes of service reach; 0 for none. */
export const starReached = (minutesServed: number): StarLevel | 0 =>
  STAR_LEVELS.findLast((level) => minutesServed >= minutesOfStar(level)) ?? 0;

/** What an account says of its star that is due: reached and not yet granted; 0 for none. */
export function starDue({ minutesServed, star = 0 }: { minutesServed: number; star?: number | undefined }) {
  const reached = starReached(minutesServed);
  return reached > star ? reached : 0;
}
