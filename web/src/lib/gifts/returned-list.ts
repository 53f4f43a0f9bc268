/** A list that came back from being looked at: what was typed, what is wrong with it, and each of its lines. */
export type ReturnedList = {
  checked?:
    | {
        lines: { line: number; number: string; name?: string; points?: number; wrong?: string | undefined }[];
        total: number;
        wrong: number;
      }
    | undefined;
  typed: Record<string, string>;
  message: string;
  errors: Record<string, string>;
};
