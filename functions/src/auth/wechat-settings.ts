/** A website application as it is registered at WeChat's open platform; its callback domain is the site's own. */
export type WechatSettings = { appId: string; appSecret: string };

/**
 * The one place where a deployment says that people may sign in with WeChat: `WECHAT_APP_ID` and `WECHAT_APP_SECRET`, or
 * undefined when it says neither. Throws at start for half of it.
 */
export function chosenWechat(
  environment: Readonly<Record<string, string | undefined>>,
): WechatSettings | undefined {
  const appId = environment['WECHAT_APP_ID'] ?? '';
  const appSecret = environment['WECHAT_APP_SECRET'] ?? '';
  if (appId === '' && appSecret === '') return undefined;
  if (appId === '' || appSecret === '')
    throw new Error(
      'WECHAT_APP_ID 和 WECHAT_APP_SECRET 要一起设置。 / Set WECHAT_APP_ID together with WECHAT_APP_SECRET.',
    );
  return { appId, appSecret };
}
