import { createHash } from 'node:crypto';
import { messageOf } from '@linli/core/kernel';
import { type StoredMessage, wordingOf } from '@linli/core/messaging';

const STYLE = `
body { font: 17px/1.6 system-ui, 'PingFang SC', 'Noto Sans SC', sans-serif; max-width: 46rem; margin: 0 auto; padding: 1rem; color: #222; background: #faf8f4 }
article { background: #fff; border: 1px solid #ddd6c8; border-radius: .5rem; padding: .75rem 1rem; margin: 1rem 0 }
header { display: flex; flex-wrap: wrap; gap: .25rem 1rem; color: #555; font-size: .9em }
h2, p { margin: .5rem 0 0; overflow-wrap: anywhere } h2 { font-size: 1em } a { color: #8c2f1b } .failed { color: #a3231b }
`;

/** The page's own and only style, for its content security policy. */
export const OUTBOX_STYLE_HASH = `sha256-${createHash('sha256').update(STYLE).digest('base64')}`;

/** What would have been sent, whole. Without script; Chinese with English beside it. */
export const outboxPage = (messages: readonly StoredMessage[]): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>发件箱 Outbox · 邻里 Linli</title>
<style>${STYLE}</style>
</head>
<body>
<h1>发件箱 <span lang="en">Outbox</span></h1>
<p>本机没有接通短信和邮件服务，消息不会发出去，只在这里显示最新的 50 条。刷新页面看新消息。</p>
<p lang="en">No message service is connected on this machine. Messages stay here: the newest 50. Reload to see new ones.</p>
${messages.length === 0 ? '<p>还没有消息。 <span lang="en">No messages yet.</span></p>' : messages.map(article).join('\n')}
</body>
</html>
`;

const CHANNEL = { sms: '短信 Text message', mail: '邮件 Mail' };
const STATE = { waiting: '等待发送 Waiting', sent: '留在本机 Kept here', failed: '没有发出 Failed' };

function article(message: StoredMessage): string {
  const { channel, to, state, createdAt, language, problem } = message;
  return `<article>
<header><span>${CHANNEL[channel]}</span><span>${escaped(to)}</span><time datetime="${createdAt}">${timeOf(createdAt)}</time><span class="${state}">${STATE[state]}</span></header>
${saidBy(message, language)}${problem === undefined ? '' : `\n<p class="failed">${messageOf(problem, {}, 'zh-CN')}</p>`}
</article>`;
}

function saidBy({ secret, ...message }: StoredMessage, language: string): string {
  if (secret === undefined)
    return '<p>内容已经失效，不再保存。 <span lang="en">It has run out and is not kept.</span></p>';
  const { subject, text } = wordingOf({ ...message, secret });
  const subjectLine = message.channel === 'mail' ? `<h2 lang="${language}">${escaped(subject)}</h2>\n` : '';
  return `${subjectLine}<p lang="${language}">${linked(text, secret)}</p>`;
}

/** Only what the message itself carries as its link can be followed, and only over HTTP. */
const linked = (text: string, secret: string): string =>
  /^https?:\/\//.test(secret)
    ? text
        .split(secret)
        .map(escaped)
        .join(`<a href="${escaped(secret)}">${escaped(secret)}</a>`)
    : escaped(text);

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const SHANGHAI = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'medium',
  timeStyle: 'medium',
});
const timeOf = (instant: string): string => SHANGHAI.format(new Date(instant));
