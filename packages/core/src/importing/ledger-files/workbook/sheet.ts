/** One cell as a person sees it. Cells without text are not listed at all. */
export type Cell = {
  /** A1 reference, kept so that a finding can name the place: `G15`. */
  readonly ref: string;
  /** 1-based: column A is 1. */
  readonly column: number;
  /** Never empty. Dates read `YYYY-MM-DD`, times `H:MM`, numbers in full. */
  readonly text: string;
  /** Present when the file stores a plain number (no date or time format). */
  readonly number?: number;
  /** `YYYY-MM-DD`, present when the file stores a number in a date format. */
  readonly date?: string;
  /** Present when the value was carried over from the first cell of a merged range. */
  readonly filled?: true;
};

/** A row of the sheet; `number` is the row number the spreadsheet program shows (1-based). */
export type SheetRow = { readonly number: number; readonly cells: readonly Cell[] };

/** One sheet. Each call of `rows()` streams the file again, so nothing of it is held in memory. */
export type Sheet = {
  readonly name: string;
  readonly hidden: boolean;
  /** `csv` sheets have no name of their own: `name` is the file's name without its ending. */
  readonly format: WorkbookFormat;
  readonly fileName: string;
  rows(): AsyncIterable<SheetRow>;
  /** Rows with at least one value, headings included. */
  countRows(): Promise<number>;
};

export type WorkbookFormat = 'xlsx' | 'csv';

export type Workbook = {
  readonly fileName: string;
  readonly format: WorkbookFormat;
  readonly sheets: readonly Sheet[];
  close(): void;
};

export function cellIn(row: SheetRow, column: number): Cell | undefined {
  return row.cells.find((cell) => cell.column === column);
}
