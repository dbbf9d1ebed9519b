import type { Colleagues } from '#client/casework/people-words.ts'
import type { PupilFile } from '#client/casework/pupil-file.ts'
import type { Audience } from '#domain/records/shared-paper.ts'

/** What the words of every entry need: what the child is called, and who wrote. */
export type Teller = { child: string; colleagues: Colleagues }

/** What the teller has to know besides the entry: for whom it tells, and the file that the entry is out of. */
export type Telling = Teller & { audience: Audience; file: PupilFile }
