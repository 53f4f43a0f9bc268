import { readFileSync } from 'node:fs';

/** A process by its number and, where the system tells it, when it began: numbers are given out again. */
export function processMark(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return undefined;
  }
  return `${pid} ${startOf(pid)}`;
}

/** Whether the process that left this mark still runs. */
export function isRunning(mark: string): boolean {
  const pid = Number(mark.split(' ')[0]);
  return Number.isInteger(pid) && pid > 0 && processMark(pid) === mark;
}

// Field 22 of /proc/<pid>/stat, counted after the command's closing bracket, which may itself hold spaces.
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie has ended and only waits for its parent to notice.
    return fields[0] === 'Z' ? 'ended' : (fields[19] ?? '');
  } catch {
    return '';
  }
}
