import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const css = readFileSync(new URL('../../../src/client/ui/tokens.css', import.meta.url), 'utf8')
const outdoorRules = css.slice(css.indexOf("[data-scheme='outdoor'] {"))

type Colours = Record<string, string>

const both = [...css.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)]
const pick = (place: 2 | 3): Colours => Object.fromEntries(both.map((found) => [found[1] ?? '', found[place] ?? '']))
const schemes: [string, Colours, number][] = [
  ['light', pick(2), 4.5],
  ['dark', pick(3), 4.5],
  [
    'outdoor',
    Object.fromEntries(
      [...outdoorRules.matchAll(/--([a-z-]+): (#[0-9a-f]{6})/g)].map((found) => [found[1] ?? '', found[2] ?? '']),
    ),
    7,
  ],
]

const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const contrast = (one: string, other: string): number => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const toned = ['due', 'danger', 'good', 'notice', 'severe', 'persistent', 'at-risk', 'on-track', 'brand']
const pairs: [ink: string, ground: string][] = [
  ...['ink', 'quiet', ...toned].flatMap((ink): [string, string][] => [
    [ink, 'paper'],
    [ink, 'raised'],
  ]),
  ...toned.map((tone): [string, string] => [tone, `${tone}-tint`]),
  ...['ink', 'quiet', 'danger', 'due'].map((ink): [string, string] => [ink, 'brand-tint']),
  ['ink', 'hover'],
  ['quiet', 'hover'],
  ['on-brand', 'brand'],
  ['on-brand', 'brand-pressed'],
  ['on-danger', 'danger'],
  ['on-danger', 'danger-pressed'],
]

describe.each(schemes)('in the %s scheme', (_name, colours, least) => {
  const of = (name: string): string => colours[name] ?? `no colour called ${name}`

  test.each(pairs)(`%s can be read on %s (WCAG 1.4.3; at least ${least}:1)`, (ink, ground) => {
    expect(contrast(of(ink), of(ground))).toBeGreaterThanOrEqual(least)
  })

  test.each(['paper', 'raised'])(
    'what can be typed in or pressed has an edge on %s (WCAG 1.4.11; at least 3:1)',
    (ground) => {
      expect(contrast(of('edge'), of(ground))).toBeGreaterThanOrEqual(3)
      expect(contrast(of('focus'), of(ground))).toBeGreaterThanOrEqual(3)
    },
  )
})
