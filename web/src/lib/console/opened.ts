import type { Cell } from './cell.ts';
import type { Setting } from './noun.ts';
import { mayOpen } from './reach.ts';

/** A cell without its link, where the page behind it would be refused. */
export function opened(cell: Cell, { base, reach }: Pick<Setting, 'base' | 'reach'>): Cell {
  if (cell.href === undefined || !cell.href.startsWith(`${base}/`)) return cell;
  if (mayOpen(reach, cell.href.slice(base.length + 1))) return cell;
  const { href: _, ...plain } = cell;
  return plain;
}
