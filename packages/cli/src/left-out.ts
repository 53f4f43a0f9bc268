import { say } from './language.ts';

/** Something in the folder of ledgers that was not read, and what to do about it. */
export type LeftOut = { name: string; reason: string };

/** `what` is `folder`, or how the file's name ends, with its dot. */
export function whyLeftOut(what: string): string {
  switch (what.toLowerCase()) {
    case 'folder':
      return say(
        '是一个文件夹，里面的文件没有读。请把台账直接放在 --from 指的文件夹里。',
        'a folder; the files in it were not read. Put ledgers directly into the folder that --from names.',
      );
    case '.xls':
    case '.xlsb':
    case '.et':
    case '.ods':
    case '.numbers':
      return say(
        '这种格式的表格读不了。请用 Excel 或 WPS 打开，另存为 .xlsx，再运行一次。',
        'a workbook in a format that is not read. Open it in Excel, save it as .xlsx and run this again.',
      );
    case '.xlsm':
    case '.xltm':
      return say(
        '带宏的工作簿不接收。请另存为不带宏的 .xlsx，再运行一次。',
        'a workbook with macros, which is not accepted. Save it as .xlsx without macros and run this again.',
      );
    case '.zip':
    case '.rar':
    case '.7z':
      return say(
        '是压缩包。请解压，把里面的台账放进这个文件夹，再运行一次。',
        'an archive. Unpack it, put the ledgers into this folder and run this again.',
      );
    default:
      return say(
        '不是表格文件，没有读。里面如果有台账，请做成 .xlsx 或 .csv；不是台账就移到别处。',
        'no workbook, and not read. If it holds a ledger, make it an .xlsx or .csv; otherwise move it elsewhere.',
      );
  }
}

/** For the end of a run: every file that was passed over. */
export const leftOutLines = (leftOut: readonly LeftOut[]): string[] =>
  leftOut.length === 0
    ? []
    : [
        say(`没有读的文件，有 ${leftOut.length} 个：`, `Not read: ${leftOut.length}`),
        ...leftOut.map(({ name, reason }) => `  ✗ ${name}: ${reason}`),
      ];
