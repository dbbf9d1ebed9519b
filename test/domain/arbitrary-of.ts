import * as fc from 'fast-check'
import { z } from 'zod'

/** Identities to draw from: `likely` by the name of the field, so that acts are often possible; `any` otherwise. */
export type Identities = {
  any: readonly string[]
  likely: Readonly<Record<string, readonly string[]>>
  /** Numbers by the name of the field, where few would be accepted. */
  likelyNumbers?: Readonly<Record<string, readonly number[]>>
}

/**
 * Values that a schema accepts, drawn at random. Identities come from a small pool, so that the same one turns up in two
 * places often: that is where mistakes hide.
 */
export const arbitraryOf = (schema: z.ZodType, ids: Identities, field = ''): fc.Arbitrary<unknown> => {
  const of = (inner: unknown, name = field): fc.Arbitrary<unknown> => arbitraryOf(asSchema(inner), ids, name)
  if (schema instanceof z.ZodUUID) {
    const likely = ids.likely[field] ?? ids.any
    return fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...likely) },
      { weight: 1, arbitrary: fc.constantFrom(...ids.any) },
    )
  }
  if (schema instanceof z.ZodISODate) return fc.constantFrom('2026-09-14', '2026-11-19', '2026-11-20', '2027-01-05')
  if (schema instanceof z.ZodISODateTime) return fc.constantFrom('2026-11-20T10:00:00.000Z', '2026-11-21T10:00:00.000Z')
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options)
  if (schema instanceof z.ZodLiteral) return fc.constantFrom(...schema.values)
  if (schema instanceof z.ZodBoolean) return fc.boolean()
  if (schema instanceof z.ZodNumber) {
    const likely = ids.likelyNumbers?.[field]
    return likely === undefined
      ? fc.integer({ min: -5, max: 30 }).filter(accepts(schema))
      : fc.constantFrom(...likely).filter(accepts(schema))
  }
  if (schema instanceof z.ZodString) {
    const likely = ids.likely[field]
    if (likely !== undefined) return fc.constantFrom(...likely)
    return fc
      .oneof(fc.constantFrom('', '09:30', 'hollins', '373/4001', 'Bus pass'), fc.string({ maxLength: 12 }))
      .filter(accepts(schema))
  }
  if (schema instanceof z.ZodNullable) return fc.option(of(schema.unwrap()), { nil: null })
  if (schema instanceof z.ZodOptional) return fc.option(of(schema.unwrap()), { nil: undefined, freq: 1 })
  if (schema instanceof z.ZodArray) return fc.array(of(schema.element), { maxLength: 3 }).filter(accepts(schema))
  if (schema instanceof z.ZodObject) {
    return fc.record(
      Object.fromEntries(
        Object.entries(schema.shape).map(([name, inner]) => [
          name,
          of(inner, ['from', 'to'].includes(name) ? field : name),
        ]),
      ),
    )
  }
  throw new Error(`No values are known for a ${schema.def.type}.`)
}

const asSchema = (inner: unknown): z.ZodType => {
  if (inner instanceof z.ZodType) return inner
  throw new Error('Not a schema.')
}

const accepts = (schema: z.ZodType) => (value: unknown) => schema.safeParse(value).success
