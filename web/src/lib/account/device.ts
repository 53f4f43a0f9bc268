import { m } from '#lib/paraglide/messages.js';

const BROWSERS: readonly [RegExp, string][] = [
  [/MicroMessenger/, '微信'],
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

/** What a browser says of itself, as its owner would call it: 手机 · Chrome. */
export function deviceName(userAgent: string): string {
  if (userAgent === '') return m.account_device_unknown();
  const browser = BROWSERS.find(([pattern]) => pattern.test(userAgent))?.[1];
  if (browser === undefined) return m.account_device_program();
  const kind = /iPad|Tablet/.test(userAgent)
    ? m.account_device_tablet()
    : /Mobile|Android|iPhone/.test(userAgent)
      ? m.account_device_phone()
      : m.account_device_computer();
  return `${kind} · ${browser}`;
}
