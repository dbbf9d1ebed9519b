/** Why a password cannot be used. */
export type PasswordProblem = 'password-too-short' | 'password-too-long' | 'password-too-common'

/** Lengths in characters as the browser counts them (trust F5). */
export const passwordLengths = { min: 12, max: 128 } as const

/**
 * Words that people reach for. A password made of nothing but these, digits and signs is in every guesser's list, however
 * long it is. Kept here so that the check needs no network.
 */
const reachedFor = new Set(
  (
    'password passw passwd pass word letmein welcome admin administrator login logon signin changeme change me my please secret default temp ' +
    'temporary test testing tester guest user qwerty qwertyuiop asdf asdfgh asdfghjkl zxcv zxcvbn zxcvbnm qaz wsx edc azerty iloveyou ' +
    'love lovely loveyou baby angel princess prince sunshine rainbow flower summer autumn winter spring monday tuesday wednesday ' +
    'thursday friday saturday sunday january february march april may june july august september october november december dragon ' +
    'monkey tigger tiger lion shadow master superman batman spiderman pokemon starwars football rugby cricket liverpool everton ' +
    'arsenal chelsea manchester united city tottenham celtic rangers england london leeds newcastle hello hi there goodbye trust no one trustno ' +
    'computer internet google microsoft windows apple samsung school primary secondary academy college teacher teachers head ' +
    'headteacher pupil pupils student students staff class office attendance officer welfare council doorstep safeguarding education ' +
    'mum dad family charlie george oliver jack harry michael michelle jessica daniel ashley jordan thomas william abc abcd abcde abcdef ' +
    'one two three four five six seven eight nine ten the is it its this that and for in on at a i to of new old good best cool super mega big happy ' +
    'birthday christmas cheese chocolate banana orange purple blue red green black white yellow ginger pepper cookie coffee biscuit ' +
    'freedom whatever nothing something forever money jesus god heaven hunter killer access open sesame enter key lock private public'
  ).split(' '),
)

/** What stands in for letters in passwords that only look hard. */
const standsFor: Record<string, string> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'l',
}

const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
]
const walks = [...rows, ...rows.map((row) => row.split('').toReversed().join(''))]

/** True when all of `text` is one short piece over and over (`hahahahahaha`). */
const repeats = (text: string): boolean => {
  for (let length = 1; length <= 4; length += 1) {
    if (
      text.length > length &&
      text ===
        text
          .slice(0, length)
          .repeat(Math.ceil(text.length / length))
          .slice(0, text.length)
    )
      return true
  }
  return false
}

/** True when `text` is nothing but runs of four or more keys in a row. */
const walksTheKeyboard = (text: string): boolean => {
  let at = 0
  while (at < text.length) {
    let longest = 0
    for (let length = text.length - at; length >= 4 && longest === 0; length -= 1) {
      const run = text.slice(at, at + length)
      if (walks.some((walk) => walk.includes(run))) longest = length
    }
    if (longest === 0) return false
    at += longest
  }
  return text.length > 0
}

/** True when `text` can be cut into words of `known` and nothing else. */
const isMadeOf = (text: string, known: ReadonlySet<string>): boolean => {
  const reachable = [true]
  for (let end = 1; end <= text.length; end += 1) {
    reachable[end] = false
    for (let start = Math.max(0, end - 40); start < end; start += 1) {
      if (reachable[start] === true && known.has(text.slice(start, end))) reachable[end] = true
    }
  }
  return reachable[text.length] === true
}

/** The words of a person's name and the part of their address before the @. */
const wordsAbout = (about: readonly string[]): string[] =>
  about
    .flatMap((text) => (text.split('@')[0] ?? '').toLowerCase().split(/[^\p{L}]+/u))
    .filter((word) => word.length >= 3)

/**
 * What is wrong with `password`, or null. `about` holds the name and e-mail address of the person choosing it. Nothing
 * is asked about capitals, digits or signs: length does the work (NCSC, NIST SP 800-63B).
 */
export const problemWith = (password: string, about: readonly string[]): PasswordProblem | null => {
  if (password.length < passwordLengths.min) return 'password-too-short'
  if (password.length > passwordLengths.max) return 'password-too-long'
  const lower = password.normalize('NFKC').toLowerCase()
  const plain = lower.replace(/[^\p{L}\p{N}]/gu, '')
  if (repeats(lower) || walksTheKeyboard(plain)) return 'password-too-common'
  const known = new Set([...reachedFor, ...wordsAbout(about)])
  // With the digits and signs dropped, and with them read as the letters that they stand for.
  const dropped = lower.replace(/[^\p{L}]/gu, '')
  const folded = lower
    .replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
    .replace(/[013457@$!|]/g, (sign) => standsFor[sign] ?? sign)
    .replace(/[^\p{L}]/gu, '')
  const guessed = (text: string): boolean =>
    text !== '' && (isMadeOf(text, known) || repeats(text) || walksTheKeyboard(text))
  return guessed(dropped) || guessed(folded) ? 'password-too-common' : null
}
