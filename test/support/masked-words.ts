import type { Masked } from './accessibility-tree.ts'

const months = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec'

/** Days, ages, counts and times, which are others tomorrow, and what a child at hand is called. */
export const maskedFor = (child: string | null): Masked => [
  ...(child === null
    ? []
    : ([
        [child, '‹child›'],
        [child.split(' ')[0] ?? child, '‹child›'],
      ] as const)),
  [
    new RegExp(
      `\\b((Mon|Tues?|Wed(nes)?|Thu(rs)?|Fri|Sat(ur)?|Sun)(day)?,? )?\\d{1,2} (${months})[a-z]*( \\d{4})?`,
      'g',
    ),
    '‹day›',
  ],
  [/\b(today|tomorrow|yesterday)\b/g, '‹day›'],
  [/\b(due ‹day›|late by \d+ school days?)/g, '‹due›'],
  [/\d+([:.]\d+)?/g, '#'],
]
