import { type Language, minuteOf, ROLES, type Role } from '../kernel/index.ts';
import type { MessageDraft } from './outgoing-message.ts';

/** What a message says. `words` are what was put into its sentence, for providers that keep the sentence on their side. */
export type Wording = { subject: string; text: string; words: Record<string, string> };

type Sentence = { secret: string; subject: Record<Language, string>; text: Record<Language, string> };

/** Under `secret`, the name that the code or the link has among the words. A text message is sent without its subject. */
const CATALOGUE: Record<MessageDraft['template'], Sentence> = {
  invitation: {
    secret: 'link',
    subject: {
      'zh-CN': '{place}邀请您担任{role}',
      en: '{place} invites you: {role}',
    },
    text: {
      'zh-CN':
        '{place}的{inviter}邀请您担任{role}。请在 {until} 前打开链接接受邀请：{link} 。如果您不认识对方，请不要打开。',
      en: '{inviter} of {place} invites you to work there as: {role}. Open this link before {until} (Beijing time) to accept: {link} . If you do not know them, do not open it.',
    },
  },
  phoneCode: {
    secret: 'code',
    subject: { 'zh-CN': '登记手机号验证码', en: 'Your code' },
    text: {
      'zh-CN':
        '验证码 {code}，用来把这个手机号登记到您的邻里账号，{until} 前有效。不是您本人操作的，请不要理会。',
      en: '{code} is the code that adds this phone to your Linli account, good until {until} (Beijing time). If it was not you, ignore this.',
    },
  },
  signInCode: {
    secret: 'code',
    subject: { 'zh-CN': '登录验证码', en: 'Your sign-in code' },
    text: {
      'zh-CN': '登录验证码 {code}，{until} 前有效。请不要告诉任何人，工作人员也不会向您索要。',
      en: 'Your sign-in code is {code}, good until {until} (Beijing time). Tell it to nobody; staff will never ask for it.',
    },
  },
};

type Worded = Pick<MessageDraft, 'template' | 'language' | 'goodUntil'> & { params: object; secret: string };

/** The sentence is made when it is sent, so that a correction of the catalogue reaches what still waits. */
export function wordingOf({ template, language, params, secret, goodUntil }: Worded): Wording {
  const sentence = CATALOGUE[template];
  const words = {
    ...wordsOf(params, language),
    until: minuteOf(goodUntil),
    [sentence.secret]: secret,
  };
  return {
    subject: filled(sentence.subject[language], words),
    text: filled(sentence.text[language], words),
    words,
  };
}

function wordsOf(params: object, language: Language): Record<string, string> {
  const word = language === 'zh-CN' ? 0 : 1;
  const said = Object.entries(params).map(([name, value]) => [
    name,
    name === 'role' ? ROLES[value as Role].name[word] : String(value),
  ]);
  return Object.fromEntries(said);
}

const filled = (sentence: string, words: Record<string, string>) =>
  sentence.replace(/\{(\w+)\}/g, (whole, name: string) => words[name] ?? whole);
