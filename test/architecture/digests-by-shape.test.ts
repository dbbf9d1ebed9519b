import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { digested, SHAPES } from '#client/store/digests.ts'
import { recordSchemas } from '#domain/records/record.ts'

// A tablet believes what lies in a digest without checking it again. One that was made by other shapes would be shown as if
// it were whole: a record that the app could not read then would be missing from every list.
test('a digest made by other shapes of its records counts for nothing', () => {
  const shapes = digested.map((kind) => z.toJSONSchema(recordSchemas[kind]))
  const now = createHash('sha256').update(JSON.stringify(shapes)).digest('hex').slice(0, 8)
  expect(SHAPES, 'a shape has changed: write the new value in src/client/store/digests.ts').toBe(now)
})
