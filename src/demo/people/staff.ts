import type { Actor } from '#domain/permissions/actor.ts'
import type { Organisation } from '#domain/records/organisation.ts'
import { roleWords, type Role, type StaffMember } from '#domain/records/staff-member.ts'
import { SEED } from '../seed.ts'
import { SeededChoice } from '../seeded-choice.ts'

/** The three organisations of the invented town. */
export type Places = Record<'service' | 'secondary' | 'primary', Omit<Organisation, 'kind'>>

/** The organisations and everyone who works in them: the same every time, so that a later start knows who can sign in. */
export const whoIsWhere = (): { places: Places; staff: Staff } => {
  const places = makePlaces(new SeededChoice(`${SEED} places`))
  return { places, staff: makeStaff(places, new SeededChoice(`${SEED} staff`)) }
}

const makePlaces = (choice: SeededChoice): Places => ({
  service: {
    id: choice.id(),
    code: 'larkmere',
    name: 'Larkmere Attendance Service',
    type: 'council-service',
    phase: null,
    dfeNumber: null,
  },
  secondary: {
    id: choice.id(),
    code: 'kestrel-hill',
    name: 'Kestrel Hill School',
    type: 'school',
    phase: 'secondary',
    dfeNumber: '999/4001',
  },
  primary: {
    id: choice.id(),
    code: 'millpond',
    name: 'Millpond Primary School',
    type: 'school',
    phase: 'primary',
    dfeNumber: '999/2001',
  },
})

/** Who works where, as what, with which years. Several places mean a member of each. */
type Post = { name: string; role: Role; at: readonly (keyof Places)[]; years?: readonly number[] }

const everywhere = ['service', 'secondary', 'primary'] as const

const posts = {
  officer: { name: 'Nadia Brennan', role: 'education-welfare-officer', at: everywhere },
  secondOfficer: { name: 'Tom Adeyinka', role: 'education-welfare-officer', at: everywhere },
  thirdOfficer: { name: 'Gwen Latchford', role: 'education-welfare-officer', at: everywhere },
  manager: { name: 'Marcus Pell', role: 'service-manager', at: everywhere },
  serviceAdministrator: { name: 'Sunita Rao', role: 'administrator', at: ['service'] },

  headOfYear7: { name: 'Jess Halloran', role: 'head-of-year', at: ['secondary'], years: [7] },
  headOfYear8: { name: 'Dev Purewal', role: 'head-of-year', at: ['secondary'], years: [8] },
  headOfYear9: { name: 'Ruth Kaplan', role: 'head-of-year', at: ['secondary'], years: [9] },
  headOfYear10: { name: 'Owen Tranter', role: 'head-of-year', at: ['secondary'], years: [10] },
  headOfYear11: { name: 'Yewande Bello', role: 'head-of-year', at: ['secondary'], years: [11] },
  pastoral: { name: 'Lorraine Fitch', role: 'pastoral', at: ['secondary'], years: [9, 10] },
  pastoralYounger: { name: 'Sol Vasquez', role: 'pastoral', at: ['secondary'], years: [7, 8] },
  pastoralEldest: { name: 'Bernie Quayle', role: 'pastoral', at: ['secondary'], years: [11] },
  attendanceOffice: { name: 'Hana Sedlak', role: 'pastoral', at: ['secondary'] },
  attendanceLead: { name: 'Imelda Crossfield', role: 'attendance-lead', at: ['secondary'] },
  safeguardingLead: { name: 'Graham Osei', role: 'designated-safeguarding-lead', at: ['secondary'] },
  administrator: { name: 'Pat Winterbourne', role: 'administrator', at: ['secondary'] },
  /** Left in the middle of the term. */
  leaver: { name: 'Derek Hasler', role: 'pastoral', at: ['secondary'], years: [7, 8] },

  lowerPhase: { name: 'Elspeth Moor', role: 'head-of-year', at: ['primary'], years: [0, 1, 2] },
  middlePhase: { name: 'Rohan Desai', role: 'head-of-year', at: ['primary'], years: [3, 4] },
  upperPhase: { name: 'Carys Lloyd', role: 'head-of-year', at: ['primary'], years: [5, 6] },
  primaryPastoral: { name: 'Maureen Tibbs', role: 'pastoral', at: ['primary'] },
  primaryLead: { name: 'Anne Thirlwell', role: 'attendance-lead', at: ['primary'] },
  primarySafeguarding: { name: 'Joseph Kariuki', role: 'designated-safeguarding-lead', at: ['primary'] },
  primaryAdministrator: { name: 'Lynn Ambrose', role: 'administrator', at: ['primary'] },
} as const satisfies Record<string, Post>

export type PostName = keyof typeof posts

/** Everyone on the staff, by post. */
export type Staff = Record<PostName, Actor>

/** Founders are members of what they found from the first; everyone else is added. */
export const founders = {
  service: 'serviceAdministrator',
  secondary: 'administrator',
  primary: 'primaryAdministrator',
} as const

/** Everyone's places but the founders', in order. */
export const addedPosts = (staff: Staff): StaffMember[] =>
  postNames(staff)
    .filter((post) => !Object.values<PostName>(founders).includes(post))
    .flatMap((post) => staff[post].memberships)

/** Who looks after accounts in an organisation. */
export const administratorOf = (organisationId: string, places: Places, staff: Staff): Actor => {
  for (const place of ['service', 'secondary', 'primary'] as const)
    if (places[place].id === organisationId) return staff[founders[place]]
  throw new RangeError('There is no such organisation in the invented place.')
}

const makeStaff = (places: Places, choice: SeededChoice): Staff => {
  const actor = ({ name, role, at, years }: Post): Actor => {
    const personId = choice.id()
    return {
      personId,
      memberships: at.map((place) => ({
        kind: 'staff-member',
        id: personId,
        organisationId: places[place].id,
        name,
        role,
        yearGroups: years === undefined ? null : [...years],
        leftOn: null,
      })),
    }
  }
  return {
    officer: actor(posts.officer),
    secondOfficer: actor(posts.secondOfficer),
    thirdOfficer: actor(posts.thirdOfficer),
    manager: actor(posts.manager),
    serviceAdministrator: actor(posts.serviceAdministrator),
    headOfYear7: actor(posts.headOfYear7),
    headOfYear8: actor(posts.headOfYear8),
    headOfYear9: actor(posts.headOfYear9),
    headOfYear10: actor(posts.headOfYear10),
    headOfYear11: actor(posts.headOfYear11),
    pastoral: actor(posts.pastoral),
    pastoralYounger: actor(posts.pastoralYounger),
    pastoralEldest: actor(posts.pastoralEldest),
    attendanceOffice: actor(posts.attendanceOffice),
    attendanceLead: actor(posts.attendanceLead),
    safeguardingLead: actor(posts.safeguardingLead),
    administrator: actor(posts.administrator),
    leaver: actor(posts.leaver),
    lowerPhase: actor(posts.lowerPhase),
    middlePhase: actor(posts.middlePhase),
    upperPhase: actor(posts.upperPhase),
    primaryPastoral: actor(posts.primaryPastoral),
    primaryLead: actor(posts.primaryLead),
    primarySafeguarding: actor(posts.primarySafeguarding),
    primaryAdministrator: actor(posts.primaryAdministrator),
  }
}

/** The head of a year (or of a phase, in the primary school). */
export const headOfYear = (staff: Staff, yearGroup: number): Actor => {
  const heads = postNames(staff).map((post) => staff[post])
  const head = heads.find(
    ({ memberships: [first] }) => first?.role === 'head-of-year' && first.yearGroups?.includes(yearGroup),
  )
  if (head === undefined) throw new RangeError(`Nobody is head of Year ${yearGroup}.`)
  return head
}

/** A member's name. */
export const nameOf = (actor: Actor): string => actor.memberships[0]?.name ?? ''

/** The role of a member, in words. */
export const roleOf = (actor: Actor): string => {
  const role = actor.memberships[0]?.role
  return role === undefined ? '' : roleWords[role]
}

const postNames = (staff: Staff): PostName[] => {
  const names: PostName[] = []
  for (const name in staff) if (isPost(name)) names.push(name)
  return names
}

const isPost = (name: string): name is PostName => Object.hasOwn(posts, name)
