/**
 * Who gets what from each route of the office, decided by people and read over at review. A route without a row here
 * fails the test beside this file, and so does a row without a route.
 */

/** Whose pupil, tablet or school is asked about, seen from the caller's own school. */
export const relations = ['own', 'other class', 'other school', 'other organisation', 'gone', 'random'] as const
export type Relation = (typeof relations)[number]

export const callers = [
  'pastoral',
  'head-of-year',
  'attendance-lead',
  'designated-safeguarding-lead',
  'education-welfare-officer',
  'service-manager',
  'administrator',
] as const
export type Caller = (typeof callers)[number]

/** One word for each relation, in their order: `own, other class, other school, other organisation, gone, random`. */
type Outcomes = readonly [string, string, string, string, string, string]

export type Row =
  /** The same for everyone, signed in or not: `status` answers `body` (empty when not given). */
  | { open: true; status: number; body?: unknown }
  /** Only for someone signed in with all their factors: `status` answers `body`; nobody else gets past the door. */
  | { open: false; status: number; body?: unknown }
  /** About something of somebody's: an outcome for every caller and relation. */
  | { about: string; outcomes: Record<Caller, Outcomes> }

const nothing: Outcomes = ['nothing', 'nothing', 'nothing', 'nothing', 'nothing', 'nothing']
const refused: Outcomes = [
  'not-permitted',
  'not-permitted',
  'not-permitted',
  'not-permitted',
  'not-permitted',
  'not-permitted',
]

/** For a tablet: one's own, a colleague's, one at another school, one of the council's, one's own that was taken away, none. */
const ownTabletOnly: Outcomes = ['200', '404', '404', '404', '403', '404']

const nobody: Outcomes = ['404', '404', '404', '404', '404', '404']
const ownLog: Outcomes = ['200', '200', '404', '404', '404', '404']

/** Taken away or not, it is one's own. */
const ownTablet: Outcomes = ['200', '404', '404', '404', '200', '404']

const noSchool: Outcomes = ['403', '403', '403', '403', '403', '403']
/** The class makes no difference to a school's roll. */
const ownSchool: Outcomes = ['422', '422', '403', '403', '403', '403']

/** What a school says of its files of marks, told to and by its administrator. */
const ownReadings: Outcomes = ['200', '200', '403', '403', '403', '403']

const everyCaller = (outcomes: Outcomes): Record<Caller, Outcomes> => ({
  pastoral: outcomes,
  'head-of-year': outcomes,
  'attendance-lead': outcomes,
  'designated-safeguarding-lead': outcomes,
  'education-welfare-officer': outcomes,
  'service-manager': outcomes,
  administrator: outcomes,
})

export const matrix: Record<string, Row> = {
  'GET /api/health': { open: true, status: 200 },
  'GET /api/ready': { open: true, status: 200 },
  'POST /api/client-report': { open: true, status: 400 },
  'GET /api/sign-in-methods': { open: true, status: 200 },
  'GET /*': { open: true, status: 404 },

  'POST /api/auth/sign-in/email': { open: true, status: 400 },
  'POST /api/auth/sign-in/social': { open: true, status: 400 },
  'POST /api/auth/sign-out': { open: true, status: 200 },
  'POST /api/auth/invitation': { open: true, status: 400 },
  'POST /api/auth/two-factor/verify-totp': { open: true, status: 400 },
  'POST /api/auth/two-factor/verify-backup-code': { open: true, status: 400 },
  // The provider is not one of this office's.
  'GET /api/auth/callback/:provider': { open: true, status: 404 },
  'GET /api/auth/passkey/generate-authenticate-options': { open: true, status: 200 },
  'POST /api/auth/passkey/verify-authentication': { open: true, status: 400 },

  // This office has joined no provider, and says so to anyone; who may join one is tested with a real provider.
  'POST /api/auth/link-social': { open: true, status: 404, body: { provider: 'microsoft' } },

  // What these change is the caller's own account, whatever is sent.
  'POST /api/auth/two-factor/enable': { open: false, status: 400 },
  'POST /api/auth/two-factor/disable': { open: false, status: 400 },
  'POST /api/auth/two-factor/generate-backup-codes': { open: false, status: 400 },
  'POST /api/auth/change-password': {
    open: false,
    status: 400,
    body: { currentPassword: 'not the password', newPassword: 'four dry herons by the weir' },
  },
  'GET /api/auth/passkey/generate-register-options': { open: false, status: 200 },
  'POST /api/auth/passkey/verify-registration': { open: false, status: 403, body: { response: { id: 'none' } } },
  'GET /api/auth/passkey/list-user-passkeys': { open: false, status: 200 },
  'POST /api/auth/passkey/delete-passkey': {
    open: false,
    status: 403,
    body: { id: '5f0c2f8e-6d6a-4d2c-9c3e-0b7a51d8f2aa' },
  },

  // Kept in the sender's own name; given only to whoever holds the file of the note (tested with the attachments).
  'POST /api/attachments': { open: false, status: 400 },
  'GET /api/attachments/:id': { open: false, status: 404 },
  'GET /api/session': { open: false, status: 200 },
  'GET /api/sync/live': { open: false, status: 200 },
  'POST /api/devices': { open: false, status: 400 },
  // An administrator's or service manager's answer also lists the tablets of their own school's people (tested with the devices).
  'GET /api/devices': { open: false, status: 200 },

  // Lists the accounts of the people whom the caller looks after, and nobody for everyone else (tested with the accounts).
  'GET /api/accounts': { open: false, status: 200 },
  // Whether e-mail, notifications and backups are set up: for whoever looks after colleagues, and nothing for everyone else.
  'GET /api/office': { open: false, status: 200 },
  // What is told is kept in the teller's own name, for files of organisations they have or had a place in (tested with the log).
  'POST /api/access-log': { open: false, status: 400 },

  // A place in a school is given by its own administrator: here a pastoral worker's, which no service manager gives.
  'POST /api/accounts': {
    about: 'a school',
    outcomes: { ...everyCaller(noSchool), administrator: ['200', '200', '403', '403', '403', '403'] },
  },
  // A new link for a colleague: a pastoral worker of the school, whom no service manager looks after. The caller's own is
  // theirs to ask for where they look after such places at all.
  'POST /api/accounts/:id/invitation': {
    about: 'a colleague',
    outcomes: { ...everyCaller(nobody), administrator: ['200', '200', '404', '404', '404', '404'] },
  },
  // The letter with such a link: for whoever may make it. This office cannot send e-mail, and says so to nobody else.
  'POST /api/accounts/:id/letter': {
    about: 'a colleague',
    outcomes: { ...everyCaller(nobody), administrator: ['409', '409', '404', '404', '404', '404'] },
  },
  // Who opened which file: for whoever answers for the children of the school.
  // Always of all schools that a service manager answers for, whichever was thought of: no school can be asked about by itself.
  'GET /api/figures': {
    about: 'schools',
    outcomes: {
      ...everyCaller(noSchool),
      'service-manager': ['200', '200', '200', '200', '200', '200'],
    },
  },

  'GET /api/access-log': {
    about: 'a school',
    outcomes: {
      ...everyCaller(nobody),
      'attendance-lead': ownLog,
      'designated-safeguarding-lead': ownLog,
      'service-manager': ownLog,
    },
  },

  // Year groups bind pastoral staff and heads of year; leads see the whole school; an officer sees the pupils whose case
  // is theirs, a service manager those with an open case, an administrator none. A pupil who has left the roll keeps a file.
  'POST /api/sync/pull': {
    about: 'a pupil',
    outcomes: {
      pastoral: ['given', 'nothing', 'nothing', 'nothing', 'given', 'nothing'],
      'head-of-year': ['given', 'nothing', 'nothing', 'nothing', 'given', 'nothing'],
      'attendance-lead': ['given', 'given', 'nothing', 'nothing', 'given', 'nothing'],
      'designated-safeguarding-lead': ['given', 'given', 'nothing', 'nothing', 'given', 'nothing'],
      'education-welfare-officer': ['given', 'nothing', 'nothing', 'nothing', 'nothing', 'nothing'],
      'service-manager': ['given', 'nothing', 'nothing', 'nothing', 'nothing', 'nothing'],
      administrator: nothing,
    },
  },
  // What a pupil's marks were: for whoever is given the pupil's file, and nobody else learns whether there is such a pupil.
  'GET /api/marks-history': {
    about: 'a pupil',
    outcomes: {
      pastoral: ['200', '404', '404', '404', '200', '404'],
      'head-of-year': ['200', '404', '404', '404', '200', '404'],
      'attendance-lead': ['200', '200', '404', '404', '200', '404'],
      'designated-safeguarding-lead': ['200', '200', '404', '404', '200', '404'],
      'education-welfare-officer': ['200', '404', '404', '404', '404', '404'],
      'service-manager': ['200', '404', '404', '404', '404', '404'],
      administrator: ['404', '404', '404', '404', '404', '404'],
    },
  },
  // A roll is its own school's administrator's alone; nobody else learns whether there is such a school. The file sent here
  // is no roll: 422 says that it was looked at, which is as far as it may go.
  'POST /api/imports/preview': { about: 'a school', outcomes: { ...everyCaller(noSchool), administrator: ownSchool } },
  'GET /api/imports': { about: 'a school', outcomes: { ...everyCaller(noSchool), administrator: ownReadings } },
  'GET /api/marks-readings': { about: 'a school', outcomes: { ...everyCaller(noSchool), administrator: ownReadings } },
  'POST /api/marks-readings': { about: 'a school', outcomes: { ...everyCaller(noSchool), administrator: ownReadings } },
  'POST /api/marks-readings/end': {
    about: 'a school',
    outcomes: { ...everyCaller(noSchool), administrator: ownReadings },
  },
  'GET /api/wonde': { about: 'a school', outcomes: { ...everyCaller(noSchool), administrator: ownReadings } },
  // Its marks come another way: 409 says that it was looked for, which is as far as it may go.
  'POST /api/wonde/fetch': {
    about: 'a school',
    outcomes: { ...everyCaller(noSchool), administrator: ['409', '409', '403', '403', '403', '403'] },
  },
  'POST /api/imports/apply': { about: 'a school', outcomes: { ...everyCaller(noSchool), administrator: ownSchool } },
  // Logging a call: whoever sees the pupil, but for the service manager, who reads and steers.
  'POST /api/sync/push': {
    about: 'a pupil',
    outcomes: {
      pastoral: ['done', 'not-permitted', 'not-permitted', 'not-permitted', 'done', 'not-permitted'],
      'head-of-year': ['done', 'not-permitted', 'not-permitted', 'not-permitted', 'done', 'not-permitted'],
      'attendance-lead': ['done', 'done', 'not-permitted', 'not-permitted', 'done', 'not-permitted'],
      'designated-safeguarding-lead': ['done', 'done', 'not-permitted', 'not-permitted', 'done', 'not-permitted'],
      'education-welfare-officer': [
        'done',
        'not-permitted',
        'not-permitted',
        'not-permitted',
        'not-permitted',
        'not-permitted',
      ],
      'service-manager': refused,
      administrator: refused,
    },
  },
  // The secret that opens a tablet is for its owner alone, not even for an administrator.
  'POST /api/devices/:id/recovery': {
    about: 'a tablet',
    outcomes: everyCaller(ownTabletOnly),
  },
  // Whether several people use it is for whoever has it in hand to say, and so is leaving it for good.
  'POST /api/devices/:id/shared': { about: 'a tablet', outcomes: everyCaller(ownTablet) },
  'POST /api/devices/:id/leave': { about: 'a tablet', outcomes: everyCaller(ownTablet) },
  // Being told of an alarm while Doorstep is closed is for its owner to ask, and to take back. An office without keys looks
  // no further than whether the tablet is the caller's and still theirs: 400.
  'POST /api/devices/:id/notifications': {
    about: 'a tablet',
    outcomes: everyCaller(['400', '404', '404', '404', '404', '404']),
  },
  'POST /api/devices/:id/notifications/off': { about: 'a tablet', outcomes: everyCaller(ownTablet) },
  // Given back by whoever looks after the tablets of its owner, and never by its owner.
  'POST /api/devices/:id/give-back': {
    about: 'a tablet',
    outcomes: {
      ...everyCaller(['404', '404', '404', '404', '404', '404']),
      administrator: ['404', '200', '404', '404', '404', '404'],
    },
  },
  // Taking a tablet away twice is the same as once. An administrator takes away those of their own school's people; a
  // service manager those of officers (tested with the devices), and here the tablet is a pastoral worker's.
  'POST /api/devices/:id/revoke': {
    about: 'a tablet',
    outcomes: {
      ...everyCaller(ownTablet),
      administrator: ['200', '200', '404', '404', '200', '404'],
    },
  },
}
