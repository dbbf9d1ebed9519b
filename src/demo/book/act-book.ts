import type { Actor } from '#domain/permissions/actor.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { SeededChoice } from '../seeded-choice.ts'
import { momentOf, type Term } from '../term.ts'

/** One act as a tablet sent it, and when the office received it. */
export type BookedAct = {
  uid: string
  name: string
  args: unknown
  by: Actor
  recordedAt: Instant
  receivedAt: Instant
}

/** Who did something and when: `ago` school days before today, at a time of day. */
export type When = { by: Actor; ago: number; at?: string }

/** The bytes of a picture, as a tablet sends them once the words are gone. */
export type SentPicture = {
  id: string
  organisationId: string
  mediaType: 'image/png'
  sha256: string
  bytes: Buffer
  by: Actor
  receivedAt: Instant
}

/** The acts of the invented place, written down as they are told, to be applied in the order in which the office received them. */
export class ActBook {
  readonly term: Term
  readonly choice: SeededChoice
  readonly #acts: BookedAct[] = []
  /** The pictures that belong to notes. */
  readonly pictures: SentPicture[] = []

  constructor(term: Term, choice: SeededChoice) {
    this.term = term
    this.choice = choice
  }

  /** Every act, in the order in which the office received them. */
  get inOrder(): BookedAct[] {
    return this.#acts.toSorted((a, b) => (a.receivedAt < b.receivedAt ? -1 : a.receivedAt > b.receivedAt ? 1 : 0))
  }

  /** `written` minutes after it happened they pressed Save, and `signal` minutes after that the office had it. */
  book(
    told: When,
    name: string,
    args: unknown,
    { written = 0, signal = 0 }: { written?: number; signal?: number } = {},
  ): void {
    const at =
      told.at ??
      this.choice.pick(['08:35', '08:50', '09:10', '09:45', '10:30', '11:20', '12:40', '13:55', '14:45', '15:30'])
    const day = this.term.ago(told.ago)
    this.#acts.push({
      uid: this.choice.id(),
      name,
      args,
      by: told.by,
      recordedAt: momentOf(day, at, written),
      receivedAt: momentOf(day, at, written + signal),
    })
  }
}
