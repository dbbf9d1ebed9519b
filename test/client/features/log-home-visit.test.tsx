import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import { readOutings } from '#client/casework/read-outings.ts'
import type { Outing } from '#domain/records/outing.ts'
import { readKept } from '#client/casework/read-file.ts'
import { picturesWaiting } from '#client/store/attachments.ts'
import {
  aBrother,
  aCase,
  aColleague,
  aParent,
  aPromise,
  aPupil,
  ayesha,
  ayeshasCase,
  hollins,
  hussain,
  idOf,
  mum,
  okoro,
  received,
  tariq,
} from './invented-family.ts'
import { wordsStoodWithForm } from './nothing-moves.ts'
import { onATablet, type OnATablet } from './on-a-tablet.tsx'

const family = [
  received(aPupil()),
  received(aCase({ failedVisits: 2, failedVisitsOn: ['2026-11-12', '2026-11-18'] })),
  received(aParent()),
  ...aBrother(),
]
const form = `/caseload/${ayesha}/log-home-visit`

const visitIn = async ({ db }: OnATablet, fileId: string) => {
  const rows = await db.records.where('[fileId+kind]').equals([fileId, 'home-visit']).toArray()
  return rows.map((row) => readKept(row)?.record).find((record) => record?.kind === 'home-visit')
}

/** Who came, as it is kept of a visit where a child did and this was said of which; null where nothing was. */
const childSaved = async (which: string | null) => {
  const tablet = await onATablet(form, family)
  await tablet.person.click(await screen.findByRole('radio', { name: 'A child' }))
  if (which !== null) await tablet.person.click(screen.getByRole('radio', { name: which }))
  await tablet.person.click(screen.getByRole('button', { name: 'Save visit' }))
  await screen.findByText('Visit saved on this tablet.')
  const visit = await visitIn(tablet, ayesha)
  cleanup()
  return visit?.answeredBy.map(({ name }) => name)
}

/** When the family was last reached, once a visit is saved where this person came to the door; whoever came, it was answered. */
const reachedBy = async (who: string, isFamily = false) => {
  const tablet = await onATablet(form, family)
  await tablet.person.click(await screen.findByRole('radio', { name: who }))
  if (isFamily)
    await tablet.person.click(screen.getByRole('checkbox', { name: 'They are family, or care for the child' }))
  await tablet.person.click(screen.getByRole('button', { name: 'Save visit' }))
  await screen.findByText('Visit saved on this tablet.')
  const absenceCase = await tablet.db.records.get([ayesha, ayeshasCase])
  cleanup()
  // Whoever came, the door was answered.
  expect(absenceCase?.body).toMatchObject({ failedVisits: 0 })
  return absenceCase?.body['lastContactOn']
}

const anOuting = (over: Partial<Outing> = {}): Outing => ({
  kind: 'outing',
  id: idOf(400),
  organisationId: hollins,
  personId: okoro,
  where: '11:00 14 Alder Court',
  visitIds: [],
  backBy: '2026-11-23T15:30:00.000Z',
  watcherId: hussain,
  withId: null,
  phone: '07700 900555',
  watcherPhone: '07700 900666',
  recordedAt: '2026-11-23T09:40:00.000Z',
  steps: [],
  ended: null,
  ...over,
})

describe('logging a home visit at the door', () => {
  test('a safe stub needs one tap and Save: only how the door was met is asked for', async () => {
    const tablet = await onATablet(form, family)
    await tablet.person.click(await screen.findByRole('radio', { name: 'Mum' }))
    await tablet.person.click(screen.getByRole('button', { name: 'Save visit' }))
    await screen.findByText('Visit saved on this tablet.')
    expect(await visitIn(tablet, ayesha)).toMatchObject({
      access: 'doorstep',
      seen: 'not-seen',
      answeredBy: [{ parentId: mum, relationship: 'Mum' }],
      happenedOn: '2026-11-23',
      happenedAt: null,
    })
    // Nobody planned it or said why: the record does not say so either.
    expect((await visitIn(tablet, ayesha))?.planned).toBe(false)
    expect(await visitIn(tablet, ayesha)).not.toHaveProperty('reason')
    expect(await visitIn(tablet, tariq)).toBeUndefined()
    expect(await tablet.db.drafts.count()).toBe(0)
  })

  test('what was promised about a brother stands above the questions from the first: nothing moves under a thumb', async () => {
    const stood = wordsStoodWithForm('About Tariq Rahman, to Mum')
    await onATablet(form, [...family, received(aPromise({ id: idOf(81), pupilId: tariq, caseId: null }))])
    await screen.findByText(/About Tariq Rahman, to Mum/)
    expect(new Set(stood())).toEqual(new Set([true]))
  })

  test('nothing said: the one question is asked, and nothing is saved', async () => {
    const tablet = await onATablet(form, family)
    await tablet.person.click(await screen.findByRole('button', { name: 'Save visit' }))
    const summary = await screen.findByRole('alert')
    expect(within(summary).getAllByRole('link')).toHaveLength(1)
    expect(summary).toHaveTextContent('Say who came to the door, or that nobody did.')
    expect(await tablet.db.outbox.count()).toBe(0)
  })

  test('arriving and leaving at the door are noted with the open outing, which stays open: the alarm is what it was', async () => {
    const tablet = await onATablet(form, [...family, received(anOuting())])
    await tablet.person.click(await screen.findByRole('button', { name: 'Arrived' }))
    const steps = async () => (await readOutings(tablet.db))[0]?.record.steps.map(({ what, by }) => [what, by])
    await waitFor(async () => expect(await steps()).toEqual([['arrived', okoro]]))
    await tablet.person.click(await screen.findByRole('button', { name: 'Left' }))
    await waitFor(async () =>
      expect(await steps()).toEqual([
        ['arrived', okoro],
        ['left', okoro],
      ]),
    )
    const [kept] = await readOutings(tablet.db)
    expect(kept).toMatchObject({ waiting: 2, record: { ended: null, backBy: anOuting().backBy } })
    // Without signal both wait for it, as acts of their own: the visit itself is not saved yet.
    expect((await tablet.db.outbox.toArray()).map(({ name }) => name)).toEqual(['note-arrival@1', 'note-leaving@1'])
    expect(await visitIn(tablet, ayesha)).toBeUndefined()
  })

  test('a store that does not come back when arriving is pressed: it is said that the outing does not hold it', async () => {
    const tablet = await onATablet(form, [...family, received(anOuting())])
    await screen.findByRole('button', { name: 'Arrived' })
    tablet.db.close()
    const shut = vi.spyOn(tablet.db, 'open').mockRejectedValue(new DOMException('', 'UnknownError'))
    await tablet.person.click(screen.getByRole('button', { name: 'Arrived' }))
    expect(await screen.findByText(/Your outing does not hold this: /, {}, { timeout: 6_000 })).toBeVisible()
    shut.mockRestore()
  })

  test('with no open outing, or one that has ended, nothing but the form is told', async () => {
    const tablet = await onATablet(form, [
      ...family,
      received(anOuting({ ended: { at: '2026-11-23T10:00:00.000Z', by: okoro } })),
    ])
    await tablet.person.click(await screen.findByRole('button', { name: 'Arrived' }))
    await screen.findByText(/Arrived 10:21/)
    expect(await tablet.db.outbox.count()).toBe(0)
  })

  test('one tap on arriving and one on leaving give the times', async () => {
    const tablet = await onATablet(form, family)
    await tablet.person.click(await screen.findByRole('button', { name: 'Arrived' }))
    await tablet.person.click(screen.getByRole('button', { name: 'Left' }))
    await tablet.person.click(screen.getByRole('radio', { name: 'Mum' }))
    await tablet.person.click(screen.getByRole('button', { name: 'Save visit' }))
    await screen.findByText('Visit saved on this tablet.')
    expect(await visitIn(tablet, ayesha)).toMatchObject({ arrivedAt: '10:21', leftAt: '10:21', happenedAt: '10:21' })
  })

  test('what was seen goes to both children’s files; words, private lines and barriers stay with their child', async () => {
    const tablet = await onATablet(form, family)
    await tablet.person.click(await screen.findByRole('radio', { name: 'Mum' }))
    await tablet.person.click(screen.getByRole('checkbox', { name: 'Tariq' }))
    const hers = within(screen.getByRole('region', { name: 'About Ayesha' }))
    const his = within(screen.getByRole('region', { name: 'About Tariq' }))
    await tablet.person.click(hers.getByRole('radio', { name: 'Yes, and spoke alone' }))
    await tablet.say(hers.getByLabelText('Ayesha’s words'), 'I would come if I could change elsewhere.')
    await tablet.say(hers.getByLabelText('Only for Ayesha’s file'), 'Bruise on her arm, old.')
    await tablet.person.click(hers.getByRole('button', { name: 'Barrier' }))
    await tablet.person.selectOptions(hers.getByLabelText('What is it about?'), 'Friends and bullying')
    await tablet.say(hers.getByLabelText('In their words'), 'I get stared at.')
    await tablet.say(his.getByLabelText('Tariq’s words'), 'I was asleep.')
    await tablet.say(screen.getByLabelText('What I saw'), 'House warm and tidy.')
    await tablet.person.click(screen.getByRole('button', { name: 'Save visit' }))
    await screen.findByText('Visit saved on this tablet.')

    const ayeshasFile = JSON.stringify(await tablet.db.records.where('fileId').equals(ayesha).toArray())
    const tariqsFile = JSON.stringify(await tablet.db.records.where('fileId').equals(tariq).toArray())
    expect(await visitIn(tablet, ayesha)).toMatchObject({
      seen: 'seen-and-spoken-alone',
      saw: 'House warm and tidy.',
      caseId: ayeshasCase,
    })
    expect(await visitIn(tablet, tariq)).toMatchObject({ seen: 'not-seen', saw: 'House warm and tidy.', caseId: null })
    expect(ayeshasFile).toContain('Bruise on her arm')
    expect(ayeshasFile).toContain('I get stared at.')
    expect(tariqsFile).toContain('I was asleep.')
    for (const hersAlone of ['Bruise on her arm', 'I get stared at.', 'change elsewhere']) {
      expect(tariqsFile).not.toContain(hersAlone)
    }
    expect(ayeshasFile).not.toContain('I was asleep.')
    expect(await tablet.db.outbox.count()).toBe(1)
  })

  test('a brother who is un-ticked is not saved, and ticked again he has all that was written', async () => {
    const tablet = await onATablet(form, family)
    await tablet.person.click(await screen.findByRole('radio', { name: 'Mum' }))
    await tablet.person.click(screen.getByRole('checkbox', { name: 'Tariq' }))
    const his = within(screen.getByRole('region', { name: 'About Tariq' }))
    await tablet.say(his.getByLabelText('Tariq’s words'), 'I was asleep.')
    await tablet.say(his.getByLabelText('Only for Tariq’s file'), 'His bus pass is in Leeds.')
    await tablet.person.click(his.getByRole('button', { name: 'Barrier' }))
    await tablet.say(his.getByLabelText('In their words'), 'The bus is full.')
    await tablet.person.click(screen.getByRole('checkbox', { name: 'Tariq' }))
    expect(screen.queryByRole('region', { name: 'About Tariq' })).toBeNull()
    await tablet.person.click(screen.getByRole('checkbox', { name: 'Tariq' }))
    expect(screen.getByLabelText('Tariq’s words')).toHaveValue('I was asleep.')
    expect(screen.getByLabelText('Only for Tariq’s file')).toHaveValue('His bus pass is in Leeds.')
    expect(screen.getByLabelText('In their words')).toHaveValue('The bus is full.')
    await tablet.person.click(screen.getByRole('checkbox', { name: 'Tariq' }))
    // The barrier was begun and not finished: of a child who is not meant it stands in nobody's way.
    await tablet.person.click(screen.getByRole('button', { name: 'Save visit' }))
    await screen.findByText('Visit saved on this tablet.')
    expect(await visitIn(tablet, tariq)).toBeUndefined()
  })

  test('a third visit in a row without an answer says so, and that the safeguarding lead is to be told', async () => {
    const tablet = await onATablet(form, family)
    await tablet.person.click(await screen.findByRole('radio', { name: 'No answer' }))
    expect(screen.getByText(/^3 visits in a row with no answer: Thu 12 Nov, Wed 18 Nov and Mon 23 Nov\./)).toBeVisible()
    expect(screen.getByText('Tell the safeguarding lead today.')).toBeVisible()
    expect(screen.getByText(/is a welfare check to be asked for/)).toBeVisible()
    await tablet.say(screen.getByLabelText('What I saw from the street'), 'Curtains shut, post in the door.')
    await tablet.person.click(screen.getByRole('checkbox', { name: 'I left a card' }))
    await tablet.person.click(screen.getByRole('checkbox', { name: 'I have told the safeguarding lead' }))
    await tablet.person.click(screen.getByRole('button', { name: 'Save visit' }))
    await screen.findByText('Visit saved on this tablet.')
    expect(await visitIn(tablet, ayesha)).toMatchObject({
      access: 'no-reply',
      cardLeft: true,
      riskAction: 'dsl',
      outcome: 'no-contact',
      saw: 'Curtains shut, post in the door.',
    })
    const absenceCase = await tablet.db.records.get([ayesha, ayeshasCase])
    expect(absenceCase?.body).toMatchObject({ failedVisits: 3, leadToldOn: '2026-11-23' })
    // The file says the same as the form and as Today: the lead was told, the manager was not.
    expect(await screen.findByRole('heading', { name: 'Nobody came to the door' })).toBeVisible()
    expect(screen.getByText('The safeguarding lead has been told.')).toBeVisible()
    expect(screen.queryByText('Tell the safeguarding lead today.')).toBeNull()
  })

  test('each thing that is due is one press: the visit is saved first, and the form for it opens filled in', async () => {
    const manager = received(aColleague({ id: idOf(4), name: 'Marcus Pell', role: 'service-manager' }))
    const noAnswer = async () => {
      const tablet = await onATablet(form, [...family, manager])
      await tablet.person.click(await screen.findByRole('button', { name: 'Arrived' }))
      await tablet.person.click(screen.getByRole('radio', { name: 'No answer' }))
      await tablet.say(screen.getByLabelText('What I saw from the street'), 'Post in the door.')
      return tablet
    }
    const telling = await noAnswer()
    await telling.person.click(screen.getByRole('button', { name: 'Save, then tell the safeguarding lead' }))
    expect(await screen.findByLabelText<HTMLTextAreaElement>('What are you worried about?')).toHaveValue(
      '3 visits in a row with no answer: Thu 12 Nov, Wed 18 Nov and Mon 23 Nov. Nobody has noted seeing Ayesha since the case opened, 45 school days ago.\nSeen from the street: Post in the door.',
    )
    expect(await visitIn(telling, ayesha)).toMatchObject({ access: 'no-reply', saw: 'Post in the door.' })
    cleanup()

    const planning = await noAnswer()
    await planning.person.click(screen.getByRole('button', { name: 'Save, then plan the next visit' }))
    expect(await screen.findByLabelText('Day')).toHaveValue('2026-11-24')
    expect(screen.getByLabelText('Time')).toHaveValue('15:45')
    expect(screen.getByLabelText('Why the visit')).toHaveDisplayValue('Safe and well check')
    expect(screen.getByText(/Mon 23 Nov, 10:21\. Another time of day may find someone in\./)).toBeVisible()
    cleanup()

    const noting = await noAnswer()
    await noting.person.click(screen.getByRole('button', { name: 'Save, then note it for the manager' }))
    expect(await screen.findByRole('group', { name: 'Marcus Pell' })).toBeVisible()
    expect(screen.getByLabelText<HTMLTextAreaElement>('What the council or others said').value).toMatch(
      /^3 visits in a row/,
    )
  })

  test('made yesterday and recorded now: the record keeps both days, and the draft does too', async () => {
    const tablet = await onATablet(form, family)
    await tablet.person.click(await screen.findByRole('button', { name: 'Done earlier' }))
    fireEvent.change(screen.getByLabelText('Day of the visit'), { target: { value: '2026-11-20' } })
    fireEvent.change(screen.getByLabelText('Arrived at'), { target: { value: '15:50' } })
    await tablet.person.click(screen.getByRole('radio', { name: 'Mum' }))
    await tablet.person.click(screen.getByRole('button', { name: 'Finish later' }))
    await tablet.person.click(await screen.findByRole('link', { name: 'Log visit' }))
    expect(await screen.findByLabelText('Day of the visit')).toHaveValue('2026-11-20')
    expect(screen.queryByRole('button', { name: 'Arrived' })).toBeNull()
    await tablet.person.click(screen.getByRole('button', { name: 'Save visit' }))
    await screen.findByText('Visit saved on this tablet.')
    expect(await visitIn(tablet, ayesha)).toMatchObject({
      happenedOn: '2026-11-20',
      happenedAt: '15:50',
      recordedAt: '2026-11-23T10:21:00.000Z',
    })
  })

  test('who needs an interpreter is known before the door opens, and who interpreted is kept', async () => {
    const tablet = await onATablet(form, family)
    expect(await screen.findByText('Mum speaks Bengali and needs an interpreter.')).toBeVisible()
    await tablet.person.click(screen.getByRole('radio', { name: 'Mum' }))
    const asked = within(
      screen.getByRole('radiogroup', { name: /^Who interpreted\? Mum needs an interpreter, Bengali/ }),
    )
    await tablet.person.click(asked.getByRole('radio', { name: 'Family member' }))
    expect(screen.getByText('Never a child of the family.')).toBeVisible()
    await tablet.person.click(asked.getByRole('radio', { name: 'Professional' }))
    await tablet.person.click(screen.getByRole('button', { name: 'Save visit' }))
    await screen.findByText('Visit saved on this tablet.')
    expect(await visitIn(tablet, ayesha)).toMatchObject({ interpreter: 'professional' })
  })

  test('a child’s own words are written apart, and the visit waits where it was', async () => {
    const tablet = await onATablet(form, family)
    await tablet.person.click(await screen.findByRole('radio', { name: 'Mum' }))
    await tablet.say(screen.getByLabelText('What I saw'), 'Uniform on the chair.')
    await tablet.person.click(screen.getByRole('checkbox', { name: 'Tariq' }))
    await tablet.person.click(screen.getByRole('link', { name: 'More of what Tariq says' }))
    expect(await screen.findByRole('form', { name: 'What Tariq says' })).toBeVisible()
    expect(tablet.path()).toBe(`/caseload/${tariq}/child-voice/new`)
    await tablet.say(screen.getByLabelText('In their own words'), 'I walk the dog.')
    await tablet.person.click(screen.getByRole('radio', { name: 'With school only' }))
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Tariq’s words saved on this tablet.')
    expect(await screen.findByLabelText('What I saw')).toHaveValue('Uniform on the chair.')
    expect(tablet.path()).toBe(form)
    const voices = await tablet.db.records.where('[fileId+kind]').equals([tariq, 'child-voice']).toArray()
    expect(voices.map((row) => row.body['words'])).toEqual(['I walk the dog.'])
    // Left without saving, by the button that says where it leads.
    await tablet.person.click(screen.getByRole('link', { name: 'More of what Ayesha says' }))
    await tablet.person.click(await screen.findByRole('button', { name: 'Back to the visit' }))
    expect(await screen.findByLabelText('What I saw')).toHaveValue('Uniform on the chair.')
  })

  test('a child at the door with no parent in: the rule is read before going further', async () => {
    const tablet = await onATablet(form, family)
    await tablet.person.click(await screen.findByRole('radio', { name: 'A child' }))
    expect(screen.getByText(/do not go in unless the child is at risk/)).toBeVisible()
  })

  test('a child at the door is the one who is named, in a sister’s and in a brother’s file, and never the one whose file is open', async () => {
    const tablet = await onATablet(form, family)
    await tablet.person.click(await screen.findByRole('radio', { name: 'A child' }))
    const which = within(screen.getByRole('radiogroup', { name: 'Which child?' }))
    expect(which.getAllByRole('radio').map((choice) => choice.closest('label')?.textContent)).toEqual([
      'Ayesha',
      'Tariq',
      'Another child',
    ])
    await tablet.person.click(which.getByRole('radio', { name: 'Tariq' }))
    await tablet.person.click(screen.getByRole('checkbox', { name: 'Tariq' }))
    await tablet.person.click(screen.getByRole('button', { name: 'Save visit' }))
    await screen.findByText('Visit saved on this tablet.')
    const came = [{ parentId: null, name: 'Tariq Rahman', relationship: '' }]
    expect((await visitIn(tablet, ayesha))?.answeredBy).toEqual(came)
    expect((await visitIn(tablet, tariq))?.answeredBy).toEqual(came)
  })

  test('a child at the door whom nobody named: another child, or one of the household, and no child by name', async () => {
    expect(await childSaved('Another child')).toEqual(['Another child'])
    expect(await childSaved(null)).toEqual(['A child of the household'])
  })

  test('where no brother or sister is known, the button says whom it means: nothing more is asked', async () => {
    const tablet = await onATablet(form, [received(aPupil()), received(aCase()), received(aParent())])
    const door = within(await screen.findByRole('radiogroup', { name: 'Who came to the door?' }))
    expect(door.queryByRole('radio', { name: 'A child' })).toBeNull()
    await tablet.person.click(door.getByRole('radio', { name: 'Ayesha' }))
    expect(screen.queryByRole('radiogroup', { name: 'Which child?' })).toBeNull()
    await tablet.person.click(screen.getByRole('button', { name: 'Save visit' }))
    await screen.findByText('Visit saved on this tablet.')
    expect((await visitIn(tablet, ayesha))?.answeredBy).toMatchObject([{ name: 'Ayesha Rahman' }])
  })

  test('the family is reached by a parent or by whoever is said to be family: not by a child alone, nor by a neighbour', async () => {
    expect(await reachedBy('A child')).toBeNull()
    expect(await reachedBy('Someone else')).toBeNull()
    expect(await reachedBy('Someone else', true)).toBe('2026-11-23')
    expect(await reachedBy('Mum')).toBe('2026-11-23')
  })

  test('Hide blanks the glass at once, and showing again finds every word', async () => {
    const tablet = await onATablet(form, family)
    await tablet.say(await screen.findByLabelText('What I saw'), 'Curtains moved.')
    await tablet.person.click(screen.getByRole('button', { name: 'Hide' }))
    expect(screen.getByText('14 Alder Court').closest('[inert]')).not.toBeNull()
    await tablet.person.click(screen.getByRole('button', { name: 'Show again' }))
    expect(screen.getByLabelText('What I saw')).toHaveValue('Curtains moved.')
  })

  test('finished later: the draft is kept, nothing is saved, and coming back finds it', async () => {
    const tablet = await onATablet(form, family)
    await tablet.person.click(await screen.findByRole('radio', { name: 'Mum' }))
    await tablet.say(screen.getByLabelText('What I think'), 'She is worn out.')
    await tablet.person.click(screen.getByRole('button', { name: 'Finish later' }))
    await screen.findByRole('heading', { name: 'Ayesha Rahman' })
    expect(await tablet.db.outbox.count()).toBe(0)
    expect(await tablet.db.drafts.count()).toBe(1)
    await tablet.person.click(screen.getByRole('link', { name: 'Log visit' }))
    expect(await screen.findByLabelText('What I think')).toHaveValue('She is worn out.')
    await waitFor(() => expect(screen.getByText(/Draft kept on this tablet/)).toBeVisible())
  })
})

/** A visit typed in and kept as a draft. */
const written = async () => {
  const tablet = await onATablet(form, family)
  await tablet.person.click(await screen.findByRole('radio', { name: 'Mum' }))
  await tablet.say(screen.getByLabelText('What I saw'), 'No light, a dog barking.')
  await screen.findByText(/Draft kept on this tablet/)
  return tablet
}

describe('a store that fails at the moment of Save', () => {
  test('closed by the browser, it is opened again and the visit is saved', async () => {
    const tablet = await written()
    tablet.db.close()
    await tablet.person.click(screen.getByRole('button', { name: 'Save visit' }))
    await screen.findByText('Visit saved on this tablet.', {}, { timeout: 4_000 })
    expect(await visitIn(tablet, ayesha)).toMatchObject({ saw: 'No light, a dog barking.' })
  })

  test('closed and not to be had back: it is said that nothing is saved, and the words are handed over', async () => {
    const tablet = await written()
    tablet.db.close()
    const shut = vi.spyOn(tablet.db, 'open').mockRejectedValue(new DOMException('', 'UnknownError'))
    await tablet.person.click(screen.getByRole('button', { name: 'Save visit' }))
    expect(await screen.findByText('Not saved', {}, { timeout: 6_000 })).toBeVisible()
    await tablet.person.click(screen.getByRole('button', { name: 'Show my words' }))
    const handedOver = screen.getByLabelText('Everything written in this form')
    expect(handedOver).toHaveTextContent('No light, a dog barking.')
    shut.mockRestore()
  })

  test('that a picture goes with the visit cannot be noted: the visit is saved, is said to be, and the picture waits', async () => {
    const tablet = await written()
    const [draft] = await tablet.db.drafts.toArray()
    const noteId = JSON.stringify(draft?.values.children).match(/"noteId":"([^"]+)"/)?.[1] ?? ''
    await tablet.db.attachments.put({
      id: idOf(700),
      fileId: ayesha,
      recordId: noteId,
      mediaType: 'image/jpeg',
      size: 3,
      sha256: 'ab'.repeat(32),
      bytes: 'AQID',
      sentAt: null,
      of: { organisationId: hollins, about: 'photo', caption: '', isSaved: false },
    })
    vi.spyOn(tablet.db.attachments, 'bulkPut').mockRejectedValue(new DOMException('', 'QuotaExceededError'))
    await tablet.person.click(screen.getByRole('button', { name: 'Save visit' }))
    await screen.findByText('Visit saved on this tablet.')
    await waitFor(() => expect(tablet.path()).toBe(`/caseload/${ayesha}`))
    expect((await picturesWaiting(tablet.db)).map(({ id }) => id)).toEqual([idOf(700)])
  })
})
