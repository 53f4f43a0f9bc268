import { say } from './language.ts';

export const help = (): string =>
  say(
    `用法：npx linli <命令> [选项]

  onboard --slug donghuan --name 东环路社区 --from 文件夹 [--dry-run] [--rejects 文件夹] [--json]
      用台账建立社区。--dry-run 只预检，不写入居民数据；--rejects 把退回的行存成表格，每行写明原因。
      退出码：0 全部导入；2 有行被退回，或有文件没有读；1 被拒绝。
  report --community donghuan [--as-of 2019-04-30] [--json]
      截至某日的报表；日期也可以写成 2019.4.30、2019年4月30日。
  verify --community donghuan [--brief] [--rebuild] [--json]
      从原始记录重新清点每个计数：先说结果和不符的，再逐项列出，都有两个数值。
      --brief 只列出不符的和全社区的合计；--rebuild 先把不符的计数改成重新清点的数，并列出改了什么。
      退出码：0 相符；2 不符。
  verify --audit [--community donghuan] [--anchors 文件] [--json]
      重新计算操作记录的每个封条，指出被改动、删除、调换、截断的记录；不写 --community 时核对区里自己的。
      --anchors 再与保存在别处的锚点（日志或 audit-anchors.jsonl 的副本）比对。退出码：0 完整；2 有不符。
  discard --slug donghuan [--json]
      删除还没有开通、也没有导入过数据的草稿社区，例如 onboard --dry-run 留下的。
  reseal --community donghuan [--json]
      给身份证号换一把新密钥，逐个重新加密保存；中断了再运行一次即可。
  login [--token]
      登录，供以后的命令使用；--token 改用在“我的账号 → 接口令牌”新建的令牌，有第二步验证的账号要这样用。

环境变量：LINLI_URL（默认 http://localhost:3000）、LINLI_TOKEN、DATA_DIR（其中的 operator.token）。`,
    `Usage: npx linli <command> [options]

  onboard --slug donghuan --name 东环路社区 --from DIR [--dry-run] [--rejects DIR] [--json]
      A community from its ledgers. --dry-run stops after preflight and writes no record; --rejects saves
      the rows that stay out as workbooks, each row with its reason.
      Exit status: 0 all rows in; 2 some rows rejected or files not read; 1 refused.
  report --community donghuan [--as-of 2019-04-30] [--json]
      The report as of a day, which may also be written 2019.4.30 or 2019年4月30日.
  verify --community donghuan [--brief] [--rebuild] [--json]
      Recounts every counter from the rows: what it comes to, what differs, then every counter, each with both
      values; --brief lists what differs and the community's totals only; --rebuild first sets the
      counters that differ to their recount and says which. Exit status: 0 agree; 2 differ.
  verify --audit [--community donghuan] [--anchors FILE] [--json]
      Recomputes every seal of the audit trail and names what was changed, dropped, reordered or cut off; without
      --community the district's own. --anchors also holds it against anchors kept elsewhere (the log, or a copy of
      audit-anchors.jsonl). Exit status: 0 whole; 2 something is wrong.
  discard --slug donghuan [--json]
      Deletes a draft that never went live and has no records, such as onboard --dry-run leaves.
  reseal --community donghuan [--json]
      Seals every ID number under a new key; cut off, run it again.
  login [--token]
      Signs in, for later commands; --token takes a token made at /account/tokens, as accounts with a second step need.

Environment: LINLI_URL (default http://localhost:3000), LINLI_TOKEN, DATA_DIR (its operator.token).`,
  );
