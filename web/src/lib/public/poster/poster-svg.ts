import { renderSVG } from 'uqr';
import { m } from '#lib/paraglide/messages.js';

export type PosterLanguage = 'zh-CN' | 'en';

/** What stands on the poster: figures up to a day, the hours of the last months, and where to read more. */
export type Poster = {
  community: string;
  asOf: string;
  figures: { volunteers: number; serviceMinutes: number; serviceRecords: number; pointsIssued: number };
  months: readonly { month: string; serviceMinutes: number }[];
  address: string;
};

/** As high as wide as a sheet of A4, in units of a quarter millimetre. */
const WIDTH = 840;
const HEIGHT = 1188;
const MARGIN = 70;
const INNER = WIDTH - 2 * MARGIN;

/** An image brings its own colours along: those of the design's tokens, which no stylesheet of a page reaches into it. */
const INK = '#2b2a27';
const SOFT = '#54504a';
const BRICK = '#9a3324';
const LEAF = '#6d9683';
const SHEET = '#ffffff';
const FONT = 'system-ui, PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif';

/** The poster as a picture of its own: nothing in it is fetched, nothing runs, and nobody is named. */
export function posterSvg(poster: Poster, language: PosterLanguage): string {
  const locale = { locale: language };
  const number = (value: number, digits = 0) =>
    new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
  const { figures } = poster;
  const shown = [
    [number(figures.volunteers), m.volunteers({}, locale)],
    [number(figures.serviceMinutes / 60), m.service_hours({}, locale)],
    [number(figures.serviceRecords), m.service_records({}, locale)],
    [number(figures.pointsIssued), m.points_issued({}, locale)],
  ] as const;
  const title = `${poster.community} ${m.timebank_title({}, locale)}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="${escaped(title)}" font-family="${FONT}">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="${SHEET}"/>`,
    `<rect width="${WIDTH}" height="18" fill="${BRICK}"/>`,
    words(poster.community, { x: MARGIN, y: 120, size: 40, fill: SOFT }),
    words(m.timebank_title({}, locale), { x: MARGIN, y: 200, size: 76, fill: INK, bold: true }),
    ...shown.flatMap(([value, label], i) => {
      const x = MARGIN + (i % 2) * (INNER / 2);
      const y = 330 + Math.floor(i / 2) * 160;
      return [
        words(value, { x, y, size: 84, fill: BRICK, bold: true, most: INNER / 2 - 20 }),
        words(label, { x, y: y + 46, size: 30, fill: SOFT, most: INNER / 2 - 20 }),
      ];
    }),
    ...bars(poster.months, m.service_months_chart({}, locale)),
    square(poster.address),
    words(m.poster_scan_more({}, locale), {
      x: MARGIN + 240,
      y: 985,
      size: 36,
      fill: INK,
      bold: true,
      most: INNER - 240,
    }),
    words(poster.address.replace(/^https?:\/\//, ''), {
      x: MARGIN + 240,
      y: 1035,
      size: 26,
      fill: SOFT,
      most: INNER - 240,
    }),
    words(m.home_as_of({ day: dayIn(poster.asOf, language) }, locale), {
      x: MARGIN,
      y: 1150,
      size: 24,
      fill: SOFT,
    }),
    '</svg>',
  ].join('');
}

type Look = { x: number; y: number; size: number; fill: string; bold?: boolean; most?: number };

/** A line that would be wider than `most` is set closer, so that it stays on the sheet. */
function words(text: string, { x, y, size, fill, bold, most = INNER }: Look): string {
  const wide = [...text].reduce((sum, sign) => sum + (sign > '\u2e80' ? 1 : 0.6), 0) * size;
  const fitted = wide > most ? ` textLength="${most}" lengthAdjust="spacingAndGlyphs"` : '';
  return `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}"${bold ? ' font-weight="700"' : ''}${fitted}>${escaped(text)}</text>`;
}

const CHART = { top: 680, height: 160 };

function bars(months: Poster['months'], caption: string): string[] {
  if (months.length === 0) return [];
  const most = Math.max(1, ...months.map(({ serviceMinutes }) => serviceMinutes));
  const step = INNER / months.length;
  const bottom = CHART.top + CHART.height;
  return [
    words(caption, { x: MARGIN, y: CHART.top - 24, size: 26, fill: SOFT }),
    ...months.map(({ serviceMinutes }, i) => {
      const height = Math.round((CHART.height * Math.max(0, serviceMinutes)) / most);
      return `<rect x="${(MARGIN + i * step + 2).toFixed(1)}" y="${bottom - height}" width="${(step - 4).toFixed(1)}" height="${height}" fill="${LEAF}"/>`;
    }),
    `<line x1="${MARGIN}" y1="${bottom}" x2="${MARGIN + INNER}" y2="${bottom}" stroke="${SOFT}"/>`,
    words(months[0]?.month ?? '', { x: MARGIN, y: bottom + 32, size: 22, fill: SOFT }),
    words(months.at(-1)?.month ?? '', { x: MARGIN + INNER - 95, y: bottom + 32, size: 22, fill: SOFT }),
  ];
}

/** Four modules stay blank around it, as the standard (ISO/IEC 18004) asks for. */
const square = (address: string): string =>
  renderSVG(address, { border: 4 }).replace(
    '<svg ',
    `<svg x="${MARGIN - 16}" y="920" width="230" height="230" `,
  );

const dayIn = (plainDate: string, language: PosterLanguage): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${plainDate}T00:00:00Z`),
  );

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
