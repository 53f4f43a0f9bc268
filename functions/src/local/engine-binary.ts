import { createRequire } from 'node:module';
import { join } from 'node:path';

const PACKAGE = '@dynoxide/linux-x64';

/** Where npm put the embedded engine, or why it cannot run here and what to do about it. */
export function engineBinary(platform = `${process.platform}-${process.arch}`): string {
  if (platform !== 'linux-x64') {
    throw new Error(
      `内置数据引擎只有 Linux x64 版本，本机是 ${platform}。请启动任意兼容 DynamoDB 的服务，并设置 DYNAMODB_ENDPOINT。\n` +
        `The embedded engine exists for Linux x64 only and this machine is ${platform}. Start any DynamoDB-compatible ` +
        'service (for example Amazon DynamoDB Local, which needs Java 17) and set DYNAMODB_ENDPOINT to its address.',
    );
  }
  try {
    return join(createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`), '..', 'dynoxide');
  } catch (cause) {
    throw new Error(
      `没有找到内置数据引擎，请在项目目录运行 npm ci（不要加 --omit=optional）。\n` +
        `The embedded engine is not installed: run npm ci in the project, without --omit=optional (${PACKAGE}).`,
      { cause },
    );
  }
}
