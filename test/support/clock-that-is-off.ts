import { passphrase } from './phone.ts'
import type { Tablet } from './tablet.ts'

/**
 * Runs in the page before anything else: its clock is off by as much as the tab remembers. Its timers run as ever.
 */
const clockThatIsOff = (): void => {
  // Asked for again it would be off twice.
  if (Reflect.get(globalThis, 'isClockOff') === true) return
  Reflect.set(globalThis, 'isClockOff', true)
  const by = Number(sessionStorage.getItem('clock') ?? 0)
  const Real = Date
  globalThis.Date = new Proxy(Real, {
    construct: (target, given) => Reflect.construct(target, given.length === 0 ? [Real.now() + by] : given),
    get: (target, name) => (name === 'now' ? () => Real.now() + by : Reflect.get(target, name)),
  })
}

/**
 * Loads the tablet again with its page's clock at `moment`, and unlocks it. The worker that exchanges with the office keeps the true time,
 * so this is only for while there is no signal.
 */
export const clockAt = async (tablet: Tablet, moment: Date): Promise<void> => {
  const by = moment.getTime() - Date.now()
  await tablet.context.addInitScript(clockThatIsOff)
  await tablet.page.evaluate((off) => sessionStorage.setItem('clock', String(off)), by)
  await tablet.goTo('/caseload')
  await tablet.unlock(passphrase)
  await tablet.caseload()
}
