import type { Colleagues } from '#client/casework/people-words.ts'
import type { Audience } from '#domain/records/shared-paper.ts'

/** What the teller has to know besides the entry. */
export type Telling = { audience: Audience; child: string; colleagues: Colleagues }
