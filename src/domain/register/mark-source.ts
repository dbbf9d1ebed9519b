/** What marks may come from, as the office keeps it with each taking in. */
const words: Readonly<Record<string, string>> = {
  csv: 'a table of marks',
  xlsx: 'a workbook',
  ctf: 'a transfer file',
  wonde: 'Wonde',
}

/** What a taking in of marks came from, where it has no name of its own; `the school’s system` for what a later office may read. */
export const saySource = (source: string): string => words[source] ?? 'the school’s system'
