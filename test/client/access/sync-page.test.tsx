import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { MemoryRouter } from 'react-router'
import { describe, expect, test, vi } from 'vitest'
import { SessionProvider, type Session } from '#client/app/session.tsx'
import { SyncPage } from '#client/features/sync/sync-page.tsx'
import type { DoorstepDatabase } from '#client/store/database.ts'
import type { OutboxRow, RejectedRow } from '#client/store/tables.ts'
import type { Pass } from '#client/sync/passes.ts'
import { syncState, type Connection } from '#client/sync/state.ts'
import { ToastProvider } from '#client/ui/toast.tsx'
import { refusals, sayRefusal } from '#domain/refusal.ts'
import { openInMemory } from '../store/support.ts'
import { axeFaults } from '../ui/axe-faults.ts'
import { aPupil } from '../features/invented-family.ts'
import { deviceId, okoroAtOffice } from './at-the-door.tsx'

const ayesha = '7d1e2f30-4b5c-4d6e-8f90-a1b2c3d4e5f6'
const hash = 'a'.repeat(64)

const visit = (id: number, saw = 'Curtains moved upstairs.'): OutboxRow => ({
  id,
  uid: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
  name: 'log-home-visit@1',
  args: {
    actId: ayesha,
    happenedOn: '2026-11-20',
    access: 'no-reply',
    saw,
    children: [{ childWords: 'No.', seen: 'not-seen' }],
  },
  files: [ayesha],
  recordedAt: '2026-11-20T10:21:00.000Z',
  prev: hash,
  chain: hash,
  personId: okoroAtOffice.account.personId,
})

const drawn = async (fill: (db: DoorstepDatabase) => Promise<unknown>, connection: Connection = 'online') => {
  const db = await openInMemory()
  await fill(db)
  const sendNow = vi.fn<() => void>()
  syncState.setState({ connection, sending: false, lastExchangeAt: '2026-11-22T08:31:00.000Z', clockDifference: 0 })
  const session: Session = {
    db,
    actor: okoroAtOffice.actor,
    account: okoroAtOffice.account,
    deviceId,
    clock: () => '2026-11-22T09:00:00.000Z',
    lock: () => {},
    grace: () => () => {},
    openUntil: () => Number.POSITIVE_INFINITY,
    setIdleMinutes: () => {},
    sync: { sendNow, stop: async () => {} },
  }
  render(
    <MemoryRouter>
      <SessionProvider session={session}>
        <ToastProvider>
          <SyncPage />
        </ToastProvider>
      </SessionProvider>
    </MemoryRouter>,
  )
  await screen.findByRole('heading', { name: 'Only on this tablet' })
  return { db, sendNow, person: userEvent.setup() }
}

/** The pupil of the visit, whose file is on this tablet. */
const holdPupil = async (db: DoorstepDatabase): Promise<void> => {
  const body = aPupil({ id: ayesha })
  const row = {
    fileId: ayesha,
    id: ayesha,
    kind: 'pupil',
    version: 1,
    waiting: 0,
    receivedAt: null,
    reference: null,
    body,
  }
  await db.cursors.put({ fileId: ayesha, version: 1, load: null })
  await db.records.put(row)
}

const refused = (over: Partial<RejectedRow> = {}): RejectedRow => ({
  uid: visit(1).uid,
  mutation: visit(1, 'Dog in the yard. Mum waved.'),
  code: 'not-permitted',
  detail: null,
  receivedAt: '2026-11-22T08:30:30.000Z',
  reference: '7F3A',
  handledAt: null,
  ...over,
})

const pass = (over: Partial<Pass>): Pass => ({
  at: '2026-11-22T08:31:00.000Z',
  until: '2026-11-22T08:31:00.000Z',
  times: 1,
  sent: {},
  acknowledged: 0,
  refused: [],
  records: 0,
  files: 0,
  newFiles: 0,
  withdrawn: 0,
  ended: 'done',
  ...over,
})

const cardOf = (title: string): HTMLElement => {
  const card = screen.getByRole('heading', { name: title }).closest('section')
  if (card === null) throw new Error(`No card called ${title}`)
  return card
}

describe('what the sync page says [E10]', () => {
  test('is from receipts: only here, handed over, received with time and reference; and about whom', async () => {
    await drawn(async (db) => {
      await holdPupil(db)
      await db.outbox.add(visit(3))
      await db.sent.add({ ...visit(2), acknowledgedAt: '2026-11-22T08:30:00.000Z', receivedAt: null, reference: null })
      await db.sent.add({
        ...visit(1),
        acknowledgedAt: '2026-11-22T08:30:00.000Z',
        receivedAt: '2026-11-22T08:30:30.000Z',
        reference: '7F3A',
      })
    })
    expect(within(cardOf('Only on this tablet')).getByText('Home visit, Fri 20 Nov')).toBeInTheDocument()
    expect(within(cardOf('Only on this tablet')).getByText('About Ayesha Rahman')).toBeInTheDocument()
    const received = within(cardOf('Received by the office'))
    expect(received.getByText('Received 08:30, ref 7F3A')).toBeInTheDocument()
    expect(received.getByText('Handed over 08:30; its receipt is on the way')).toBeInTheDocument()
    expect(received.getAllByText(/^Received \d/)).toHaveLength(1)
    expect(received.getAllByText('About Ayesha Rahman')).toHaveLength(2)
  })

  test('names no child beside a worry for the safeguarding lead: somebody may look on', async () => {
    await drawn(async (db) => {
      await holdPupil(db)
      await db.outbox.add({ ...visit(3), name: 'tell-safeguarding-lead@1', args: {} })
    })
    expect(within(cardOf('Only on this tablet')).queryByText(/^About /)).not.toBeInTheDocument()
  })

  test('of what a school says of itself, refused, no pupil’s file is said to be gone', async () => {
    const args = {
      organisationId: ayesha,
      dfeNumber: null,
      urn: '999001',
      ukprn: null,
      saw: { dfeNumber: '999/4001', urn: null, ukprn: null },
    }
    const mutation = { ...visit(1), name: 'say-school-numbers@1', files: [], args }
    await drawn((db) => db.rejected.add(refused({ mutation, code: 'already-settled' })))
    expect(within(cardOf('Needs you')).getByText(sayRefusal('already-settled'))).toBeInTheDocument()
    expect(within(cardOf('Needs you')).getByText('999001')).toBeInTheDocument()
    expect(screen.queryByText('999/4001')).not.toBeInTheDocument()
    expect(screen.queryByText(/The pupil’s file is not on this tablet/)).not.toBeInTheDocument()
  })

  test('names nobody whose file is not here any more', async () => {
    await drawn((db) => db.outbox.add(visit(3)))
    expect(within(cardOf('Only on this tablet')).getByText('Home visit, Fri 20 Nov')).toBeInTheDocument()
    expect(within(cardOf('Only on this tablet')).queryByText(/^About /)).not.toBeInTheDocument()
  })

  test.each(refusals)(
    'a refusal (%s) is said in plain words, with what was written and a way forward',
    async (code) => {
      const { person } = await drawn(async (db) => {
        await holdPupil(db)
        await db.rejected.add({
          uid: visit(1).uid,
          mutation: visit(1, 'Dog in the yard. Mum waved.'),
          code,
          detail: null,
          receivedAt: '2026-11-22T08:30:30.000Z',
          reference: '7F3A',
          handledAt: null,
        })
      })
      const needs = within(cardOf('Needs you'))
      expect(needs.getByText('About Ayesha Rahman')).toBeInTheDocument()
      expect(needs.getByText(sayRefusal(code))).toBeInTheDocument()
      expect(needs.getByText('Dog in the yard. Mum waved.')).toBeInTheDocument()
      expect(needs.getByText('No.')).toBeInTheDocument()
      expect(needs.getByRole('link', { name: /Open the (pupil|case that is there)/ })).toHaveAttribute(
        'href',
        `/caseload/${ayesha}`,
      )
      await person.click(needs.getByRole('button', { name: 'Copy the words' }))
      expect(await navigator.clipboard.readText()).toContain('Dog in the yard. Mum waved.')
    },
  )

  test('a refused entry, with all its ways forward, is told right to whoever listens', async () => {
    await drawn(async (store) => {
      await holdPupil(store)
      await store.rejected.add(refused())
    })
    await screen.findByRole('heading', { name: 'Needs you' })
    expect(await axeFaults()).toEqual([])
  })

  test('a store that does not come back: that nothing was marked, and that no form was filled in, is said', async () => {
    const { db, person } = await drawn(async (store) => {
      await holdPupil(store)
      await store.rejected.add({
        uid: visit(1).uid,
        mutation: visit(1),
        code: 'case-closed',
        detail: null,
        receivedAt: '2026-11-22T08:30:30.000Z',
        reference: '7F3A',
        handledAt: null,
      })
    })
    const again = await screen.findByRole('button', { name: 'Keep the words in a contact note' })
    db.close()
    const shut = vi.spyOn(db, 'open').mockRejectedValue(new DOMException('', 'UnknownError'))
    await person.click(screen.getByRole('button', { name: 'I have dealt with this' }))
    expect(await screen.findByText(/^Nothing changed\. /, {}, { timeout: 6_000 })).toBeVisible()
    await person.click(again)
    expect(await screen.findByText(/^The browser closed Doorstep’s storage/, {}, { timeout: 6_000 })).toBeVisible()
    shut.mockRestore()
  })

  test('a refused entry that was dealt with keeps its words, and that can be undone', async () => {
    const { db, person } = await drawn((store) =>
      store.rejected.add({
        uid: visit(1).uid,
        mutation: visit(1),
        code: 'case-closed',
        detail: null,
        receivedAt: '2026-11-22T08:30:30.000Z',
        reference: '7F3A',
        handledAt: null,
      }),
    )
    await person.click(screen.getByRole('button', { name: 'I have dealt with this' }))
    await screen.findByRole('heading', { name: 'Refused and dealt with' })
    expect(screen.queryByRole('heading', { name: 'Needs you' })).not.toBeInTheDocument()
    expect((await db.rejected.toArray())[0]?.mutation.args).toEqual(visit(1).args)
    await person.click(screen.getByRole('button', { name: 'Undo' }))
    await screen.findByRole('heading', { name: 'Needs you' })
  })

  test('where the pupil is not here any more there is no dead link: the words can be handed to someone, or written for another pupil', async () => {
    const elsewhere = '00000000-0000-4000-8000-0000000000aa'
    const barrier = {
      ...visit(1),
      name: 'add-barrier@1',
      args: {
        pupilId: elsewhere,
        caseId: null,
        raisedOn: '2026-11-20',
        barrierId: ayesha,
        about: 'peers',
        raisedBy: 'child',
        words: 'I get stared at.',
        status: 'suspected',
        severity: null,
        agreedByFamily: 'yes',
        evidence: '',
        reviewOn: null,
      },
      files: [elsewhere],
    }
    const { db, person } = await drawn(async (store) => {
      await holdPupil(store)
      await store.rejected.add(refused({ mutation: barrier }))
    })
    const needs = within(cardOf('Needs you'))
    expect(needs.queryByRole('link', { name: 'Open the pupil' })).not.toBeInTheDocument()
    expect(needs.getByText(/Hand the words to whoever has the pupil now/)).toBeInTheDocument()
    await person.selectOptions(needs.getByLabelText('Write it for another pupil'), ayesha)
    await person.click(needs.getByRole('button', { name: 'Open it for them' }))
    await waitFor(async () => expect(await db.drafts.count()).toBe(1))
    const [draft] = await db.drafts.toArray()
    expect(draft).toMatchObject({ form: 'add-barrier', fileId: ayesha })
    expect(JSON.stringify(draft?.values)).toContain('I get stared at.')
  })

  test('what was begun and a picture that has not gone are named: nothing here says that all has reached the office', async () => {
    const { db, person } = await drawn(async (store) => {
      await holdPupil(store)
      await store.drafts.add({
        id: '00000000-0000-4000-8000-0000000000d1',
        uid: '00000000-0000-4000-8000-0000000000d2',
        fileId: ayesha,
        form: 'settle-promise/00000000-0000-4000-8000-0000000000d3',
        place: `/caseload/${ayesha}/promises/00000000-0000-4000-8000-0000000000d3/settle`,
        values: { words: 'Rang, no answer.' },
        field: null,
        savedAt: '2026-11-22T08:00:00.000Z',
        revision: 1,
      })
      await store.attachments.add({
        id: '00000000-0000-4000-8000-0000000000e1',
        fileId: ayesha,
        recordId: '00000000-0000-4000-8000-0000000000e2',
        mediaType: 'image/jpeg',
        size: 3,
        sha256: hash,
        bytes: 'AAAA',
        sentAt: null,
        of: { organisationId: ayesha, about: 'photo', caption: '', isSaved: true },
      })
    })
    const begun = within(cardOf('Begun, not saved'))
    expect(begun.getByRole('link', { name: 'Finish what became of a promise: Ayesha Rahman' })).toHaveAttribute(
      'href',
      `/caseload/${ayesha}/promises/00000000-0000-4000-8000-0000000000d3/settle`,
    )
    await person.click(begun.getByRole('button', { name: 'Throw away: what became of a promise: Ayesha Rahman' }))
    await waitFor(() => expect(screen.queryByText('Begun, not saved')).not.toBeInTheDocument())
    expect(await db.drafts.count()).toBe(0)
    // No room to take it back: the words are nowhere else now, so *Undo* stays.
    const full = vi.spyOn(db.drafts, 'put').mockRejectedValue(new DOMException('', 'QuotaExceededError'))
    await person.click(screen.getByRole('button', { name: 'Undo' }))
    await screen.findByText(/^Not put back\. /)
    full.mockRestore()
    await person.click(screen.getByRole('button', { name: 'Undo' }))
    await screen.findByText('Begun, not saved')
    expect(await db.drafts.count()).toBe(1)
    const onlyHere = within(cardOf('Only on this tablet'))
    expect(onlyHere.getByText('Photo')).toBeInTheDocument()
    expect(onlyHere.queryByText(/has reached the office/)).not.toBeInTheDocument()
  })

  test('a draft of a file that was taken back says so, with its words', async () => {
    const draft = { ...visit(1), id: 0, name: 'log-home-visit', args: { saw: 'Half a sentence', children: [] } }
    await drawn((db) => db.rejected.add(refused({ mutation: draft, detail: 'draft', reference: '' })))
    const needs = within(cardOf('Needs you'))
    expect(needs.getByText('The home visit, not finished')).toBeInTheDocument()
    expect(needs.getByText(/never sent; the file went/)).toBeInTheDocument()
    expect(needs.getByText('Half a sentence')).toBeInTheDocument()
  })

  test('what stood in the way may be gone: it is sent again as it is, and says why when it still cannot', async () => {
    const promise = {
      ...visit(1),
      name: 'make-promise@1',
      args: {
        pupilId: ayesha,
        caseId: null,
        madeOn: '2026-11-20',
        promiseId: '00000000-0000-4000-8000-0000000000ab',
        words: 'Ring about the bus pass.',
        promisedTo: 'Mum',
        ownerId: okoroAtOffice.account.personId,
        dueOn: '2026-11-26',
      },
    }
    const { db, person } = await drawn(async (store) => {
      await store.rejected.add(refused({ mutation: promise }))
      await holdPupil(store)
      const pupil = await store.records.get([ayesha, ayesha])
      if (pupil !== undefined)
        await store.records.put({
          ...pupil,
          body: { ...pupil.body, organisationId: okoroAtOffice.actor.memberships[0]!.organisationId },
        })
    })
    await person.click(screen.getByRole('button', { name: 'Send it again as it is' }))
    await screen.findByRole('heading', { name: 'Refused and dealt with' })
    const queued = await db.outbox.toArray()
    expect(queued).toMatchObject([{ name: 'make-promise@1', args: promise.args }])
    expect(queued[0]?.uid).not.toBe(promise.uid)
  })

  test('each exchange can be read: what went, what came, why it failed; and copied without a name', async () => {
    const { person } = await drawn((db) =>
      db.meta.put({
        key: 'passes',
        value: [
          pass({
            sent: { 'log-home-visit@1': 2, 'add-barrier@1': 1 },
            acknowledged: 2,
            records: 14,
            files: 3,
            refused: [{ name: 'add-barrier@1', code: 'not-permitted' }],
          }),
          pass({ at: '2026-11-22T07:10:00.000Z', until: '2026-11-22T08:30:00.000Z', times: 31, ended: 'captive' }),
        ],
      }),
    )
    const report = within(cardOf('What was exchanged'))
    expect(report.getByText('Went: Home visit (2), Barrier heard')).toBeInTheDocument()
    expect(report.getByText('Came: 14 records in 3 files')).toBeInTheDocument()
    expect(report.getByText(/^Refused: Barrier heard. You do not have this pupil/)).toBeInTheDocument()
    expect(report.getByText('This Wi-Fi wanted a sign-in of its own')).toBeInTheDocument()
    expect(report.getByText('07:10 to 08:30, 31 times')).toBeInTheDocument()
    await person.click(report.getByRole('button', { name: 'Copy without names' }))
    expect(await navigator.clipboard.readText()).toContain('Went: Home visit (2), Barrier heard')
  })

  test('what waits says since when', async () => {
    await drawn(async (db) => {
      await db.outbox.add(visit(3))
      await db.outbox.add({ ...visit(4), recordedAt: '2026-11-22T08:00:00.000Z' })
    })
    expect(
      within(cardOf('Only on this tablet')).getByText('2 entries, the oldest since 20 Nov 10:21'),
    ).toBeInTheDocument()
  })

  const said: [Connection, RegExp][] = [
    ['offline', /No signal/],
    ['captive', /This Wi-Fi wants you to sign in to it/],
    ['sign-in', /The office wants you to sign in again/],
    ['revoked', /This tablet was taken away/],
    ['left', /Your work here has ended/],
    ['update', /needs a newer Doorstep/],
    ['trouble', /having trouble/],
    ['read-only', /A newer Doorstep was used on this tablet/],
  ]
  test.each(said)('with the office %s is why, in plain words', async (connection, words) => {
    await drawn(async () => {}, connection)
    expect(screen.getByText(words)).toBeInTheDocument()
  })

  test('a tablet that may only read has no button that would send', async () => {
    await drawn(async () => {}, 'read-only')
    expect(screen.getByText(/neither write nor send/)).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: 'Send now' })).not.toBeInTheDocument()
  })

  test('sends at once when asked', async () => {
    const { person, sendNow } = await drawn(async () => {})
    await person.click(screen.getByRole('button', { name: 'Send now' }))
    await waitFor(() => expect(sendNow).toHaveBeenCalledOnce())
  })

  test('tells of a clock that is far off, and not of one that is near', async () => {
    await drawn(async () => {})
    expect(screen.queryByText(/clock is about/)).not.toBeInTheDocument()
    syncState.setState({ clockDifference: 7 * 60_000 })
    expect(await screen.findByText(/clock is about 7 minutes behind the office’s/)).toBeInTheDocument()
  })
})
