import type { Share } from './marked-days.ts'

/** Three days: two that look alike are met in nearly every register. */
const FEWEST_MISSED = 3

/** How rarely chance alone may bring what is called a pattern: for fewer than one pupil in fifty who misses as many days. */
const RARELY = 0.02

/**
 * True when so many of all missed days fall among these days that chance alone would seldom put them there, had the child missed
 * as many days in any order (the upper tail of the hypergeometric distribution). Who looks at five weekdays looks five times, and must
 * ask for five times as much: `looks`.
 */
export const isBeyondChance = (these: Share, all: Share, looks = 1): boolean =>
  these.missed >= FEWEST_MISSED && tail(these, all) * looks < RARELY

/** True when so many of `of` days are of one of two kinds that tosses of a coin would seldom bring it (the binomial distribution). */
export const isBeyondCoins = (count: number, of: number, looks: number): boolean => {
  let ways = 0
  for (let each = count; each <= of; each += 1) ways += Math.exp(logChoose(of, each))
  return count >= FEWEST_MISSED && (ways / 2 ** of) * looks < RARELY
}

/** The chance that at least `these.missed` of `all.missed` days, drawn from `all.of`, are among `these.of`. */
const tail = (these: Share, all: Share): number => {
  const most = Math.min(these.of, all.missed)
  let chance = 0
  for (let missed = these.missed; missed <= most; missed += 1) {
    chance += Math.exp(
      logChoose(these.of, missed) + logChoose(all.of - these.of, all.missed - missed) - logChoose(all.of, all.missed),
    )
  }
  return chance
}

/** The logarithm of how many ways there are to choose; no way is minus infinity. */
const logChoose = (from: number, count: number): number => {
  if (count < 0 || count > from) return Number.NEGATIVE_INFINITY
  let sum = 0
  for (let step = 1; step <= count; step += 1) sum += Math.log((from - count + step) / step)
  return sum
}
