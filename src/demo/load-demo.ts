import { dayOf } from '#domain/time/instant.ts'
import type { LoadDemo } from '#server/office.ts'
import type { Transaction } from '#server/store/database.ts'
import { NOBODY_YET } from '#server/store/nobody-yet.ts'
import { writeDownNotices } from './casework/penalty-notices.ts'
import { tellTheTerm } from './casework/tell-the-term.ts'
import { OfficeAtWork } from './office-at-work.ts'
import { inOneTransaction } from './one-transaction.ts'
import { makeFamilies } from './people/make-families.ts'
import { addedPosts, administratorOf, founders, nameOf, whoIsWhere, type Places, type Staff } from './people/staff.ts'
import { addByHand } from './roll/add-by-hand.ts'
import { decideAndAmend } from './register/decide-and-amend.ts'
import { takeTermOfMarks } from './register/take-term-of-marks.ts'
import { importRolls } from './roll/import-rolls.ts'
import { SEED } from './seed.ts'
import { SeededChoice } from './seeded-choice.ts'
import { stories } from './stories/every-story.ts'
import { termUpTo } from './term.ts'

export { demoSignIns } from './sign-ins.ts'

/**
 * Fills an empty office with the invented town of Larkmere: a council's service, a secondary school of 1,200 pupils and a
 * primary of 420, their rolls imported from files as a school's are, and a term of casework done by running the acts one
 * by one as each member of staff. All in one transaction: a start that is killed half-way leaves nothing. Throws outside
 * demo mode and where anybody or anything is already, having changed nothing.
 */
export const loadDemo: LoadDemo = async (office) => {
  if (!office.config.demo) throw new Error('The invented place is only for demo mode.')
  const now = office.clock()
  const term = termUpTo(dayOf(now))
  const town = whoIsWhere()
  const families = makeFamilies(
    stories.map((story) => story.family(term)),
    term.schoolYear,
    new SeededChoice(`${SEED} families`),
  )
  const organisations = Object.values(town.places).map((place) => place.id)
  await inOneTransaction(office.database, organisations, async (open) => {
    await refuseWhereAnythingIs(open.tx)
    const atWork = new OfficeAtWork(open, term, new SeededChoice(`${SEED} acts`))
    await found(atWork, town)
    await importRolls(atWork, town, families, term.schoolYear)
    await addByHand(atWork, town, families)
    // After the rolls, so that what each may see is worked out once and not once for each pupil.
    await addStaff(atWork, town)
    await tellTheTerm(atWork, town, families, term)
    await takeTermOfMarks(atWork, { ...town, term, now })
    await decideAndAmend(atWork, { ...town, term })
    await writeDownNotices(atWork, { ...town, term })
    await atWork.log()
  })
}

const refuseWhereAnythingIs = async (tx: Transaction): Promise<void> => {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('invented place', 0))")
  const { rows } = await tx.query<{ empty: boolean }>(NOBODY_YET)
  if (rows[0]?.empty !== true) throw new Error('The invented place never loads where there is anything already.')
}

type Town = { places: Places; staff: Staff }

const found = async (office: OfficeAtWork, { places, staff }: Town): Promise<void> => {
  for (const place of ['service', 'secondary', 'primary'] as const) {
    const founder = staff[founders[place]]
    await office.first(founder, 'found-organisation@1', {
      organisation: places[place],
      founder: { personId: founder.personId, name: nameOf(founder) },
    })
  }
}

const addStaff = async (office: OfficeAtWork, { places, staff }: Town): Promise<void> => {
  for (const { organisationId, id, name, role, yearGroups } of addedPosts(staff)) {
    const by = administratorOf(organisationId, places, staff)
    await office.first(by, 'add-staff-member@1', { organisationId, personId: id, name, role, yearGroups })
  }
}
