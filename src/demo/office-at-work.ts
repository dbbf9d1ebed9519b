import type { Actor } from '#domain/permissions/actor.ts'
import type { Instant } from '#domain/time/instant.ts'
import { referenceOf } from '#sync/chain.ts'
import type { Database, Transaction } from '#server/store/database.ts'
import { applyAct } from '#server/sync/apply-acts.ts'
import { keepAttachment } from '#server/store/keep-attachment.ts'
import type { BookedAct, SentPicture } from './book/act-book.ts'
import type { SeededChoice } from './seeded-choice.ts'
import { momentOf, type Term } from './term.ts'

/** The part of an office that `inOneTransaction` hands over. */
export type OpenOffice = { tx: Transaction; database: Database; as: (person: string) => Promise<void> }

/** Applies acts one by one as the office does when a tablet sends them, and notes each in the log. A refusal ends the load. */
export class OfficeAtWork {
  readonly tx: Transaction
  readonly database: Database
  readonly as: (person: string) => Promise<void>
  readonly choice: SeededChoice
  /** The first morning of what is told, before anybody else was at work. */
  readonly firstMorning: Instant
  readonly #done: { uid: string; name: string; person: string; receivedAt: Instant }[] = []

  constructor({ tx, database, as }: OpenOffice, term: Term, choice: SeededChoice) {
    this.tx = tx
    this.database = database
    this.as = as
    this.choice = choice
    this.firstMorning = momentOf(term.ago(55), '07:10')
  }

  /** Something done before the term's story begins. */
  first(by: Actor, name: string, args: unknown): Promise<void> {
    const at = this.firstMorning
    return this.apply({ uid: this.choice.id(), name, args, by, recordedAt: at, receivedAt: at })
  }

  async apply({ uid, name, args, by, recordedAt, receivedAt }: BookedAct): Promise<void> {
    await this.as(by.personId)
    const applied = await applyAct(this.tx, { uid, name, args, recordedAt, by }, receivedAt)
    if (!applied.ok) {
      const who = by.memberships[0]?.role ?? 'nobody'
      throw new Error(`${name} by ${who} at ${recordedAt} was refused: ${applied.refusal} ${applied.detail ?? ''}`)
    }
    this.#done.push({ uid, name, person: by.personId, receivedAt })
  }

  /** Takes the bytes of a picture, as the office does when a tablet sends them. */
  async keep({ by, ...picture }: SentPicture): Promise<void> {
    await this.as(by.personId)
    await keepAttachment(this.tx, { ...picture, personId: by.personId })
  }

  /** Every act gets its line in the log, as if a tablet had sent it. */
  async log(): Promise<void> {
    for (const [person, acts] of Map.groupBy(this.#done, (act) => act.person)) {
      await this.as(person)
      await this.tx.query(
        `insert into mutation_log (uid, person_id, name, status, received_at, reference)
         select uid, $1, name, 'applied', at, reference
         from unnest($2::uuid[], $3::text[], $4::timestamptz[], $5::text[]) as act(uid, name, at, reference)`,
        [
          person,
          acts.map((act) => act.uid),
          acts.map((act) => act.name),
          acts.map((act) => act.receivedAt),
          acts.map((act) => referenceOf(act.uid)),
        ],
      )
    }
  }
}
