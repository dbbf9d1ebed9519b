import { behindTheCurtain } from './behind-the-curtain.ts'
import { goodNews } from './good-news.ts'
import { halfDays } from './half-days.ts'
import { holidayAgain } from './holiday-again.ts'
import { inCare } from './in-care.ts'
import { leftTheRoll } from './left-the-roll.ts'
import { looksAfterMum } from './looks-after-mum.ts'
import { mondaysAgain } from './mondays-again.ts'
import { movedAcrossTown } from './moved-across-town.ts'
import { longName, singleName } from './names-that-do-not-fit.ts'
import { newFromFar } from './new-from-far.ts'
import { nobodyAtTheAddress } from './nobody-at-the-address.ts'
import { nobodyYet } from './nobody-yet.ts'
import { onlyHeard } from './only-heard.ts'
import { safeToRing } from './safe-to-ring.ts'
import type { Story } from './story.ts'
import { twins } from './twins.ts'
import { twoHomes } from './two-homes.ts'

/** Every family whose story is told by hand. */
export const stories: readonly Story[] = [
  movedAcrossTown,
  behindTheCurtain,
  onlyHeard,
  safeToRing,
  twoHomes,
  twins,
  newFromFar,
  halfDays,
  inCare,
  looksAfterMum,
  mondaysAgain,
  nobodyAtTheAddress,
  leftTheRoll,
  nobodyYet,
  goodNews,
  holidayAgain,
  singleName,
  longName,
]
