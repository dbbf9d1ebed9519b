import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDemoOffice, type DemoOffice } from '#test/support/demo-office.ts'
import { openPhone, picturesOf } from '#test/support/phone.ts'
import { Tablet } from '#test/support/tablet.ts'
import { inEveryWay } from '#test/support/ways-of-looking.ts'

/**
 * A pastoral worker logs a call in three taps and one sentence, on a phone, with no signal: whom, how it ended, Save; then writes to
 * a family in their own language, in words that the council keeps ready for its schools. Each test goes on from the one before.
 */
let demo: DemoOffice
let phone: Tablet
let manager: Tablet | undefined
const picture = picturesOf('log-a-call')

const council = 'Larkmere Attendance Service'
/** “We want to talk about Selam. When can we ring you?” As the council’s message has it. */
const inTigrinya = 'ብዛዕባ Selam ክንዛረብ ንደሊ። መዓስ ክንድውለልኩም ንኽእል?'

beforeAll(async () => {
  demo = await openDemoOffice()
  phone = await openPhone(demo, 'Pastoral worker')
  const [first = ''] = await phone.caseload()
  await phone.openPupil(first)
  await demo.office.stop()
}, 240_000)

afterAll(async () => {
  await phone?.profile.close()
  await manager?.putAway()
  await demo?.close()
})

/** From now on, every finger that comes down on the page is noted, by what it came down on. */
const noteTaps = () =>
  phone.page.evaluate(() => {
    document.body.dataset['taps'] = ''
    document.addEventListener(
      'pointerdown',
      ({ isTrusted, pointerType, target }) => {
        if (!isTrusted || pointerType !== 'touch' || !(target instanceof Element)) return
        const on = target.closest('textarea, button, label, a')?.tagName.toLowerCase() ?? 'nothing'
        document.body.dataset['taps'] = `${document.body.dataset['taps']} ${on}`.trim()
      },
      true,
    )
  })
const tappedOn = () => phone.page.evaluate(() => document.body.dataset['taps'] ?? '')

describe('log a call in three taps and one sentence', () => {
  test('whom, how it ended, one sentence, Save: three taps, and it is on the tablet', async () => {
    await phone.page.getByRole('link', { name: 'Log contact' }).tap()
    await phone.page.getByRole('form', { name: 'Log a call' }).waitFor()
    await picture(phone, 'opened')
    await noteTaps()
    await phone.page.getByRole('radiogroup', { name: 'Who was it with?' }).locator('label').first().tap()
    await phone.page.getByRole('radiogroup', { name: 'How did it end?' }).getByText('Spoke', { exact: true }).tap()
    await phone.page.getByLabel('What was said').tap()
    await phone.page.keyboard.insertText('Mum will bring her in after the dentist.')
    await picture(phone, 'said')
    await phone.page.getByRole('button', { name: 'Save', exact: true }).tap()
    await phone.page.getByText('Contact saved on this tablet.').waitFor()
    // Whom, how it ended and Save; the fourth begins the sentence. Nothing had to be opened, scrolled to by a button or closed.
    expect(await tappedOn()).toBe('label label textarea button')
    await phone.entry('Mum will bring her in after the dentist.').getByText('Only on this tablet').waitFor()
  })

  test('whoever rings next sees that the family was rung today, and about what', async () => {
    await phone.page.getByRole('link', { name: 'Log contact' }).tap()
    const already = phone.page.getByText('Already today').locator('..')
    await expect
      .poll(async () => already.innerText(), { timeout: 20_000 })
      .toMatch(/Mum will bring her in after the dentist/)
    await picture(phone, 'already-today')
  })

  test('no answer: the try is kept and the next number is one tap away; good news is as easy', async () => {
    await phone.page.getByRole('radiogroup', { name: 'Who was it with?' }).locator('label').first().tap()
    await phone.page.getByRole('radiogroup', { name: 'How did it end?' }).getByText('No answer', { exact: true }).tap()
    await picture(phone, 'no-answer')
    await phone.page.getByRole('button', { name: 'Save', exact: true }).tap()
    await phone.page.getByText('Contact saved on this tablet.').waitFor()
    await phone.page.getByRole('button', { name: 'More' }).tap()
    await phone.page.getByRole('menuitem', { name: 'Log good news' }).tap()
    await phone.page.getByRole('checkbox', { name: 'This was good news' }).waitFor()
    expect(await phone.page.getByRole('checkbox', { name: 'This was good news' }).isChecked()).toBe(true)
  })

  test('a message is made from plain words, looked at, and never called sent by Doorstep', async () => {
    await phone.page.getByRole('button', { name: 'Finish later' }).tap()
    await phone.page.getByRole('button', { name: 'More' }).tap()
    await phone.page.getByRole('menuitem', { name: 'Write to the family' }).tap()
    await phone.page.getByRole('radiogroup', { name: 'To whom?' }).locator('label').first().tap()
    await phone.page.getByText('I tried to ring', { exact: true }).tap()
    await picture(phone, 'message')
    expect(await phone.page.getByLabel('The message').inputValue()).toMatch(/^Hello .*I tried to ring you about/)
    expect(await phone.page.getByRole('button', { name: 'I sent it, keep it' }).isEnabled()).toBe(false)
  })

  test('a mother who speaks Tigrinya: before her number it says that she needs an interpreter, and in which words the message is', async () => {
    const { page } = phone
    await page.getByRole('button', { name: 'Finish later' }).tap()
    await phone.goWithin('/caseload')
    await page.getByRole('searchbox', { name: 'Search names and notes' }).fill('Selam Haile')
    await phone.openPupil('Selam Haile')
    await page.getByRole('button', { name: 'More' }).tap()
    await page.getByRole('menuitem', { name: 'Write to the family' }).tap()
    await page.getByRole('radiogroup', { name: 'To whom?' }).getByText('Mum', { exact: true }).tap()
    await page.getByText('How can we help?', { exact: true }).tap()
    await page.getByText('Mum needs an interpreter (Tigrinya)').waitFor()
    const text = await page.locator('main').innerText()
    expect(text).toContain('These words are in English. Have them put into Tigrinya by an interpreter')
    const number = text.search(/07\d{3} ?\d{6}/)
    expect(number).toBeGreaterThan(-1)
    expect(text.indexOf('Interpreter, Tigrinya')).toBeLessThan(number)
    expect(text.indexOf('Mum needs an interpreter')).toBeLessThan(number)
    await page.getByText('Mum needs an interpreter (Tigrinya)').scrollIntoViewIfNeeded()
    await picture(phone, 'message-interpreter')
  })

  test('the council’s message in her language comes first, with no signal too, and is said to be in it', async () => {
    const { page } = phone
    const first = page.getByRole('radiogroup', { name: `Start from ${council}` })
    await first.getByText('ክንዛረብ ንደሊ (Tigrinya)', { exact: true }).tap()
    await page.getByText(/^These words began in Tigrinya\./).waitFor()
    expect(await page.getByLabel('The message').inputValue()).toContain(inTigrinya)
    await first.scrollIntoViewIfNeeded()
    await picture(phone, 'message-in-her-language')
  })

  test('handed over by hand yesterday, it is kept as sent, and reaches the office with the next signal', async () => {
    const { page } = phone
    await page.getByRole('button', { name: 'Done earlier' }).tap()
    await page.getByLabel('Day it happened').fill(new Date(Date.now() - 86_400_000).toISOString().slice(0, 10))
    await page.getByRole('button', { name: 'I sent it, keep it' }).tap()
    await page.getByText('Kept on the file as sent.').waitFor()
    const entry = phone.entry(inTigrinya)
    await entry.getByText('Only on this tablet').waitFor()
    await picture(phone, 'message-kept')
    const file = new URL(page.url()).pathname
    await demo.office.start()
    await phone.goWithin('/sync')
    await page.getByRole('button', { name: 'Send now' }).tap()
    await page.getByText('Nothing. Everything you saved has reached the office.').waitFor({ timeout: 30_000 })
    await phone.goWithin(file)
    await entry.getByText(/ref [0-9A-Z]{4}/).waitFor()
    expect(await entry.count()).toBe(1)
  })

  test('the council’s manager mends a message once, and the school’s people have the new words by themselves', async () => {
    manager = await Tablet.open(demo.office.origin)
    await manager.signIn(await demo.signInOf('Service manager'))
    await manager.setUp('five red kites over the hill')
    await manager.goWithin('/messages')
    await manager.page.getByRole('checkbox', { name: 'Kestrel Hill School' }).waitFor()
    expect.soft((await inEveryWay(manager.page, { name: 'council-messages', isWhole: false })).found).toEqual([])
    await manager.page.getByRole('link', { name: /^Help with the bus fare/ }).click()
    await manager.page
      .getByLabel('The message', { exact: true })
      .fill('I can ask for a free bus pass for {child}. It takes ten minutes.')
    await manager.page.getByRole('button', { name: 'Save', exact: true }).click()
    await manager.page.getByText('Saved on this tablet. Colleagues get it once the office has it.').waitFor()

    const { page } = phone
    await page.getByRole('button', { name: 'More' }).tap()
    await page.getByRole('menuitem', { name: 'Write to the family' }).tap()
    await page.getByRole('radiogroup', { name: 'To whom?' }).getByText('Mum', { exact: true }).tap()
    const message = page.getByLabel('The message', { exact: true })
    await expect
      .poll(
        async () => {
          await page.getByText('I tried to ring', { exact: true }).tap()
          await page.getByText('Help with the bus fare', { exact: true }).tap()
          return message.inputValue()
        },
        { timeout: 30_000, interval: 500 },
      )
      .toContain('I can ask for a free bus pass for Selam.')
    await picture(phone, 'council-message-mended')
  }, 120_000)

  test('at the school itself it is the council’s still: who opens it there begins one of the school’s own', async () => {
    if (manager === undefined) throw new Error('The manager has no tablet.')
    const { page } = manager
    const addressOf = async (name: string | RegExp): Promise<string[]> =>
      ((await page.getByRole('link', { name }).getAttribute('href')) ?? '').split('/')
    const [, , school] = await addressOf('Write a message for Kestrel Hill School')
    const [, , , message] = await addressOf(/^Help with the bus fare/)
    await manager.goWithin(`/messages/${school}/${message}`)
    await page.getByRole('heading', { name: 'Make our own of this message' }).waitFor()
    await page.getByText(`${council} keeps this message`).waitFor()
    expect.soft((await inEveryWay(page, { name: 'council-message-at-a-school', isWhole: false })).found).toEqual([])
  }, 60_000)

  test('nothing went wrong unseen', async () => {
    expect(phone.trouble.seen).toEqual([])
    await phone.putAway()
  })
})
