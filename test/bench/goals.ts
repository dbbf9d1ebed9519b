/** One thing that must be quick. */
export type Goal = {
  /** What is done, in the words of the table that `npm run bench` prints. */
  row: string
  /** What it is held against in the same run. */
  against: string
  /** What `value` and `floor` count. */
  unit: 'ms' | 'kB' | 'a second'
  /** Which figure is held to the limit: the ratio of value to floor, or the value itself in `unit`. */
  judged: 'ratio' | 'value'
  /** Whether less or more is better. */
  limit: { at: 'most' | 'least'; figure: number }
}

/** Every row of the benchmark. None is dropped because it is missed. */
export const goals = {
  putRecords: {
    row: 'put 20,000 sealed records',
    against: 'raw IndexedDB, the same objects in clear',
    unit: 'ms',
    judged: 'ratio',
    limit: { at: 'most', figure: 1.3 },
  },
  readCase: {
    row: "read one case's 50 records, unsealed",
    against: 'raw IndexedDB',
    unit: 'ms',
    judged: 'ratio',
    limit: { at: 'most', figure: 3 },
  },
  readCaseload: {
    row: 'read 2,000 caseload rows, unsealed',
    against: 'raw IndexedDB',
    unit: 'ms',
    judged: 'ratio',
    limit: { at: 'most', figure: 1.5 },
  },
  saveNote: {
    row: 'save one note durably',
    against: 'one raw strict transaction writing two rows',
    unit: 'ms',
    judged: 'ratio',
    limit: { at: 'most', figure: 1.5 },
  },
  firstSync: {
    row: 'first sync of 20,000 records',
    against: 'fetching and storing the same bytes by hand',
    unit: 'ms',
    judged: 'ratio',
    limit: { at: 'most', figure: 1.3 },
  },
  pullWithWaiting: {
    row: 'pull of 200 changes with 20 waiting',
    against: 'storing 200 rows',
    unit: 'ms',
    judged: 'ratio',
    limit: { at: 'most', figure: 2 },
  },
  search: {
    row: 'find words in 20,000 records, one of them mistyped',
    against: 'looking through the same words as plain text, typed right',
    unit: 'ms',
    judged: 'value',
    limit: { at: 'most', figure: 100 },
  },
  firstSearch: {
    row: 'first search after unlocking: read the index of 20,000 records, and find a word in it',
    against: 'the same index from raw IndexedDB, in clear and not put to use',
    unit: 'ms',
    judged: 'value',
    limit: { at: 'most', figure: 1000 },
  },
  coldStart: {
    row: 'cold start offline to a usable caseload, CPU slowed 4x',
    against: 'the same app with an empty caseload',
    unit: 'ms',
    judged: 'value',
    limit: { at: 'most', figure: 2000 },
  },
  typingDuringSync: {
    row: 'longest task while typing during a full sync, CPU slowed 4x',
    against: 'the same typing with no sync',
    unit: 'ms',
    judged: 'value',
    limit: { at: 'most', figure: 50 },
  },
  longestFrame: {
    row: 'longest wait for a frame while a caseload of 2,000 is scrolled and filtered',
    against: 'the same hands on a plain list of 2,000 rows',
    unit: 'ms',
    judged: 'value',
    limit: { at: 'most', figure: 100 },
  },
  appShell: {
    row: 'app shell before the first screen, compressed',
    against: 'the goal itself',
    unit: 'kB',
    judged: 'value',
    limit: { at: 'most', figure: 250 },
  },
  officeMutations: {
    row: 'accepted mutations a second at the office',
    against: 'bare inserts of the same rows, one transaction each',
    unit: 'a second',
    judged: 'ratio',
    limit: { at: 'least', figure: 0.5 },
  },
  importMarks: {
    row: 'take in a year of marks of 1,200 pupils, from the bytes to the commit',
    against: 'reading the same bytes',
    unit: 'ms',
    judged: 'value',
    limit: { at: 'most', figure: 30_000 },
  },
  countMarks: {
    row: 'count a year of 1,200 pupils on the tablet, twenty times',
    against: 'one pass over the same marks in a typed array',
    unit: 'ms',
    judged: 'ratio',
    limit: { at: 'most', figure: 2 },
  },
  figuresOfSchools: {
    row: 'figures of 60,000 pupils in 200 schools for a year, with codes and weeks, from the office',
    against: 'the bare SQL aggregate over the same rows, no policies',
    unit: 'ms',
    judged: 'value',
    limit: { at: 'most', figure: 2000 },
  },
  lookAtGroups: {
    row: 'look at the groups of 1,200 pupils over a year on the tablet',
    against: 'one pass over the same marks in a typed array',
    unit: 'ms',
    judged: 'value',
    limit: { at: 'most', figure: 50 },
  },
} as const satisfies Record<string, Goal>
export type GoalName = keyof typeof goals

/** A goal as the file and the table say it: `at most 1.3x`, `at most 250 kB`. */
export const sayGoal = ({ judged, unit, limit }: Goal): string =>
  `at ${limit.at} ${limit.figure}${judged === 'ratio' ? 'x' : ` ${unit}`}`
