import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { BrowserProfile } from './browser-profile.ts'
import { Trouble } from './trouble.ts'
import { giveVirtualPasskeys } from './virtual-passkeys.ts'

export type SignInWith = { email: string; password: string }

/** What an officer says about one visit, in the words on the buttons. */
export type VisitSaid = {
  /** Someone who is not among the child's parents came to the door. */
  door: { name: string; relationship: string }
  seen: string
  childWords: string
  saw: string
  familyWords: string
  thinks: string
  outcome: string
  nextStep: string
  barrier: { about: string; words: string }
  promise: { words: string; to: string; by: string }
}

/**
 * Somebody's tablet: a real browser with a profile on disk, used as a person uses it, through what is on the glass. It
 * remembers every breach of the security policy, request to another origin, uncaught error and error in the console.
 */
export class Tablet {
  readonly profile = new BrowserProfile()
  readonly trouble: Trouble
  readonly #origin: string
  readonly #options: BrowserContextOptions
  #page: Page | null = null
  #context: BrowserContext | null = null

  private constructor(origin: string, options: BrowserContextOptions) {
    this.#origin = origin
    this.#options = options
    this.trouble = new Trouble(origin)
  }

  static async open(origin: string, options: BrowserContextOptions = {}): Promise<Tablet> {
    const tablet = new Tablet(origin, { viewport: { width: 1024, height: 768 }, ...options })
    await tablet.#start()
    return tablet
  }

  get page(): Page {
    if (this.#page === null) throw new Error('The tablet is off.')
    return this.#page
  }

  get context(): BrowserContext {
    if (this.#context === null) throw new Error('The tablet is off.')
    return this.#context
  }

  async #start(): Promise<void> {
    this.#context = await this.profile.start(this.#options)
    await this.trouble.watch(this.#context)
    this.#page = this.#context.pages()[0] ?? (await this.#context.newPage())
  }

  async goTo(path: string): Promise<void> {
    await this.page.goto(this.#origin + path)
  }

  /** Goes to a screen within the app, as its own links do, so that the tablet stays unlocked. */
  async goWithin(path: string): Promise<void> {
    // Whoever goes somewhere touches the glass; a tablet that nobody touched for minutes would lock in the middle of a long walk.
    await this.page.keyboard.press('Shift')
    await this.page.evaluate((to) => {
      history.pushState(null, '', to)
      dispatchEvent(new PopStateEvent('popstate', { state: null }))
    }, path)
    await this.page.waitForFunction((to) => location.pathname === to && document.querySelector('h1, h2') !== null, path)
    // Chunks, rows and the list's place arrive within a few frames.
    await this.page.waitForTimeout(250)
  }

  /** Waits until the app is on the tablet, so that it opens with no signal: more than a hundred parts, on a machine with other work. */
  async untilItCouldGoOffline(): Promise<void> {
    await this.page.waitForFunction(
      async () => {
        const registration = await navigator.serviceWorker.ready
        return registration.active?.state === 'activated' && navigator.serviceWorker.controller !== null
      },
      null,
      { timeout: 120_000 },
    )
  }

  /**
   * Waits until the browser has written the sign-in to its disk: a browser killed before that has to sign in again (its work
   * waits until then). Chromium writes its cookies half a minute after the first of them changed, or as soon as 512 have: so
   * that nobody waits, others are laid beside ours and taken away again.
   */
  async untilSignInIsOnDisk(): Promise<void> {
    const names = (await this.context.cookies()).map(({ name }) => name)
    const expires = Math.floor(Date.now() / 1000) + 3600
    await this.context.addCookies(
      Array.from({ length: 600 }, (_, place) => ({
        name: `beside-${place}`,
        value: 'nothing',
        domain: `elsewhere-${place % 10}.invalid`,
        path: '/',
        expires,
      })),
    )
    while (!this.#areOnDisk(names)) await this.page.waitForTimeout(100)
    await this.context.clearCookies({ domain: /\.invalid$/ })
  }

  /** Whether every one of these cookies has a row in the browser's own file of them. */
  #areOnDisk(names: readonly string[]): boolean {
    const files = ['Cookies', 'Network/Cookies']
      .map((path) => join(this.profile.folder, 'Default', path))
      .filter(existsSync)
    return names.length > 0 && names.every((name) => files.some((file) => readFileSync(file).includes(name)))
  }

  async signIn({ email, password }: SignInWith): Promise<void> {
    await this.goTo('/sign-in')
    await this.page.getByLabel('E-mail address').fill(email)
    await this.page.getByLabel('Password', { exact: true }).fill(password)
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click()
  }

  /** Sets a passphrase and goes in. The person has just signed in. */
  async setUp(passphrase: string): Promise<void> {
    await this.page.getByLabel('Passphrase for this tablet', { exact: true }).fill(passphrase)
    await this.page.getByRole('button', { name: 'Set up this tablet' }).click()
    await this.page.getByRole('button', { name: 'Start working' }).click()
    await this.page.getByRole('heading', { name: /My caseload/ }).waitFor()
  }

  async unlock(passphrase: string): Promise<void> {
    await this.page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
    await this.page.getByRole('button', { name: 'Unlock', exact: true }).click()
    await this.#untilOpened()
  }

  async #untilOpened(): Promise<void> {
    await this.page.getByLabel('Passphrase', { exact: true }).waitFor({ state: 'detached' })
    // It stays until the place that is opened is drawn: whoever goes elsewhere before that is taken there after all.
    await this.page.getByRole('heading', { name: 'Opening' }).waitFor({ state: 'detached' })
  }

  /** Adds a passkey to what opens this tablet, as its owner does on its own page. The passkey is of a virtual screen lock. */
  async addPasskey(passphrase: string): Promise<void> {
    await giveVirtualPasskeys(this.page, { hasPrf: true })
    await this.goWithin('/device')
    await this.page.getByRole('button', { name: 'Add: passkey' }).click()
    await this.page.getByLabel('Your passphrase first', { exact: true }).fill(passphrase)
    await this.page.getByRole('button', { name: 'Go on' }).click()
    await this.page.getByRole('button', { name: 'Remove: passkey' }).waitFor()
  }

  async unlockWithPasskey(): Promise<void> {
    await this.page.getByRole('button', { name: 'Use my passkey' }).click()
    await this.#untilOpened()
  }

  async lock(): Promise<void> {
    await this.page.getByRole('button', { name: 'Lock now' }).click()
    await this.page.getByLabel('Passphrase', { exact: true }).waitFor()
  }

  /** The names on the caseload, in the order shown, once all of it is here: a lead's first load is a whole school. */
  async caseload(): Promise<string[]> {
    const rows = this.page.locator('a[href^="/caseload/"] strong')
    await rows.first().waitFor({ timeout: 120_000 })
    await this.page.getByText(/still to come$/).waitFor({ state: 'detached', timeout: 120_000 })
    return rows.allInnerTexts()
  }

  /** True when the pupil is on this person's caseload. */
  async hasPupil(name: string): Promise<boolean> {
    const search = this.page.getByRole('searchbox', { name: 'Search names and notes' })
    await search.fill(name)
    const found = this.page.getByRole('link', { name }).first()
    await found.or(this.page.getByText('Nobody found')).first().waitFor()
    const isThere = await found.isVisible()
    await search.fill('')
    return isThere
  }

  async openPupil(name: string): Promise<void> {
    // A name that is not known yet would match the first link of any page.
    if (name === '') throw new Error('openPupil was given no name: wait for the caseload first')
    await this.page.getByRole('link', { name }).first().click()
    await this.page.getByRole('article', { name }).waitFor()
  }

  /** Logs a home visit for the pupil whose case is open, as far as *Save*. */
  async logHomeVisit(visit: VisitSaid): Promise<void> {
    await this.page.getByRole('link', { name: 'Log visit' }).click()
    await this.page.getByRole('form', { name: 'Log a home visit' }).waitFor()
    await this.fillHomeVisit(visit)
    await this.page.getByRole('button', { name: 'Save visit' }).click()
    await this.page.getByText('Visit saved on this tablet.').waitFor()
  }

  async fillHomeVisit(visit: VisitSaid): Promise<void> {
    const { page } = this
    await this.choose('Who came to the door?', 'Someone else')
    await page.getByLabel('Their name').fill(visit.door.name)
    await page.getByLabel('Who they are to the child').fill(visit.door.relationship)
    const child = page.getByRole('region', { name: /^About / }).first()
    await this.choose(/^Did you see /, visit.seen)
    await child.getByLabel(/’s words$/).fill(visit.childWords)
    await child.getByRole('button', { name: 'Barrier', exact: true }).click()
    await child.getByLabel('What is it about?').selectOption({ label: visit.barrier.about })
    await child.getByLabel('In their words').fill(visit.barrier.words)
    await child.getByRole('button', { name: 'Promise', exact: true }).click()
    await child.getByLabel('What will we do?').fill(visit.promise.words)
    await child.getByLabel('Promised to').fill(visit.promise.to)
    await child.getByLabel('By', { exact: true }).fill(visit.promise.by)
    await page.getByLabel('What I saw').fill(visit.saw)
    await page.getByLabel('What the adults said').fill(visit.familyWords)
    await page.getByLabel('What I think').fill(visit.thinks)
    await this.choose('How did it end?', visit.outcome)
    await page.getByLabel('Next step').fill(visit.nextStep)
  }

  /** Presses one of a question's large buttons, which then is the answer. */
  async choose(question: string | RegExp, answer: string): Promise<void> {
    const group = this.page.getByRole('radiogroup', { name: question }).first()
    await group.getByText(answer, { exact: true }).click()
    await group.getByRole('radio', { name: answer, checked: true }).waitFor({ state: 'attached' })
  }

  /** An entry of the open case's timeline, by its words. */
  entry(words: string): Locator {
    return this.page.getByRole('region', { name: 'Timeline' }).getByRole('listitem').filter({ hasText: words })
  }

  /** Everything at once, as the browser would do it if the machine lost its power. */
  async killOutright(): Promise<void> {
    await this.profile.killOutright()
    this.#page = null
    this.#context = null
  }

  async startAgain(path = '/'): Promise<void> {
    await this.#start()
    await this.goTo(path)
  }

  async close(): Promise<void> {
    await this.profile.close()
    this.#page = null
    this.#context = null
  }

  /** Turns it off for good and fails when anything went wrong on it that people would never see. */
  async putAway(): Promise<void> {
    await this.close()
    this.profile.remove()
    if (this.trouble.seen.length > 0) throw new Error(`What nobody should see:\n${this.trouble.seen.join('\n')}`)
  }
}
