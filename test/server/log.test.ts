import { expect, test } from 'vitest'
import { openLog } from '#server/log.ts'

const written = (level: 'info' | 'warn', log: (to: ReturnType<typeof openLog>) => void): Record<string, unknown>[] => {
  const lines: string[] = []
  log(openLog(level, (line) => lines.push(line)))
  return lines.map((line) => JSON.parse(line))
}

test('a line holds the event, the time and codes', () => {
  expect(
    written('info', (log) =>
      log.warn('mutation-refused', { refusal: 'case-closed', mid: 4, route: '/api/devices/:id' }),
    ),
  ).toEqual([
    {
      level: 'warn',
      time: expect.stringMatching(/^20\d\d-.*Z$/),
      event: 'mutation-refused',
      refusal: 'case-closed',
      mid: 4,
      route: '/api/devices/:id',
    },
  ])
})

test("a person's words handed in by mistake are withheld", () => {
  const lines = written('info', (log) =>
    log.error('fault', {
      code: 'invalid input syntax for type uuid: "Mum says she is ill"',
      name: 'Zoë',
      long: 'x'.repeat(121),
    }),
  )
  expect(lines[0]).toMatchObject({ code: 'withheld', name: 'withheld', long: 'withheld' })
})

test('lines below the chosen level are not written', () => {
  expect(written('warn', (log) => log.info('answered', { status: 200 }))).toEqual([])
})
