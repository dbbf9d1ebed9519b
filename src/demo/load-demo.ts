import { mutationNamed } from '#domain/mutations/index.ts'
import { enrolPupil, ListedParent } from '#domain/mutations/enrol-pupil.ts'
import type { Actor } from '#domain/permissions/actor.ts'
import { Parent } from '#domain/records/parent.ts'
import { Pupil } from '#domain/records/pupil.ts'
import { dayOf, type Instant } from '#domain/time/instant.ts'
import { referenceOf } from '#sync/chain.ts'
import { applyImport } from '#server/imports/import-roll.ts'
import type { LoadDemo } from '#server/office.ts'
import type { Database, Transaction } from '#server/store/database.ts'
import { applyAct } from '#server/sync/apply-act.ts'
import { CaseBook, type BookedAct } from './casework/case-book.ts'
import { tellEverydayCases } from './casework/everyday-cases.ts'
import { PupilFile } from './casework/pupil-file.ts'
import { inOneTransaction } from './one-transaction.ts'
import type { Child, Family } from './people/family.ts'
import { makeFamilies } from './people/make-families.ts'
import { addedPosts, founders, nameOf, whoIsWhere, type Places, type Staff } from './people/staff.ts'
import { writeCsvRoll, type Enrolment } from './roll/write-csv-roll.ts'
import { writeTransferFile } from './roll/write-transfer-file.ts'
import { SEED } from './seed.ts'
import { SeededChoice } from './seeded-choice.ts'
import { stories } from './stories/every-story.ts'
import { momentOf, termUpTo, type Term } from './term.ts'

export { demoSignIns } from './sign-ins.ts'

/**
 * Fills an empty office with the invented town of Larkmere: a council's service, a secondary school of 1,200 pupils and a
 * primary of 420, their rolls imported from files as a school's are, and a term of casework done by running the acts one
 * by one as each member of staff. All in one transaction: a start that is killed half-way leaves nothing. Refuses to run
 * outside demo mode and where anybody or anything is already.
 */
export const loadDemo: LoadDemo = async (office) => {
  if (!office.config.demo) throw new Error('The invented place is only for demo mode.')
  const term = termUpTo(dayOf(office.clock()))
  const { places, staff } = whoIsWhere()
  const families = makeFamilies(
    stories.map((story) => story.family(term)),
    term.schoolYear,
    new SeededChoice(`${SEED} families`),
  )
  await inOneTransaction(
    office.database,
    Object.values(places).map((place) => place.id),
    async ({ tx, database, as }) => {
      await refuseWhereAnythingIs(tx)
      const town = new Town(tx, database, as, term, places, staff)
      await town.found()
      await town.importRolls(families)
      await town.addWhatNoFileCarries(families)
      await town.addStaff()
      await town.tellTheTerm(families)
      await town.logActs()
    },
  )
}

const refuseWhereAnythingIs = async (tx: Transaction): Promise<void> => {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('invented place', 0))")
  const { rows } = await tx.query<{ taken: boolean }>(
    'select exists (select from organisation) or exists (select from person) as taken',
  )
  if (rows[0]?.taken !== false) throw new Error('The invented place never loads where there is anything already.')
}

/** The office while it is being filled. */
class Town {
  readonly #tx: Transaction
  readonly #database: Database
  readonly #as: (person: string) => Promise<void>
  readonly #term: Term
  readonly #places: Places
  readonly #staff: Staff
  readonly #choice = new SeededChoice(`${SEED} acts`)
  readonly #done: { uid: string; name: string; person: string; receivedAt: Instant }[] = []

  constructor(
    tx: Transaction,
    database: Database,
    as: (person: string) => Promise<void>,
    term: Term,
    places: Places,
    staff: Staff,
  ) {
    this.#tx = tx
    this.#database = database
    this.#as = as
    this.#term = term
    this.#places = places
    this.#staff = staff
  }

  async found(): Promise<void> {
    for (const place of ['service', 'secondary', 'primary'] as const) {
      const founder = this.#staff[founders[place]]
      await this.#act(founder, 'found-organisation@1', {
        organisation: this.#places[place],
        founder: { personId: founder.personId, name: nameOf(founder) },
      })
    }
  }

  /** The rolls of the two schools, each in its own format; then the short list of those who came in the middle of the term. */
  async importRolls(families: readonly Family[]): Promise<void> {
    const of = (school: Child['school'], later: boolean): Enrolment[] =>
      families.flatMap((family) =>
        family.children
          .filter((child) => child.school === school && (child.cameLater ?? false) === later)
          .map((child) => ({ child, family })),
      )
    const { secondary, primary } = this.#places
    await this.#import('secondary', writeCsvRoll(`${secondary.name}: pupils on roll`, inForms(of('secondary', false))))
    await this.#import(
      'primary',
      writeTransferFile(
        {
          school: primary.name,
          authority: '999',
          establishment: '2001',
          schoolYear: this.#term.schoolYear,
          writtenAt: this.#firstMorning,
        },
        inForms(of('primary', false)),
      ),
    )
    const later = of('secondary', true)
    if (later.length > 0)
      await this.#import('secondary', writeCsvRoll(`${secondary.name}: joined this half term`, later))
  }

  async #import(place: 'secondary' | 'primary', bytes: Uint8Array): Promise<void> {
    const by = this.#staff[founders[place]]
    const imported = await applyImport(
      this.#database,
      { bytes, organisationId: this.#places[place].id, by, clock: () => this.#firstMorning, newId: this.#choice.id },
      () => {},
    )
    if (!imported.ok) throw new Error(`The roll of the ${place} school was not taken: ${imported.why}`)
    const { rejected } = imported.report
    if (rejected.length > 0)
      throw new Error(`Line ${rejected[0]?.line} of the ${place} roll was refused: ${rejected[0]?.reason}`)
  }

  /**
   * What the administrator enters by hand: who shares a home, a class and a first day that a transfer file does not have, who
   * needs an interpreter, what a doctor said.
   */
  async addWhatNoFileCarries(families: readonly Family[]): Promise<void> {
    const held = await this.#held()
    const acts: [Actor, string, unknown][] = []
    for (const family of families) {
      const householdId = family.children.length > 1 || family.key !== null ? this.#choice.id() : null
      for (const child of family.children) {
        if (householdId === null && child.school === 'secondary') continue
        const file = held.get(keyOf(child))
        if (file === undefined) throw new Error('A child of the roll is not on it.')
        const interpreters = family.grownUps.filter((grownUp) => grownUp.interpreter).map((grownUp) => grownUp.surname)
        acts.push([
          this.#staff[founders[child.school]],
          enrolPupil.name,
          {
            pupil: {
              ...withoutCasework(file.pupil),
              householdId,
              registrationGroup: child.registrationGroup,
              onRollFrom: child.onRollFrom,
              medicalNote: child.medicalNote ?? null,
              youngCarer: child.youngCarer ? 'yes' : 'unknown',
              hasSocialWorker: child.socialWorker ? 'yes' : 'unknown',
            },
            parents: file.parents
              .filter(
                (parent) =>
                  interpreters.includes(parent.surname) || (child.school === 'primary' && family.key !== null),
              )
              .map((parent) => listed(parent, family)),
            listedOn: dayOf(this.#firstMorning),
          },
        ])
      }
    }
    for (const [by, name, args] of acts) await this.#act(by, name, args)
  }

  async addStaff(): Promise<void> {
    for (const { member } of addedPosts(this.#staff)) {
      const place = Object.values(this.#places).find(({ id }) => id === member.organisationId)
      const by =
        place === this.#places.secondary
          ? 'administrator'
          : place === this.#places.primary
            ? 'primaryAdministrator'
            : 'serviceAdministrator'
      await this.#act(this.#staff[by], 'add-staff-member@1', {
        organisationId: member.organisationId,
        personId: member.id,
        name: member.name,
        role: member.role,
        yearGroups: member.yearGroups,
      })
    }
  }

  async tellTheTerm(families: readonly Family[]): Promise<void> {
    const held = await this.#held()
    const files = new Map<string, PupilFile>()
    const others: PupilFile[] = []
    for (const family of families)
      for (const child of family.children) {
        const file = held.get(keyOf(child))
        if (file === undefined) throw new Error('A child of the roll is not on it.')
        if (child.key === null) others.push(file)
        else files.set(child.key, file)
      }
    const book = new CaseBook(this.#term, this.#choice)
    const telling = {
      book,
      staff: this.#staff,
      places: this.#places,
      term: this.#term,
      file: (key: string): PupilFile => {
        const file = files.get(key)
        if (file === undefined) throw new RangeError(`No story has a child called ${key}.`)
        return file
      },
    }
    for (const story of stories) story.tell(telling)
    tellEverydayCases(book, others, this.#staff, new SeededChoice(`${SEED} everyday`))
    for (const act of book.acts) await this.#apply(act)
  }

  /** Every act has its line in the log, as if a tablet had sent it. */
  async logActs(): Promise<void> {
    for (const [person, acts] of Map.groupBy(this.#done, (act) => act.person)) {
      await this.#as(person)
      await this.#tx.query(
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

  /** The first morning of what is told, before anybody else was at work. */
  get #firstMorning(): Instant {
    return momentOf(this.#term.ago(55), '07:10')
  }

  #act(by: Actor, name: string, args: unknown): Promise<void> {
    const at = this.#firstMorning
    return this.#apply({ uid: this.#choice.id(), name, args, by, recordedAt: at, receivedAt: at })
  }

  async #apply({ uid, name, args, by, recordedAt, receivedAt }: BookedAct): Promise<void> {
    const applied = await applyAct(this.#tx, { uid, name, args, recordedAt, by }, receivedAt, mutationNamed)
    if (!applied.ok) throw new Error(`${name} was refused: ${applied.refusal} ${applied.detail ?? ''}`)
    this.#done.push({ uid, name, person: by.personId, receivedAt })
  }

  /** Every pupil of both schools with their parents, by what tells them apart. */
  async #held(): Promise<Map<string, PupilFile>> {
    const { rows } = await this.#tx.query<{ kind: string; body: unknown }>(
      "select kind, body from record where kind in ('pupil', 'parent') order by file_id, id",
    )
    const parents = Map.groupBy(
      rows.filter((row) => row.kind === 'parent').map((row) => Parent.parse(row.body)),
      (parent) => parent.pupilId,
    )
    return new Map(
      rows
        .filter((row) => row.kind === 'pupil')
        .map((row) => Pupil.parse(row.body))
        .map((pupil) => [keyOf(pupil), new PupilFile(pupil, parents.get(pupil.id) ?? [])]),
    )
  }
}

const keyOf = ({ forename, surname, bornOn }: Pick<Pupil, 'forename' | 'surname' | 'bornOn'>): string =>
  `${forename}|${surname}|${bornOn}`

const withoutCasework = ({ kind: _kind, leftOn: _left, openCaseId: _open, caseOwners: _owners, ...rest }: Pupil) => rest

/** A parent with what only a person knows of them. */
const listed = (parent: Parent, family: Family): ListedParent => {
  const grownUp = family.grownUps.find(
    ({ forename, surname }) => forename === parent.forename && surname === parent.surname,
  )
  const {
    kind: _kind,
    pupilId: _pupil,
    safeContactRule: _rule,
    doNotContact: _stop,
    notListedSince: _since,
    phones,
    ...rest
  } = parent
  return ListedParent.parse({
    ...rest,
    phones: phones.map(({ number, label }) => ({ number, label })),
    language: grownUp?.language ?? parent.language,
    interpreterNeeded: grownUp?.interpreter ?? false,
    livesWithPupil: grownUp?.livesWith === true ? 'yes' : parent.livesWithPupil,
  })
}

/** As a school prints its roll: year by year, form by form, by surname. */
const inForms = (enrolments: Enrolment[]) =>
  enrolments.toSorted(
    (a, b) =>
      a.child.yearGroup - b.child.yearGroup ||
      a.child.registrationGroup.localeCompare(b.child.registrationGroup) ||
      a.child.surname.localeCompare(b.child.surname),
  )
