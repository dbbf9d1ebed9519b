import { describe, expect, test } from 'vitest'
import { officeActsOf } from '#domain/casework/office-act.ts'
import type { Mutation } from '#domain/mutation.ts'
import { changeTemplate } from '#domain/mutations/change-template.ts'
import { passOnTemplate } from '#domain/mutations/pass-on-template.ts'
import { retireTemplate } from '#domain/mutations/retire-template.ts'
import { serveSchool } from '#domain/mutations/serve-school.ts'
import { writeTemplate } from '#domain/mutations/write-template.ts'
import { theOffice, type Actor } from '#domain/permissions/actor.ts'
import { fileOf } from '#domain/records/record.ts'
import type { Role } from '#domain/records/staff-member.ts'
import { actor, hollins, id, memberOf, openHollins, otherSchool, staff, type SmallSchool } from '../small-school.ts'

const council = id(3)
const templateId = id(77)
const said = { title: 'Bus passes', words: 'The pass for {child} is at {school}.', language: null, isGood: true }
const done = { ok: true }
const refused = { ok: false, refusal: 'not-permitted' }
const settled = { ok: false, refusal: 'already-settled' }

/** Somebody with these places; the role is the same in each unless said. */
const at = (places: Partial<Record<string, Role>>): Actor => {
  const memberships = Object.entries(places).flatMap(([organisationId, role]) =>
    role === undefined ? [] : [memberOf(organisationId, role, { id: staff['service-manager'] })],
  )
  return { personId: staff['service-manager'], memberships }
}
const both = at({ [council]: 'service-manager', [hollins]: 'service-manager' })
const councils = at({ [council]: 'administrator' })
const lead = actor('attendance-lead')

const openTown = (): SmallSchool =>
  openHollins([
    {
      kind: 'organisation',
      id: council,
      code: 'larkmere',
      name: 'Larkmere Attendance Service',
      type: 'council-service',
      phase: null,
      dfeNumber: null,
    },
  ])

const served = { councilId: council, schoolId: hollins }

/** Does what the rule says the office is to do about the council's records, as its queue does; answers how each act ended. */
const letTheOfficeAct = (town: SmallSchool) => {
  const schools = town.all('served-school')
  const acts = town
    .all('message-template')
    .filter(({ organisationId }) => organisationId === council)
    .flatMap((template) => officeActsOf(template, schools))
  return acts.map(({ args }) => town.attempt(passOnTemplate, passOnTemplate.args.parse(args), theOffice))
}

/** A town whose council serves Hollins and has one message, which the office passed on. */
const townWithACopy = (): SmallSchool => {
  const town = openTown()
  expect(town.attempt(writeTemplate, { organisationId: council, templateId, ...said }, councils)).toEqual(done)
  expect(town.attempt(serveSchool, { ...served, isServed: true }, both)).toEqual(done)
  expect(letTheOfficeAct(town)).toEqual([done])
  return town
}
const copyIn = (town: SmallSchool) => town.find('message-template', hollins, templateId)

describe('which schools a council keeps messages ready for', () => {
  test('is said by somebody who answers for the work in both places, and kept in the council’s own file', () => {
    for (const role of ['attendance-lead', 'service-manager', 'administrator'] as const) {
      const town = openTown()
      const by = at({ [council]: role, [hollins]: role })
      expect(town.attempt(serveSchool, { ...served, isServed: true }, by)).toEqual(done)
      const tie = town.find('served-school', council, hollins)
      expect(tie).toMatchObject({ name: 'Hollins', by: by.personId, ended: null })
      expect(tie !== null && fileOf(tie)).toBe(council)
    }
  })

  test('a council reaches no school in which nobody of its own answers for the work, and no school helps itself', () => {
    const officer = 'education-welfare-officer'
    const others = [councils, lead, at({ [council]: 'service-manager', [hollins]: officer })]
    for (const by of [...others, at({ [council]: officer, [hollins]: 'service-manager' })])
      expect(openTown().attempt(serveSchool, { ...served, isServed: true }, by)).toEqual(refused)
  })

  test('a school serves no school, a council no council, and nobody one that is not there', () => {
    const town = openTown()
    const turned = { councilId: hollins, schoolId: council, isServed: true }
    expect(town.attempt(serveSchool, turned, both)).toEqual(refused)
    const twice = { councilId: council, schoolId: council, isServed: true }
    expect(town.attempt(serveSchool, twice, both)).toEqual(refused)
    const nowhere = at({ [council]: 'service-manager', [otherSchool]: 'service-manager' })
    expect(town.attempt(serveSchool, { ...served, schoolId: otherSchool, isServed: true }, nowhere)).toEqual(refused)
  })

  test('the council alone ends it, and it can begin again', () => {
    const town = openTown()
    expect(town.attempt(serveSchool, { ...served, isServed: false }, councils)).toEqual(refused)
    town.attempt(serveSchool, { ...served, isServed: true }, both)
    expect(town.attempt(serveSchool, { ...served, isServed: false }, lead)).toEqual(refused)
    expect(town.attempt(serveSchool, { ...served, isServed: false }, councils)).toEqual(done)
    expect(town.find('served-school', council, hollins)?.ended).toMatchObject({ by: councils.personId })
    expect(town.attempt(serveSchool, { ...served, isServed: true }, both)).toEqual(done)
    expect(town.find('served-school', council, hollins)?.ended).toBeNull()
  })
})

describe('a council’s message at a school', () => {
  test('is a copy in the school’s own file that names the council and nobody who works there', () => {
    const copy = copyIn(townWithACopy())
    expect(copy).toMatchObject({ ...said, retired: null })
    expect(copy?.keptBy).toEqual({ organisationId: council, name: 'Larkmere Attendance Service' })
    expect(copy !== null && fileOf(copy)).toBe(hollins)
    expect(JSON.stringify(copy)).not.toContain(staff['service-manager'])
  })

  test('is put there by the office alone, whoever else may write at the school or at the council', () => {
    const town = openTown()
    town.attempt(writeTemplate, { organisationId: council, templateId, ...said }, councils)
    town.attempt(serveSchool, { ...served, isServed: true }, both)
    for (const by of [both, lead, councils])
      expect(town.attempt(passOnTemplate, { ...served, templateId }, by)).toEqual(refused)
  })

  test('changes at the council and not at the school, whoever leads there', () => {
    const town = townWithACopy()
    const to = { ...said, words: 'Come and fetch the pass for {child}.' }
    const change = { templateId, said: { from: said, to } }
    for (const by of [lead, actor('administrator'), both]) {
      expect(town.attempt(changeTemplate, { organisationId: hollins, ...change }, by)).toEqual(refused)
      const away = { organisationId: hollins, templateId, isOffered: false }
      expect(town.attempt(retireTemplate, away, by)).toEqual(refused)
    }
    expect(town.attempt(changeTemplate, { organisationId: council, ...change }, councils)).toEqual(done)
    expect(letTheOfficeAct(town)).toEqual([done])
    expect(copyIn(town)?.words).toBe(to.words)
    expect(letTheOfficeAct(town)).toEqual([settled])
  })

  test('is put away where the council puts it away, and offered again', () => {
    const town = townWithACopy()
    const place = { organisationId: council, templateId }
    town.attempt(retireTemplate, { ...place, isOffered: false }, councils)
    expect(letTheOfficeAct(town)).toEqual([done])
    expect(copyIn(town)).toMatchObject({ words: said.words, retired: { by: theOffice.personId } })
    town.attempt(retireTemplate, { ...place, isOffered: true }, councils)
    expect(letTheOfficeAct(town)).toEqual([done])
    expect(copyIn(town)?.retired).toBeNull()
  })

  test('is put away when the school is served no longer, and hears no later word of the council’s', () => {
    const town = townWithACopy()
    town.attempt(serveSchool, { ...served, isServed: false }, councils)
    expect(letTheOfficeAct(town)).toEqual([done])
    const to = { ...said, words: 'Something for the others.' }
    town.attempt(changeTemplate, { organisationId: council, templateId, said: { from: said, to } }, councils)
    town.attempt(writeTemplate, { organisationId: council, templateId: id(78), ...said }, councils)
    expect(letTheOfficeAct(town)).toEqual([settled, settled])
    expect(copyIn(town)).toMatchObject({ words: said.words, retired: { by: theOffice.personId } })
    expect(town.find('message-template', hollins, id(78))).toBeNull()
  })

  test('one that was put away before the school was served never comes there', () => {
    const town = openTown()
    town.attempt(writeTemplate, { organisationId: council, templateId, ...said }, councils)
    town.attempt(retireTemplate, { organisationId: council, templateId, isOffered: false }, councils)
    town.attempt(serveSchool, { ...served, isServed: true }, both)
    expect(letTheOfficeAct(town)).toEqual([settled])
    expect(copyIn(town)).toBeNull()
  })

  test('never takes the place of a message that the school wrote', () => {
    const town = openTown()
    const own = { ...said, words: 'Ours.' }
    town.attempt(writeTemplate, { organisationId: hollins, templateId, ...own }, lead)
    town.attempt(writeTemplate, { organisationId: council, templateId, ...said }, councils)
    town.attempt(serveSchool, { ...served, isServed: true }, both)
    expect(letTheOfficeAct(town)).toEqual([{ ok: false, refusal: 'already-exists' }])
    expect(copyIn(town)).toMatchObject({ words: 'Ours.' })
  })

  test('no mutation of a tablet marks a message as a council’s', () => {
    const marked = { ...said, keptBy: { organisationId: council, name: 'Larkmere' } }
    const tablets: [Mutation, object][] = [
      [writeTemplate, { organisationId: hollins, templateId, ...marked }],
      [changeTemplate, { organisationId: hollins, templateId, said: { from: said, to: marked } }],
    ]
    for (const [mutation, args] of tablets) expect(mutation.args.safeParse(args).success).toBe(false)
  })
})

test('the office is to bring each message of a council to each school it serves, and none of a school’s anywhere', () => {
  const town = townWithACopy()
  const [tie] = town.all('served-school')
  const [message] = town.all('message-template').filter(({ organisationId }) => organisationId === council)
  if (tie === undefined || message === undefined) throw new Error('The town has neither.')
  const elsewhere = { ...tie, id: otherSchool }
  const [first, second] = officeActsOf(message, [tie, elsewhere])
  expect(first).toMatchObject({ organisationIds: [council, hollins], args: { ...served, templateId }, at: null })
  expect(second).toMatchObject({ organisationIds: [council, otherSchool] })
  expect(officeActsOf(elsewhere, [message])).toEqual([second])
  expect(officeActsOf(tie)).toEqual([])
  const copy = copyIn(town)
  expect(copy !== null && officeActsOf(copy)).toEqual([])
})
