import { webcrypto } from 'node:crypto'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { bytesOf } from '#client/store/attachments.ts'
import { aCase, aParent, aPupil, ayesha, received } from './invented-family.ts'
import { onATablet, type OnATablet } from './on-a-tablet.tsx'

/**
 * Signing with a finger. jsdom draws nothing: a pen that writes down its strokes takes the canvas's place, and the "picture" is
 * those strokes, so that what is kept is what was drawn.
 */
let strokes: string[] = []
const pen = {
  beginPath: () => strokes.push('begin'),
  moveTo: (x: number, y: number) => strokes.push(`move ${x},${y}`),
  lineTo: (x: number, y: number) => strokes.push(`line ${x},${y}`),
  stroke: () => {},
  clearRect: () => {
    strokes = []
  },
  fillText: (words: string) => strokes.push(`typed ${words}`),
}
const held = new Set<number>()

beforeEach(() => {
  strokes = []
  held.clear()
  // jsdom's own has no hashes.
  vi.stubGlobal('crypto', webcrypto)
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:picture', revokeObjectURL: () => {} }))
  Object.assign(HTMLCanvasElement.prototype, {
    getContext: () => pen,
    toBlob(done: (blob: Blob) => void, type: string) {
      const bytes = new TextEncoder().encode(strokes.join('; '))
      done(Object.assign(new Blob([bytes], { type }), { arrayBuffer: () => Promise.resolve(bytes.buffer) }))
    },
    setPointerCapture: (pointer: number) => held.add(pointer),
    hasPointerCapture: (pointer: number) => held.has(pointer),
    // Half as wide on the glass as it is in its own pixels, and begun at 10, 20.
    getBoundingClientRect: () => ({ left: 10, top: 20, width: 320, height: 110 }),
  })
})
afterEach(() => vi.unstubAllGlobals())

const touch = (type: 'pointerDown' | 'pointerMove' | 'pointerUp', x: number, y: number, pointerId = 1): void => {
  const pad = screen.getByText(/^Place to sign/)
  fireEvent[type](pad, { pointerId, clientX: x, clientY: y })
  if (type === 'pointerUp') held.delete(pointerId)
}

const signing = async (): Promise<OnATablet> => {
  const tablet = await onATablet(`/caseload/${ayesha}/log-home-visit`, [
    received(aPupil()),
    received(aCase()),
    received(aParent()),
  ])
  const pictures = await screen.findByRole('region', { name: 'Photos and signature' })
  await tablet.person.click(within(pictures).getByRole('button', { name: 'Signature' }))
  await screen.findByRole('dialog', { name: 'Signature' })
  return tablet
}
const kept = async ({ db }: OnATablet) =>
  (await db.attachments.toArray()).map((row) => ({
    words: new TextDecoder().decode(bytesOf(row)),
    mediaType: row.mediaType,
    about: row.of?.about,
    caption: row.of?.caption,
  }))

test('what a finger drew is what is kept, at the size of the pad, with the name in words', async () => {
  const tablet = await signing()
  await tablet.say(screen.getByLabelText('Who signs?'), 'Farida Rahman')
  touch('pointerDown', 10, 20)
  touch('pointerMove', 170, 75)
  touch('pointerMove', 330, 130)
  touch('pointerUp', 330, 130)
  await tablet.person.click(screen.getByRole('button', { name: 'Keep it' }))
  await waitFor(async () =>
    expect(await kept(tablet)).toEqual([
      {
        words: 'begin; move 0,0; line 320,110; line 640,220',
        mediaType: 'image/png',
        about: 'signature',
        caption: 'Farida Rahman',
      },
    ]),
  )
})

test('a finger that only passes over draws nothing, and a tap is no signature: it is asked for', async () => {
  const tablet = await signing()
  await tablet.say(screen.getByLabelText('Who signs?'), 'Farida Rahman')
  touch('pointerMove', 100, 60)
  touch('pointerDown', 100, 60)
  touch('pointerUp', 100, 60)
  touch('pointerMove', 120, 60)
  expect(strokes).toEqual(['begin', 'move 180,80'])
  await tablet.person.click(screen.getByRole('button', { name: 'Keep it' }))
  expect(await screen.findByText('Let them sign, or agree to their typed name.')).toBeVisible()
  expect(await kept(tablet)).toEqual([])
})

test('a finger that slips off the dialog closes nothing: what was drawn is still there to keep', async () => {
  const tablet = await signing()
  await tablet.say(screen.getByLabelText('Who signs?'), 'Farida Rahman')
  touch('pointerDown', 10, 20)
  touch('pointerMove', 170, 75)
  touch('pointerUp', 170, 75)
  const around = document.querySelector('[class*=overlay]')
  await tablet.person.click(around ?? document.body)
  expect(screen.getByRole('dialog', { name: 'Signature' })).toBeVisible()
  await tablet.person.click(screen.getByRole('button', { name: 'Keep it' }))
  await waitFor(async () => expect(await kept(tablet)).toMatchObject([{ words: 'begin; move 0,0; line 320,110' }]))
})

test('“Start again” wipes it, and then nobody has signed', async () => {
  const tablet = await signing()
  await tablet.say(screen.getByLabelText('Who signs?'), 'Farida Rahman')
  expect(screen.getByRole('button', { name: 'Start again' })).toBeDisabled()
  touch('pointerDown', 10, 20)
  touch('pointerMove', 170, 75)
  touch('pointerUp', 170, 75)
  // Whoever has signed is not asked to agree to their typed name; the question keeps its place, so that the pad keeps its own.
  expect(screen.getByRole('checkbox', { name: /their typed name/ })).toBeDisabled()
  await tablet.person.click(screen.getByRole('button', { name: 'Start again' }))
  expect(strokes).toEqual([])
  await tablet.person.click(screen.getByRole('button', { name: 'Keep it' }))
  expect(await screen.findByText('Let them sign, or agree to their typed name.')).toBeVisible()
})

test('a typed name stands for a signature only with a yes to that, and says so', async () => {
  const tablet = await signing()
  await tablet.person.click(screen.getByRole('checkbox', { name: /their typed name stands for their signature/ }))
  await tablet.person.click(screen.getByRole('button', { name: 'Keep it' }))
  expect(await screen.findByText('Write the name of the person who signs.')).toBeVisible()
  await tablet.say(screen.getByLabelText('Who signs?'), 'Farida Rahman')
  await tablet.person.click(screen.getByRole('button', { name: 'Keep it' }))
  await waitFor(async () =>
    expect(await kept(tablet)).toEqual([
      expect.objectContaining({
        words: 'typed Farida Rahman',
        caption: 'Farida Rahman (typed, agreed as their signature)',
      }),
    ]),
  )
})

test('a tablet without room keeps the ink and the name in the dialog and says why; with room again the same is kept', async () => {
  const tablet = await signing()
  await tablet.say(screen.getByLabelText('Who signs?'), 'Farida Rahman')
  touch('pointerDown', 10, 20)
  touch('pointerMove', 170, 75)
  touch('pointerUp', 170, 75)
  const full = vi.spyOn(tablet.db.attachments, 'put').mockRejectedValue(new DOMException('', 'QuotaExceededError'))
  await tablet.person.click(screen.getByRole('button', { name: 'Keep it' }))
  const dialog = screen.getByRole('dialog', { name: 'Signature' })
  expect(await within(dialog).findByText(/^The picture could not be kept\..*The signature is still here/)).toBeVisible()
  expect(screen.getByLabelText('Who signs?')).toHaveValue('Farida Rahman')
  expect(strokes).toEqual(['begin', 'move 0,0', 'line 320,110'])
  full.mockRestore()
  await tablet.person.click(screen.getByRole('button', { name: 'Keep it' }))
  await waitFor(async () =>
    expect(await kept(tablet)).toMatchObject([{ words: 'begin; move 0,0; line 320,110', caption: 'Farida Rahman' }]),
  )
  await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Signature' })).toBeNull())
  // The name is in the picture. The form is kept with it: nothing else leads back to the note that it is for.
  await waitFor(async () =>
    expect((await tablet.db.drafts.toArray()).map(({ form }) => form)).toEqual(['log-home-visit']),
  )
  const [form] = await tablet.db.drafts.toArray()
  const [picture] = await tablet.db.attachments.toArray()
  expect(JSON.stringify(form?.values)).toContain(picture?.recordId)
})

test('a typed name that could not be kept may be written otherwise: it never stands on the pad twice', async () => {
  const tablet = await signing()
  await tablet.say(screen.getByLabelText('Who signs?'), 'Farida')
  await tablet.person.click(screen.getByRole('checkbox', { name: /their typed name stands for their signature/ }))
  const full = vi.spyOn(tablet.db.attachments, 'put').mockRejectedValue(new DOMException('', 'QuotaExceededError'))
  await tablet.person.click(screen.getByRole('button', { name: 'Keep it' }))
  await screen.findByText(/^The picture could not be kept/)
  full.mockRestore()
  await tablet.say(screen.getByLabelText('Who signs?'), ' Rahman')
  await tablet.person.click(screen.getByRole('button', { name: 'Keep it' }))
  await waitFor(async () => expect(await kept(tablet)).toMatchObject([{ words: 'typed Farida Rahman' }]))
})

test('a signature that was removed comes back with Undo as it was', async () => {
  const tablet = await signing()
  await tablet.say(screen.getByLabelText('Who signs?'), 'Farida Rahman')
  touch('pointerDown', 10, 20)
  touch('pointerMove', 170, 75)
  touch('pointerUp', 170, 75)
  await tablet.person.click(screen.getByRole('button', { name: 'Keep it' }))
  await tablet.person.click(await screen.findByRole('button', { name: 'Remove this signature' }))
  await waitFor(async () => expect(await kept(tablet)).toEqual([]))
  await tablet.person.click(await screen.findByRole('button', { name: 'Undo' }))
  await waitFor(async () =>
    expect(await kept(tablet)).toMatchObject([{ words: 'begin; move 0,0; line 320,110', caption: 'Farida Rahman' }]),
  )
})
